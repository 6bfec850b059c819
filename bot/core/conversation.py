"""What is kept of a chat between two turns."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.core.reminders import Cadence
from bot.core.walkthrough import Device, Step

DEFAULT_HOUR: Final = 9  # local; people read messages in the morning, and quiet hours end at 8


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was not answered: known for some minutes, so that it can be given to us.

    Attributes:
        text: What the person typed; never logged, and stored only when they say so.
        nearest: The topic that came nearest.
    """

    text: str = field(repr=False)
    nearest: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the turn before spoke of, so that "why?" or "the second one" can be understood.

    Attributes:
        topic: The topic that was answered, if one was.
        options: The topics that were offered, in their order.
        unanswered: The question that was declined, or asked back about, if it may be kept.
    """

    topic: str | None = None
    options: tuple[str, ...] = ()
    unanswered: Unanswered | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat as the bot remembers it; no name, no text, no number is in it.

    Attributes:
        locale: The locale it is spoken in.
        zone: IANA zone of the person; makes days and hours out of instants.
        device: The device chosen in the walkthrough, if any.
        step: Where the walkthrough stands, if one was begun and not ended.
        refused_on: The local day on which the person saw the switch read Off, if they did.
        cadence: The rhythm of reminders asked for; None without a subscription.
        subscribed_on: The local day of the subscription; None without one.
        hour: Local hour of the reminders, 0 to 23.
        own_on: The local day picked for a reminder on a day of one's own; None otherwise.
        follows_changes: The person wants to hear when LinkedIn's rules change again.
        wants_pictures: Steps and countdowns come with a picture.
        thread_id: The topic of a forum that reminders of a group go to; None elsewhere.
        context: What the turn before spoke of; known for a while, never stored.
        seen_on: The local day of the last turn before this one; None at first contact.
    """

    locale: str
    zone: str
    device: Device | None = None
    step: Step | None = None
    refused_on: date | None = None
    cadence: Cadence | None = None
    subscribed_on: date | None = None
    hour: int = DEFAULT_HOUR
    own_on: date | None = None
    follows_changes: bool = False
    wants_pictures: bool = True
    thread_id: int | None = None
    seen_on: date | None = None
    context: Context | None = None
