"""Plans a reminder for everybody who wants to hear when the rules change again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, literal, select

from bot.adapters.parts import StorePart
from bot.adapters.retention import KEEP_REMINDERS
from bot.adapters.schema import WAITING, chat, reminder
from bot.adapters.spelling import KINDS, Kind, inserting

_ANNOUNCE: Final[Mapping[Kind, Any]] = {
    kind: inserting(kind)(reminder)
    .from_select(
        ["chat_id", "campaign", "milestone", "due_at", "latest_at", "state", "attempts"],
        select(
            chat.c.id,
            bindparam("of_campaign", type_=reminder.c.campaign.type),
            bindparam("of_milestone", type_=reminder.c.milestone.type),
            bindparam("now", type_=reminder.c.due_at.type),
            bindparam("latest", type_=reminder.c.latest_at.type),
            literal(WAITING, literal_execute=True),
            literal(0, literal_execute=True),
        ).where(chat.c.follows_since <= bindparam("since")),
        include_defaults=False,
    )
    .on_conflict_do_nothing()
    for kind in KINDS
}


class SqlAnnouncements(StorePart):
    """Announces changes of the rules."""

    async def announce(
        self,
        change_id: str,
        *,
        campaign: str,
        since: date,
        now: datetime,
        latest_at: datetime,
    ) -> int:
        """Plan the reminder ``change-<change_id>`` for each chat that follows the changes.

        Each chat is told once, however often this is called. Nobody is told any more when
        *since* is longer ago than it is remembered who was told.

        Args:
            change_id: The change.
            campaign: Whose milestone it is.
            since: The local day on which the bot came to know of the change; who began to
                follow after it has been shown it.
            now: The present instant, from which the reminder is due; aware, UTC.
            latest_at: Later than this it comes too late to be of full use; aware, UTC.

        Returns:
            How many chats will be told.
        """
        if now.date() - since >= KEEP_REMINDERS:
            return 0
        parameters = {
            "of_campaign": campaign,
            "of_milestone": f"change-{change_id}",
            "now": now,
            "latest": latest_at,
            "since": since,
        }
        statement = _ANNOUNCE[self.database.kind]
        return await self.database.write(
            lambda connection: connection.execute(statement, parameters).rowcount
        )
