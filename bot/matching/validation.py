"""Judges the recipe on phrasings that it did not learn from, by cross-validation.

Near-duplicates stay together, or a test sentence would be known from its twin. Each phrasing is
asked once, as it is or spoilt as people do when they type.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import OUT_OF_SCOPE
from bot.knowledge.phrasings import Phrasing
from bot.matching import recipe
from bot.matching.encoder import Encoder
from bot.matching.lexical import Floats
from bot.matching.perturbation import with_slips, with_talk, without_accents, without_capitals
from bot.matching.sentences import passages
from bot.matching.text import clean

FOLDS: Final = 5
OUT_OF_SCOPE_SHARE: Final = 0.2  # of the messages that people send, by assumption

# How each phrasing is asked, and in what share of the cases.
_MANNERS: Final[Sequence[tuple[str, float, Callable[[Phrasing, random.Random], str]]]] = (
    ("as it is", 0.45, lambda phrasing, _: phrasing.text),
    ("lower case", 0.15, lambda phrasing, _: without_capitals(phrasing.text)),
    ("no accents", 0.10, lambda phrasing, _: without_accents(phrasing.text)),
    ("slips", 0.15, lambda phrasing, chance: with_slips(phrasing.text, phrasing.locale, chance)),
    ("talk", 0.15, lambda phrasing, chance: with_talk(phrasing.text, phrasing.locale, chance)),
)


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the two parts think of each test message.

    Attributes:
        phrasings: Where each message comes from.
        manners: How it was asked.
        passages: How many passages it has: the whole, and any sentences.
        lexical: Log probabilities of the lexical part; a row per passage, a column per topic.
        encoded: Those of the head.
        truth: The column of the right topic.
        in_scope: Whether that is one in scope.
    """

    phrasings: tuple[Phrasing, ...]
    manners: tuple[str, ...]
    passages: tuple[int, ...]
    lexical: Floats
    encoded: Floats
    truth: NDArray[np.intp]
    in_scope: NDArray[np.bool_]

    def starts(self) -> NDArray[np.intp]:
        """Return the row of each message's first passage: the whole."""
        return np.cumsum((0, *self.passages[:-1]), dtype=np.intp)

    def weights(self) -> NDArray[np.float64]:
        """Return how much each message counts, 1 in all; OUT_OF_SCOPE_SHARE are out of scope."""
        inside = (1 - OUT_OF_SCOPE_SHARE) / np.count_nonzero(self.in_scope)
        outside = OUT_OF_SCOPE_SHARE / np.count_nonzero(~self.in_scope)
        return np.where(self.in_scope, inside, outside)


def cross_validate(
    phrasings: Sequence[Phrasing], topics: Sequence[str], encoder: Encoder
) -> Iterator[Opinions]:
    """Yield, fold after fold, the opinions of parts fitted to the other folds.

    Of each fold, as many phrasings are asked as the encoder's handling says.
    """
    fold_of = folds(phrasings, encoder)
    share = recipe.handling(encoder.name).asked_share
    for fold in range(FOLDS):
        learnt = [p for p, other in zip(phrasings, fold_of, strict=True) if other != fold]
        others = [p for p, other in zip(phrasings, fold_of, strict=True) if other == fold]
        asked = [p for p in others if random.Random(f"asked {p.text}").random() < share]  # noqa: S311  # the same in every run
        yield _ask(recipe.fit(learnt, topics, encoder), asked, topics, encoder)


def folds(phrasings: Sequence[Phrasing], encoder: Encoder) -> list[int]:
    """Return the fold (from 0) of each phrasing; near-duplicates of one topic share theirs."""
    vectors = encoder.encode([clean(phrasing.text) for phrasing in phrasings])
    fold_of = [0] * len(phrasings)
    for topic in sorted({phrasing.topic for phrasing in phrasings}):
        members = [n for n, phrasing in enumerate(phrasings) if phrasing.topic == topic]
        near = vectors[members] @ vectors[members].T > recipe.handling(encoder.name).near_duplicate
        groups = _connected(near)
        chance = random.Random(topic)  # noqa: S311  # a shuffle that every run repeats
        order = sorted(set(groups))
        chance.shuffle(order)
        first = chance.randrange(FOLDS)  # or every small topic would fill the first folds
        place = {group: (first + n) % FOLDS for n, group in enumerate(order)}
        for member, group in zip(members, groups, strict=True):
            fold_of[member] = place[group]
    return fold_of


def _connected(near: NDArray[np.bool_]) -> list[int]:
    """Return a number per row, equal for rows that a chain of near ones connects."""
    group = list(range(len(near)))
    for row in range(len(near)):
        for other in np.flatnonzero(near[row, :row]):
            old, new = group[row], group[int(other)]
            if old != new:
                group = [new if number == old else number for number in group]
    return group


def join(opinions: Sequence[Opinions]) -> Opinions:
    """Return the opinions of all folds as one."""
    return Opinions(
        phrasings=tuple(phrasing for part in opinions for phrasing in part.phrasings),
        manners=tuple(manner for part in opinions for manner in part.manners),
        passages=tuple(count for part in opinions for count in part.passages),
        lexical=np.concatenate([part.lexical for part in opinions]),
        encoded=np.concatenate([part.encoded for part in opinions]),
        truth=np.concatenate([part.truth for part in opinions]),
        in_scope=np.concatenate([part.in_scope for part in opinions]),
    )


def _ask(
    parts: recipe.Parts, asked: Sequence[Phrasing], topics: Sequence[str], encoder: Encoder
) -> Opinions:
    column = {topic: number for number, topic in enumerate(topics)}
    manners: list[str] = []
    counts: list[int] = []
    read: list[str] = []
    lexical: list[Floats] = []
    for phrasing in asked:
        manner, text = _spoil(phrasing)
        cleaned = clean(text)
        language = parts.speller.language(cleaned, phrasing.locale)
        found = passages(parts.speller.mend(cleaned, language))
        manners.append(manner)
        counts.append(len(found))
        read.extend(found)
        lexical.extend(parts.lexical.log_probabilities(passage, language) for passage in found)
    return Opinions(
        phrasings=tuple(asked),
        manners=tuple(manners),
        passages=tuple(counts),
        lexical=np.array(lexical),
        encoded=parts.head.log_probabilities(encoder.encode(read)),
        truth=np.array([column[phrasing.topic] for phrasing in asked], dtype=np.intp),
        in_scope=np.array([phrasing.topic != OUT_OF_SCOPE for phrasing in asked]),
    )


def _spoil(phrasing: Phrasing) -> tuple[str, str]:
    chance = random.Random(phrasing.text)  # noqa: S311  # the same in every run
    manners, shares, spoils = zip(*_MANNERS, strict=True)
    chosen = chance.choices(range(len(manners)), shares)[0]
    return manners[chosen], spoils[chosen](phrasing, chance)
