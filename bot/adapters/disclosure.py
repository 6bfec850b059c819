"""Reads everything that is kept of one chat, for /mydata.

Every table that refers to a chat, and every column of it, comes by itself: one that is added to
the schema cannot be forgotten here.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Table, bindparam, select

from bot.adapters.encryption import ChatCipher, SealedChat
from bot.adapters.parts import StorePart
from bot.adapters.schema import chat, metadata
from bot.core.effects import Disclosed

NOT_SHOWN: Final = "not shown"  # in the place of a key
OF_CHAT: Final = tuple(
    table
    for table in metadata.sorted_tables
    if any(key.column.table is chat for key in table.foreign_keys)
)
_CHATS: Final = (
    select(chat)
    .where(chat.c.chat_index.in_(bindparam("indexes", expanding=True)))
    # A rotation waits, or its new data key would not open the texts that were read a moment later.
    .with_for_update(read=True, key_share=True)
)
_ROWS: Final = {
    table: select(table)
    .where(table.c.chat_id == bindparam("row"))
    .order_by(*table.primary_key.columns)
    for table in OF_CHAT
}


class SqlDisclosure(StorePart):
    """What is kept of a chat, in full."""

    async def disclose(self, chat_id: int) -> tuple[Disclosed, ...]:
        """Return everything that is kept of the chat (see the port)."""
        indexes = self._cipher.indexes(chat_id)
        work = partial(_read, cipher=self._cipher, indexes=indexes)
        return await self.database.read(work)


def disclosed(table: Table, rows: Iterable[Mapping[str, Any]]) -> Iterator[Disclosed]:
    """Yield every column of *rows*, which are all of one chat, under the line of /privacy."""
    for number, row in enumerate(rows, 1):
        for column in table.columns:
            value = _plain(row[column.name])
            yield Disclosed(table.name, number, column.name, column.info["stored"], value)


def _read(
    connection: Connection, cipher: ChatCipher, indexes: tuple[bytes, ...]
) -> tuple[Disclosed, ...]:
    owners = connection.execute(_CHATS, {"indexes": indexes}).mappings().all()
    sealed = {row["id"]: _sealed(row) for row in owners}
    found = list(disclosed(chat, (_opened(row, cipher) for row in owners)))
    for table, query in _ROWS.items():
        rows = [
            _opened(row, cipher, of_chat)
            for id_, of_chat in sealed.items()
            for row in connection.execute(query, {"row": id_}).mappings()
        ]
        found += disclosed(table, rows)
    return tuple(found)


def _sealed(row: RowMapping) -> SealedChat:
    return SealedChat(row["chat_index"], row["data_key"], row["chat_number"])


def _opened(
    row: RowMapping, cipher: ChatCipher, of_chat: SealedChat | None = None
) -> dict[str, Any]:
    """Return *row* as the person may read it: what was sealed is opened, a key is not shown."""
    opened = dict(row)
    if "chat_number" in row:
        opened |= {"chat_number": cipher.open(_sealed(row)), "data_key": NOT_SHOWN}
    if "sealed_text" in row and of_chat is not None:
        opened["sealed_text"] = cipher.open_text(of_chat, row["sealed_text"])
    return opened


def _plain(value: object) -> str | int | bool | None:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):  # an instant, too
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)
