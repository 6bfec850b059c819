"""Cleans what a person typed, and cuts it into words; the first step of every match.

Everything downstream may rely on clean text: no lone surrogate (the encoder refuses it), no
invisible character, and a length that bounds the time of a match.
"""

import re
import unicodedata
from typing import Final

MAX_RAW_CHARACTERS: Final = 4096  # Source: Bot API, a message's text has at most 4096 characters
MAX_CHARACTERS: Final = 320  # of clean text: bounds the encoder's time (4 ms for 256 on one core)

_SPACES: Final = re.compile(r"\s+")
_REPEATS: Final = re.compile(r"(.)\1{3,}")  # "heeeeelp", "!!!!!!", a flood of one emoji
_WORD: Final = re.compile(r"[^\W_]+")
# Letters that Unicode does not decompose, as people type them without an accent.
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'", "ʼ": "'"})


def clean(text: str) -> str:
    """Return *text* as the matcher reads it; any string is accepted, and may come back empty.

    Control, format, private and surrogate characters go, white space becomes one space, a
    character repeated more than three times is kept three times, and what is longer than
    MAX_CHARACTERS is cut there, at a space where there is one nearby.
    """
    visible = "".join(
        character if character.isprintable() else " " if character.isspace() else ""
        for character in text[:MAX_RAW_CHARACTERS]
    )
    composed = unicodedata.normalize("NFC", visible)
    tidy = _SPACES.sub(" ", _REPEATS.sub(r"\1\1\1", composed)).strip()
    if len(tidy) <= MAX_CHARACTERS:
        return tidy
    cut = tidy[:MAX_CHARACTERS]
    return cut.rpartition(" ")[0] or cut


def fold(text: str) -> str:
    """Return *text* in lower case and without accents, as the words of the vocabulary are kept."""
    lowered = text.lower().translate(_LIGATURES)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Return the words (letters and digits) of *text*, in order, as they are written."""
    return _WORD.findall(text)


def replace_words(text: str, replacements: dict[str, str]) -> str:
    """Return *text* with each word that is a key of *replacements* put in its value's place."""
    return _WORD.sub(lambda found: replacements.get(found[0], found[0]), text)
