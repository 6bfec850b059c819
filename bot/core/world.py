"""The surroundings of a turn: everything that it may depend on besides chat and event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.calendar import Campaign, Day, day_of, local_date
from bot.core.conversation import Conversation
from bot.core.knowledge import Knowledge
from bot.core.links import deep_link, group_link
from bot.core.ports import Matcher


@dataclass(frozen=True, slots=True)
class World:
    """What a turn sees of the world.

    Attributes:
        now: The present instant; aware, UTC.
        campaign: The change the bot is about.
        knowledge: What the content authors wrote.
        matcher: Recognises what a question is about.
        locales: The locales that can be chosen, with the names they call themselves.
        operator: Who runs this installation, as given in the settings; empty when not given.
        contact: How to reach the operator; empty when not given.
        bot_username: Telegram name of the bot, without "@".
        stored: What the store keeps, as ids of ``stored-<id>`` messages.
        of_nobody: Those of them that are about no chat in particular.
        is_group: The turn happens in a group.
        is_admin: Who caused it may decide for the group; always true in a private chat.
        thread_id: The topic of a forum in which it happens; None elsewhere.
        is_owner: Who caused it is an owner of this installation, in their private chat.
        prefix: What our commands, buttons and links begin with in another bot, as "optout_";
            empty where no handler of a host takes part.
    """

    now: datetime
    campaign: Campaign
    knowledge: Knowledge
    matcher: Matcher
    locales: Mapping[str, str]
    operator: str
    contact: str
    bot_username: str
    stored: tuple[str, ...]
    of_nobody: frozenset[str]
    is_group: bool = False
    is_admin: bool = True
    thread_id: int | None = None
    is_owner: bool = False
    prefix: str = ""

    def day(self, conversation: Conversation) -> Day:
        """Return what today means, on the calendar of the person."""
        return day_of(self.campaign, local_date(self.now, conversation.zone))

    def link(self, parameter: str) -> str:
        """Return the address that opens a private chat and sends us ``/start <parameter>``."""
        return deep_link(self.bot_username, f"{self.prefix}{parameter}")

    def group_link(self) -> str:
        """Return the address that lets a person choose a group to bring the bot into."""
        return group_link(self.bot_username, f"{self.prefix}start")
