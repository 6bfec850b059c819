"""Brings the rows of chats under the current master key, while the bot runs."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.adapters.database import Database
from bot.adapters.encryption import KEY_ID_BYTES, ChatCipher, SealedChat
from bot.adapters.schema import chat

BATCH: Final = 500  # rows in a transaction: milliseconds, for which a turn may wait

_KEY_ID: Final = func.substr(chat.c.data_key, 1, KEY_ID_BYTES)
_SEALED: Final = select(chat.c.id, chat.c.chat_index, chat.c.data_key, chat.c.chat_number)
_BY_ID: Final = _SEALED.where(chat.c.id == bindparam("row"))
_NOT_CURRENT: Final = (
    _SEALED.where(
        chat.c.id > bindparam("after"),
        _KEY_ID.is_distinct_from(bindparam("key_id")),  # also where there is none
    )
    .order_by(chat.c.id)
    .limit(BATCH)
    .with_for_update()
)
_RESEAL: Final = update(chat).where(chat.c.id == bindparam("row"))
_OWNERS: Final = select(chat.c.chat_index, chat.c.id).where(
    chat.c.chat_index.in_(bindparam("indexes", expanding=True))
)
_ERASE: Final = delete(chat).where(chat.c.id.in_(bindparam("rows", expanding=True)))
_ONE_OF_EACH_KEY: Final = select(func.min(chat.c.id)).group_by(_KEY_ID)


async def rotate(database: Database, cipher: ChatCipher) -> int:
    """Bring every chat under the current key of *cipher*; return how many were not.

    In small transactions, by the number of the row: what another process reads or writes
    meanwhile is right under either key, a second run changes nothing, and one that was cut
    short is gone on with by running it again.

    Raises:
        CannotDecrypt: A row was written with a key that *cipher* does not have.
    """
    total, after = 0, 0
    while True:
        count, after = await database.write(partial(_rotate_batch, cipher=cipher, after=after))
        total += count
        if not count:
            return total


async def check_keys(database: Database, cipher: ChatCipher) -> None:
    """Open one chat of each master key that is in use.

    Raises:
        CannotDecrypt: One was written with a key that *cipher* does not have.
    """

    def check(connection: Connection) -> None:
        for id_ in connection.execute(_ONE_OF_EACH_KEY).scalars().all():
            for row in connection.execute(_BY_ID, {"row": id_}):
                cipher.open(SealedChat(*row[1:]))

    await database.read(check)


def reseal(connection: Connection, cipher: ChatCipher, row_id: int) -> None:
    """Bring the row *row_id* under the current key."""
    _write(connection, cipher, connection.execute(_BY_ID, {"row": row_id}).all())


def _rotate_batch(connection: Connection, cipher: ChatCipher, after: int) -> tuple[int, int]:
    """Rotate the next rows; return how many, and the id of the last."""
    rows = connection.execute(_NOT_CURRENT, {"after": after, "key_id": cipher.key_id}).all()
    if not rows:
        return 0, after
    _write(connection, cipher, rows)
    return len(rows), rows[-1].id


def _write(connection: Connection, cipher: ChatCipher, rows: Iterable[Any]) -> None:
    renewed = {row.id: cipher.renew(SealedChat(*row[1:])) for row in rows}
    indexes = [sealed.index for sealed in renewed.values()]
    owners = {row.chat_index: row.id for row in connection.execute(_OWNERS, {"indexes": indexes})}
    # A process that did not have the new key yet may have begun a chat a second time; the row
    # under the current key is the one that has been in use since.
    doubles = {
        id_ for id_, sealed in renewed.items() if owners.setdefault(sealed.index, id_) != id_
    }
    if doubles:
        connection.execute(_ERASE, {"rows": list(doubles)})
    parameters = [
        {
            "row": id_,
            "chat_index": sealed.index,
            "data_key": sealed.data_key,
            "chat_number": sealed.number,
        }
        for id_, sealed in renewed.items()
        if id_ not in doubles
    ]
    if parameters:
        connection.execute(_RESEAL, parameters)
