"""Questions that were not answered, given to us by the people who asked them.

The text stays in memory for some minutes (see Context). It is stored only when the person presses
the button below our "I do not know", and can be taken back at any time.
"""

from dataclasses import replace
from hashlib import sha256
from typing import Final

from bot.core.actions import encode
from bot.core.conversation import Unanswered
from bot.core.effects import Button, Show, Text
from bot.core.faq import DO
from bot.core.world import World

QUESTION: Final = "question"  # question:keep:<mark>, question:drop
KEEP: Final = "keep"
DROP: Final = "drop"
LONGEST: Final = 500  # characters; what is longer tells more of a person than of our answers
_MARK: Final = 12  # hexadecimal digits; enough to tell the last questions of one chat apart


def unanswered(text: str, nearest: str, world: World) -> Unanswered | None:
    """Return the question as it may be kept later; None where it may not be.

    In a group somebody else could press the button.
    """
    text = text.encode(errors="replace").decode().strip()  # a lone surrogate cannot be stored
    if world.is_group or not text or len(text) > LONGEST:
        return None
    return Unanswered(text, nearest)


def mark(question: Unanswered) -> str:
    """Return what ties a button to *question*, which does not fit into it."""
    return sha256(question.text.encode()).hexdigest()[:_MARK]


def with_offer(show: Show, question: Unanswered | None) -> Show:
    """Return *show* with the button by which the person lets us keep *question*."""
    if question is None:
        return show
    button = Button(Text("question-keep"), encode(QUESTION, KEEP, mark(question)))
    return replace(show, keyboard=(*show.keyboard, (button,)))


def kept(question: Unanswered) -> Show:
    """Return the thanks, with what exactly is kept, and the way to take it back."""
    return Show(((Text("question-kept", {"text": question.text}),),), (drop_row(), _see()))


def gone() -> Show:
    """Return the news that the question is not known any more, so that nothing was kept."""
    return Show(((Text("question-gone"),),), (_see(),))


def dropped() -> Show:
    """Return the receipt of the erasure of every kept question."""
    return Show(((Text("question-dropped"),),), replace=True)


def drop_row() -> tuple[Button, ...]:
    """Return the row with the button that erases every kept question."""
    return (Button(Text("question-drop"), encode(QUESTION, DROP)),)


def _see() -> tuple[Button, ...]:
    return (Button(Text("act-mydata"), encode(DO, "mydata")),)
