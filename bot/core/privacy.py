"""What a person can know, see, take and erase of what is kept of them; and what need not be kept.

What is stored is not known here: the store tells it, line by line (World.stored) and value by
value (Disclosed), so that neither /privacy nor /mydata can leave anything out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from bot.core import kept_questions
from bot.core.actions import Action, encode
from bot.core.conversation import Conversation
from bot.core.effects import (
    AddReminders,
    Button,
    Disclose,
    Disclosed,
    DropQuestions,
    Forget,
    KeepQuestion,
    Keyboard,
    Paragraphs,
    Record,
    SendFile,
    Show,
    Subscribe,
    Text,
)
from bot.core.faq import DO
from bot.core.turn import Press, Turn
from bot.core.world import World

PRIVACY: Final = "privacy"  # privacy alone, privacy:stored, privacy:rights
ERASE: Final = "erase"  # erase:yes, erase:no
QUESTIONS: Final = "questions"  # the line that covers the questions that were given to us
MAX_ROWS: Final = 3  # of a table, told in the message; the file has them all
MAX_VALUE: Final = 200  # characters of a value in the message


def must_last(before: Conversation, turn: Turn) -> bool:
    """Tell whether *turn*, of a chat of which nothing is stored, leaves anything to store.

    Who asks questions, or walks through the steps, leaves nothing: where they stand is in their
    buttons, and in memory for a while. A choice, a reminder or a question that was given to us
    has to last.
    """
    after = turn.conversation
    if after is None:
        return False
    passing = replace(
        before,
        device=after.device,
        step=after.step,
        refused_on=after.refused_on,
        seen_on=after.seen_on,
        context=after.context,
    )
    return after != passing or any(
        isinstance(effect, Subscribe | AddReminders | KeepQuestion) for effect in turn.effects
    )


# /privacy


def privacy(conversation: Conversation, world: World, _: str) -> Turn:
    """Say in short what is kept, and who runs the bot."""
    return Turn(conversation, (_overview(world),))


def _overview(world: World) -> Show:
    texts = ("privacy", "privacy-nothing", "privacy-lasting", "privacy-nobody-else")
    keyboard: Keyboard = (
        (
            Button(Text("privacy-to-stored"), encode(PRIVACY, "stored")),
            Button(Text("privacy-to-rights"), encode(PRIVACY, "rights")),
        ),
        *_acts(),
    )
    return Show((*((Text(id_),) for id_ in texts), (_operator(world),)), keyboard)


def _stored(world: World) -> Show:
    """Return every line of what is stored: first what is about a chat, then the rest."""
    mine = (line for line in world.stored if line not in world.of_nobody)
    apart = (line for line in world.stored if line in world.of_nobody)
    return Show(
        (
            (Text("privacy-stored"), *_lines(mine)),
            (Text("privacy-duration"),),
            (Text("privacy-apart"), *_lines(apart)),
        ),
        (_back(),),
        replace=True,
    )


def _lines(stored: Iterable[str]) -> Iterable[Text]:
    for line in stored:
        yield Text(f"stored-{line}")
        yield Text(f"stored-{line}", attribute="why")


def _rights(world: World) -> Show:
    complaint = (Button(Text("act-complaint"), encode(DO, "complaint")),)
    return Show(
        ((Text("privacy-rights"),), (Text("privacy-copies"),), (_operator(world),)),
        (complaint, *_acts(), _back()),
        replace=True,
    )


def _operator(world: World) -> Text:
    if not world.operator:
        return Text("privacy-operator-unnamed")
    return Text("privacy-operator", {"operator": world.operator, "contact": world.contact})


def _acts() -> Keyboard:
    return (
        (
            Button(Text("act-mydata"), encode(DO, "mydata")),
            Button(Text("act-delete"), encode(DO, "delete")),
        ),
    )


def _back() -> tuple[Button, ...]:
    return (Button(Text("back"), encode(PRIVACY)),)


def _page(conversation: Conversation, world: World, action: Action) -> Turn | None:
    match action.arguments:
        case ():
            show = replace(_overview(world), replace=True)
        case ("stored",):
            show = _stored(world)
        case ("rights",):
            show = _rights(world)
        case _:
            return None
    return Turn(conversation, (show,))


# /mydata


def mydata(conversation: Conversation, world: World, _: str) -> Turn:
    """Ask for everything that is kept of the chat; told() says it."""
    del world
    return Turn(conversation, (Disclose(),))


def told(kept: tuple[Disclosed, ...]) -> tuple[Show | SendFile, ...]:
    """Return what answers Disclose: all that is *kept*, as a message and as a file."""
    if not kept:
        return (Show(((Text("mydata-nothing"),),)),)
    lines = dict.fromkeys(entry.line for entry in kept)
    values = {line: tuple(_rows(entry for entry in kept if entry.line == line)) for line in lines}
    paragraphs: Paragraphs = (
        (Text("mydata"),),
        *((Text(f"stored-{line}"), *rows) for line, rows in values.items() if rows),
    )
    erase_questions = (kept_questions.drop_row(),) if QUESTIONS in lines else ()
    erase = (Button(Text("act-delete"), encode(DO, "delete")),)
    file = Record(Text("mydata-file"), kept)
    return (
        Show(paragraphs, (*erase_questions, erase)),
        SendFile(file, caption=Text("mydata-caption")),
    )


def _rows(entries: Iterable[Disclosed]) -> Iterable[Text]:
    """Yield a line for each of the first rows of *entries*, and how many more there are."""
    rows = [_row(row) for _, row in groupby(entries, key=lambda entry: (entry.table, entry.row))]
    filled = [row for row in rows if row]
    for row in filled[:MAX_ROWS]:
        yield Text("mydata-row", {"values": row})
    if len(filled) > MAX_ROWS:
        yield Text("mydata-more", {"count": len(filled) - MAX_ROWS})


def _row(entries: Iterable[Disclosed]) -> str:
    named = ((entry.column, entry.value) for entry in entries if entry.value is not None)
    return ", ".join(f"{column}: {_short(str(value))}" for column, value in named)


def _short(value: str) -> str:
    return value if len(value) <= MAX_VALUE else value[: MAX_VALUE - 1] + "…"


# Questions that people give us


def _question(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Keep the question that the button stands for, if it is still known; or erase them all."""
    match action.arguments:
        case (kept_questions.KEEP, mark):
            context = conversation.context
            asked = None if context is None else context.unanswered
            if asked is None or world.is_group or kept_questions.mark(asked) != mark:
                return Turn(conversation, (kept_questions.gone(),))
            keep = KeepQuestion(asked.text, asked.nearest)
            return Turn(conversation, (keep, kept_questions.kept(asked)))
        case (kept_questions.DROP,):
            return Turn(conversation, (DropQuestions(), kept_questions.dropped()))
    return None


# /delete


def delete(conversation: Conversation, world: World, _: str) -> Turn:
    """Ask before everything is erased."""
    del world
    keyboard = (
        (Button(Text("delete-yes"), encode(ERASE, "yes")),),
        (Button(Text("delete-no"), encode(ERASE, "no")),),
    )
    return Turn(conversation, (Show(((Text("delete-confirm"),),), keyboard),))


def erased() -> Show:
    """Return the receipt of an erasure."""
    return Show(((Text("delete-done"),),), replace=True)


def _erase(conversation: Conversation, world: World, action: Action) -> Turn | None:
    del world
    match action.arguments:
        case ("yes",):
            return Turn(None, (Forget(), erased()))
        case ("no",):
            return Turn(conversation, (Show(((Text("delete-cancelled"),),), replace=True),))
    return None


PRESSES: Final[Mapping[str, Press]] = {
    PRIVACY: _page,
    kept_questions.QUESTION: _question,
    ERASE: _erase,
}
