"""What a turn decides, as plain values: they can be stored, compared and replayed.

Texts are named by their Fluent ids, so that nothing here speaks a language; the shell renders
them in the member's and carries the rest out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from bot.core.broadcasts import BroadcastEffect, TellBroadcast
from bot.core.tally import Counted

Value: TypeAlias = str | int | date


@dataclass(frozen=True, slots=True)
class Text:
    """A message to be said: a Fluent id, its variables, and maybe one of its attributes."""

    id: str
    args: Mapping[str, Value] = field(default_factory=dict)
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button that comes back to us, carrying *data* (see actions.py)."""

    label: Text
    data: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens *url*."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn, by its name; the text beside it says all that it shows.

    Attributes:
        name: "countdown", or the message id of a step of the walkthrough.
        args: What the drawing depends on: days and dates.
    """

    name: str
    args: Mapping[str, Value] = field(default_factory=dict)


Keyboard: TypeAlias = tuple[tuple[Button | LinkButton, ...], ...]  # rows of buttons
Paragraphs: TypeAlias = tuple[tuple[Text, ...], ...]  # lines of each paragraph


@dataclass(frozen=True, slots=True)
class Show:
    """Say *paragraphs*, with *keyboard* below.

    Attributes:
        paragraphs: Set apart by an empty line; the lines of one, by a line break.
        keyboard: Rows of buttons; empty for none.
        replace: Put it in the place of the message whose button was pressed, where there is one.
        picture: Drawn above the text, for who wants pictures.
    """

    paragraphs: Paragraphs
    keyboard: Keyboard = ()
    replace: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A text file.

    Attributes:
        name: Its name, without the ending.
        paragraphs: What it says, without markup.
    """

    name: Text
    paragraphs: Paragraphs


@dataclass(frozen=True, slots=True)
class Appointment:
    """An entry of a calendar file.

    Attributes:
        uid: Stays the same when the entry is sent again, so that a calendar updates it.
        at: When; aware, in the zone of the person.
        title: Its one line.
        body: What to do.
        url: Where.
    """

    uid: str
    at: datetime
    title: Text
    body: Text
    url: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A calendar file (iCalendar).

    Attributes:
        name: Its name, without the ending.
        appointments: Soonest first; never empty.
    """

    name: Text
    appointments: tuple[Appointment, ...]


class Disclosed(NamedTuple):
    """One value that is kept of a chat.

    Attributes:
        table: In which table.
        row: Which of the chat's rows there, from 1.
        column: In which column.
        line: The line of /privacy that covers it, without its prefix ("stored-").
        value: As it is kept, but deciphered; instants and days as ISO 8601.
    """

    table: str
    row: int
    column: str
    line: str
    value: str | int | bool | None


@dataclass(frozen=True, slots=True)
class Record:
    """A file for machines (JSON): everything that is kept of a chat, and what each column means.

    Attributes:
        name: Its name, without the ending.
        entries: All of it.
    """

    name: Text
    entries: tuple[Disclosed, ...]


@dataclass(frozen=True, slots=True)
class SendFile:
    """Send a file, with a caption and buttons below it."""

    file: Letter | Agenda | Record
    caption: Text
    keyboard: Keyboard = ()


class PlannedReminder(NamedTuple):
    """One message of a subscription, to be sent once."""

    due_at: datetime  # aware, UTC; first, so that a plan sorts by time
    milestone: str  # what it is, unique within chat and campaign: "countdown-7", "recheck-3"
    latest_at: datetime  # aware, UTC; later than this it comes too late to be of full use


ReminderPlan: TypeAlias = tuple[PlannedReminder, ...]  # soonest first


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Keep *plan*, in the place of *before*; what was stopped cannot be brought back any more.

    What was put off stays, since its moment was confirmed, and so do news. A milestone that was
    sent comes again where its new moment is later.

    Attributes:
        campaign: Whose milestones the plans name.
        plan: What is to be sent.
        before: What the subscription until now had planned, all of it.
    """

    campaign: str
    plan: ReminderPlan
    before: ReminderPlan = ()


@dataclass(frozen=True, slots=True)
class AddReminders:
    """Keep *plan* beside what waits already; a milestone that is known moves to its new time."""

    campaign: str
    plan: ReminderPlan


@dataclass(frozen=True, slots=True)
class MoveReminders:
    """Move what waits, each from where it was planned; what was put off or sent stays.

    Attributes:
        campaign: Whose milestones they are.
        moves: From what to what, of the same milestone.
    """

    campaign: str
    moves: tuple[tuple[PlannedReminder, PlannedReminder], ...]


@dataclass(frozen=True, slots=True)
class DropReminders:
    """Drop the waiting reminders whose milestone begins with *kind* and a hyphen."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Stop every reminder of the chat that still waits: none is sent, unless Restore follows."""


@dataclass(frozen=True, slots=True)
class Restore:
    """Let wait again what Unsubscribe stopped, as far as it is still of full use.

    Where nothing waits then, the subscription ends.
    """


# What is carried out on the reminders of a chat.
PlanEffect: TypeAlias = (
    Subscribe | AddReminders | MoveReminders | DropReminders | Unsubscribe | Restore
)


@dataclass(frozen=True, slots=True)
class TellReminders:
    """Tell when the reminders come that wait (see reminding.py, restored).

    Attributes:
        zone: IANA zone of the person.
    """

    zone: str


@dataclass(frozen=True, slots=True)
class Count:
    """Count that something happened, of nobody in particular; no text.

    Attributes:
        what: The kind of thing.
        key: Which one: a topic, a step, a link; at most 64 letters.
        locale: The language in which it happened.
    """

    what: Counted
    key: str
    locale: str


@dataclass(frozen=True, slots=True)
class KeepQuestion:
    """Keep a question that was not answered, since the person said so.

    Attributes:
        text: What they typed.
        topic: The topic that came nearest.
    """

    text: str = field(repr=False)
    topic: str


@dataclass(frozen=True, slots=True)
class DropQuestions:
    """Erase the questions that the chat let us keep."""


@dataclass(frozen=True, slots=True)
class Disclose:
    """Tell everything that is kept of the chat (see privacy.py, told)."""


@dataclass(frozen=True, slots=True)
class TellStats:
    """Tell an owner what was counted (see stats.py, told)."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase every row of the chat."""


Effect: TypeAlias = (
    Show
    | SendFile
    | Disclose
    | PlanEffect
    | TellReminders
    | Count
    | KeepQuestion
    | DropQuestions
    | TellStats
    | BroadcastEffect
    | TellBroadcast
    | Forget
)
