"""Mends misspelt words against the words of the content itself: no dictionary is needed.

A word that the content does not know becomes the nearest one that it does know, and a word typed
without its accents gets them back. A word that any language of the content knows stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.text import fold, replace_words, words

MIN_LETTERS: Final = 4  # shorter words have too many neighbours
LONG_WORD: Final = 8  # letters, from which two slips are mended instead of one
MIN_USES: Final = 2  # what was written once may itself be a slip
MAX_SEARCHES: Final = 12  # unknown words of one message: bounds the time of a match
MIN_KNOWN_SHARE: Final = 0.5  # of a message's words, to take it for another language's


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language.

    Attributes:
        spellings: How to write each word, by its folded form; the most used first.
        targets: Folded words that a misspelt one may become; the most used first.
        by_length: Those of them that a misspelt word of each length may become.
    """

    spellings: Mapping[str, str]
    targets: Sequence[str]
    by_length: Mapping[int, Sequence[str]] = field(init=False)

    def __post_init__(self) -> None:
        longest = max(map(len, self.targets), default=0)
        by_length = {
            length: tuple(
                word for word in self.targets if abs(len(word) - length) <= _slips(length)
            )
            for length in range(MIN_LETTERS, longest + _slips(longest) + 1)
        }
        object.__setattr__(self, "by_length", by_length)


def collect(texts: Iterable[str]) -> Vocabulary:
    """Return the vocabulary of *texts*, which should be written without slips."""
    surfaces: dict[str, Counter[str]] = {}
    for text in texts:
        for word in words(text):
            surfaces.setdefault(fold(word), Counter())[word.lower()] += 1
    ranked = sorted(surfaces, key=lambda word: (-surfaces[word].total(), word))
    spellings = {
        word: max(sorted(surfaces[word]), key=surfaces[word].__getitem__) for word in ranked
    }
    targets = [
        word
        for word in ranked
        if len(word) >= MIN_LETTERS and word.isalpha() and surfaces[word].total() >= MIN_USES
    ]
    return Vocabulary(spellings, targets)


class Speller:
    """Mends the words of a message.

    Args:
        vocabularies: By language ("fr", not "fr-CA").
    """

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._vocabularies = vocabularies

    def language(self, text: str, locale: str) -> str | None:
        """Return the language in which *text* seems to be written, or None for one unknown to us.

        The language of *locale* is taken at its word, unless another one knows more of the words.
        """
        folded = [fold(word) for word in words(text)]
        own = locale.partition("-")[0].lower()
        known = {
            language: sum(word in vocabulary.spellings for word in folded)
            for language, vocabulary in self._vocabularies.items()
        }
        best = max(known, key=lambda language: (known[language], language == own), default=None)
        if best is None or best == own:
            return best
        if known[best] >= MIN_KNOWN_SHARE * len(folded):
            return best
        return own if own in self._vocabularies else None

    def mend(self, text: str, language: str | None) -> str:
        """Return *text* with its misspelt words mended; unchanged where *language* is None."""
        if language is None:
            return text
        spellings = self._vocabularies[language].spellings
        replacements: dict[str, str] = {}
        searches = 0
        for word in dict.fromkeys(words(text)):
            folded = fold(word)
            if len(folded) < MIN_LETTERS or not folded.isalpha():
                continue
            if folded in spellings:
                if word.lower() == folded != spellings[folded]:
                    replacements[word] = spellings[folded]  # its accents were left out
            elif searches < MAX_SEARCHES and not self._is_known(folded):
                searches += 1
                nearest = self._nearest(folded, self._vocabularies[language])
                if nearest is not None:
                    replacements[word] = spellings[nearest]
        return replace_words(text, replacements) if replacements else text

    def _is_known(self, folded: str) -> bool:
        return any(folded in vocabulary.spellings for vocabulary in self._vocabularies.values())

    @staticmethod
    def _nearest(folded: str, vocabulary: Vocabulary) -> str | None:
        # Optimal string alignment: a letter missing, added, wrong, or swapped with its neighbour
        # is one slip. It mends more, and spoils less, than a ratio of what two words share.
        found = process.extractOne(
            folded,
            vocabulary.by_length.get(len(folded), ()),
            scorer=OSA.distance,
            score_cutoff=_slips(len(folded)),
        )
        return found[0] if found else None


def _slips(length: int) -> int:
    """Return how many slips a word of *length* letters may have, and still be mended."""
    return 2 if length >= LONG_WORD else 1
