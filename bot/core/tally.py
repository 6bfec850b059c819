"""What is counted of nobody in particular: how often a day something was asked, or reached."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Counted(StrEnum):
    """What a count is about; its key says which one of it."""

    ANSWERED = "answered"  # a question, by topic
    ASKED_BACK = "asked-back"  # a question that was not clear, by the likeliest topic
    MISSED = "missed"  # a question that was not answered, by the nearest topic
    REACHED = "reached"  # a step of the walkthrough, as "link-turn-off", by going forward
    LINK = "link"  # a deep link that was followed
    SENT = "sent"  # a reminder, by kind; told from the reminders themselves


@dataclass(frozen=True, slots=True)
class Tally:
    """A count as it is kept.

    Attributes:
        day: In UTC.
        what: The value of a Counted.
        key: Which one of it.
        locale: In which language; empty where that is not counted.
        count: How often; 1 or more.
    """

    day: date
    what: str
    key: str
    locale: str
    count: int
