"""Plans a reminder for everybody who wants to hear when the rules change again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, literal, select

from bot.adapters.parts import StorePart
from bot.adapters.retention import KEEP_REMINDERS
from bot.adapters.schema import WAITING, chat, reminder
from bot.adapters.spelling import KINDS, Kind, inserting


def planning(kind: Kind, who: ColumnElement[bool]) -> Any:  # noqa: ANN401  # a statement of the kind
    """Return the statement that plans a reminder for each chat for which *who* holds, once each.

    Its parameters: ``of_campaign``, ``of_milestone``, ``due`` and ``latest``.
    """
    rows = select(
        chat.c.id,
        bindparam("of_campaign", type_=reminder.c.campaign.type),
        bindparam("of_milestone", type_=reminder.c.milestone.type),
        bindparam("due", type_=reminder.c.due_at.type),
        bindparam("latest", type_=reminder.c.latest_at.type),
        literal(WAITING, literal_execute=True),
        literal(0, literal_execute=True),
    ).where(who)
    # Nobody can leave in between, which would undo the telling of all. In one order, so that no two
    # who plan at the same time wait for each other.
    rows = rows.order_by(chat.c.id).with_for_update(of=chat, read=True, key_share=True)
    columns = ["chat_id", "campaign", "milestone", "due_at", "latest_at", "state", "attempts"]
    insert = inserting(kind)(reminder).from_select(columns, rows, include_defaults=False)
    return insert.on_conflict_do_nothing()


_ANNOUNCE: Final[Mapping[Kind, Any]] = {
    kind: planning(kind, chat.c.follows_since <= bindparam("since")) for kind in KINDS
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
            "due": now,
            "latest": latest_at,
            "since": since,
        }
        statement = _ANNOUNCE[self.database.kind]
        return await self.database.write(
            lambda connection: connection.execute(statement, parameters).rowcount
        )
