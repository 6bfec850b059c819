"""What the core sees of the world, put together for each turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.calendar import Campaign
from bot.core.knowledge import Knowledge
from bot.core.ports import Matcher
from bot.core.world import World


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stays the same from turn to turn; see World for the meaning of each."""

    campaign: Campaign
    knowledge: Knowledge
    operator: str
    contact: str
    bot_username: str
    stored: tuple[str, ...]
    of_nobody: frozenset[str]
    locales: Mapping[str, str]
    owner_ids: frozenset[int] = frozenset()  # Telegram user ids; see World.is_owner
    prefix: str = ""

    def world(
        self,
        matcher: Matcher,
        now: datetime,
        *,
        is_group: bool = False,
        is_admin: bool = True,
        thread_id: int | None = None,
        is_owner: bool = False,
    ) -> World:
        """Return the world of a turn at *now*; the rest as World has it."""
        return World(
            now=now,
            campaign=self.campaign,
            knowledge=self.knowledge,
            matcher=matcher,
            locales=self.locales,
            operator=self.operator,
            contact=self.contact,
            bot_username=self.bot_username,
            stored=self.stored,
            of_nobody=self.of_nobody,
            is_group=is_group,
            is_admin=is_admin,
            thread_id=thread_id,
            is_owner=is_owner,
            prefix=self.prefix,
        )
