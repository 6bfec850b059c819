"""Spoils a phrasing as people do when they type: capitals, accents, slips, talk around it.

Used in training and to judge the matcher, never at run time.
"""

import random
import re
import unicodedata
from typing import Final

from bot.matching.talk import TALK

_KEYBOARDS: Final = {
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
_PUNCTUATION: Final = re.compile(r"[^\w\s'’-]+")
LETTERS_PER_SLIP: Final = 12  # at least one slip in all
ENDING_SHARE: Final = 0.5  # of the messages with talk around them


def without_capitals(text: str) -> str:
    """Return *text* in lower case, without punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", text.lower()).split())


def without_accents(text: str) -> str:
    """Return *text* with plain letters."""
    decomposed = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def with_slips(text: str, locale: str, chance: random.Random) -> str:
    """Return *text* with letters dropped, doubled, swapped or struck beside the right key."""
    letters = [i for i, c in enumerate(text) if c.isalpha() and c.isascii()]
    count = max(1, round(len(letters) / LETTERS_PER_SLIP))
    # From the end: a slip that changes the length leaves the earlier positions where they were.
    for position in sorted(chance.sample(letters, min(count, len(letters))), reverse=True):
        text = _slip(text, position, locale, chance)
    return text


def with_talk(text: str, locale: str, chance: random.Random) -> str:
    """Return *text* within a longer message, as of someone who tells their story first.

    Args:
        text: What is asked.
        locale: Its language; one for which we have no talk leaves *text* alone.
        chance: Chooses the talk.
    """
    if locale not in TALK:
        return text
    openings, endings = TALK[locale]
    opening = chance.choice(openings)
    ending = chance.choice(endings) if chance.random() < ENDING_SHARE else ""
    return f"{opening} {text} {ending}".strip()


def _slip(text: str, position: int, locale: str, chance: random.Random) -> str:
    before, letter, after = text[:position], text[position], text[position + 1 :]
    sort = chance.choice(("drop", "double", "swap", "neighbour"))
    if sort == "drop":
        return before + after
    if sort == "swap" and after[:1].isalpha():
        return before + after[0] + letter + after[1:]
    if sort == "neighbour":
        for row in _KEYBOARDS.get(locale, _KEYBOARDS["en"]):
            place = row.find(letter.lower())
            if place >= 0:
                neighbours = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
                return before + chance.choice(neighbours) + after
    return before + letter * 2 + after
