"""What changed on LinkedIn's side, newest first, and the wish to hear of what comes next."""

from typing import Final

from bot.core.actions import encode
from bot.core.calendar import Day
from bot.core.conversation import Conversation
from bot.core.effects import Button, Show, Text
from bot.core.knowledge import Change, Knowledge, Source

FOLLOW: Final = "follow"  # follow:yes, follow:no; with ":settings" added when pressed there


def known_changes(knowledge: Knowledge, day: Day) -> tuple[Change, ...]:
    """Return the changes that may be told on *day*, newest first."""
    return tuple(change for change in knowledge.changes if change.noted_on <= day.on)


def all_changes(conversation: Conversation, day: Day, knowledge: Knowledge) -> Show:
    """Return what changed and who says so, and the offer to write when there is more."""
    known = known_changes(knowledge, day)
    told = (
        (
            Text("change-date", {"on": change.on}),
            Text(f"change-{change.id}"),
            *(_source(source) for source in change.sources if source.known_on(day.on)),
        )
        for change in known
    )
    head = Text("changes" if known else "changes-none")
    state = Text("changes-follow", {"follows": yes_or_no(is_so=conversation.follows_changes)})
    return Show(((head,), *told, (state,)), ((follow_button(conversation),),))


def _source(source: Source) -> Text:
    """Return the line that names *source*; its date is left out, since a notice outlives many."""
    args = {"title": source.title, "publisher": source.publisher, "url": source.url}
    return Text("change-source", args)


def follow_button(conversation: Conversation, *where: str) -> Button:
    """Return the button that changes the wish; *where* it stands, if not below the changes."""
    wish = yes_or_no(is_so=not conversation.follows_changes)
    return Button(Text("changes-follow", attribute=wish), encode(FOLLOW, wish, *where))


def yes_or_no(*, is_so: bool) -> str:
    """Return the word that messages select by."""
    return "yes" if is_so else "no"
