"""Short replies: what "yes", "the second one" or "I can't find it" means after what was said.

They are recognised as a whole, from a list that content authors edit; anything longer is a
question, for the matcher.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Reply(StrEnum):
    """What a short reply asks for."""

    YES = "yes"
    NO = "no"
    NEXT = "next"  # seen, go on; no answer to a question
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    MORE = "more"
    WHO = "who"
    SPEAK_FR = "speak-fr"
    SPEAK_EN = "speak-en"
    DONE = "done"
    ON_AGAIN = "on-again"
    LOST = "lost"
    STOP = "stop"
    BACK = "back"


_WORD: Final = re.compile(r"[^\W_]+")
_POLITE: Final = frozenset(
    {"svp", "stp", "please", "pls", "plz", "merci", "thanks", "alors", "ben", "bah", "euh", "ok"}
)
LONGEST: Final = 60  # symbols; a longer text is no short reply


def plain(text: str) -> str:
    """Return the words of *text* without case, accents, punctuation and politeness.

    A text that is nothing but politeness keeps its words.
    """
    bare = "".join(
        symbol
        for symbol in unicodedata.normalize("NFKD", text[:LONGEST].casefold())
        if not unicodedata.combining(symbol)
    )
    words = _WORD.findall(bare)
    first, last = 0, len(words)
    while first < last and words[first] in _POLITE:
        first += 1
    while last > first and words[last - 1] in _POLITE:
        last -= 1
    return " ".join(words[first:last] or words)
