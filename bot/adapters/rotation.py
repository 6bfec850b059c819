"""Brings the rows of chats, and broadcasts, under the current master key, while the bot runs."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.adapters.database import Database
from bot.adapters.encryption import KEY_ID_BYTES, ChatCipher, SealedChat
from bot.adapters.schema import broadcast, chat, kept_question

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
_TEXTS: Final = select(broadcast.c.id, broadcast.c.sealed_text)
_TEXTS_NOT_CURRENT: Final = _TEXTS.where(
    func.substr(broadcast.c.sealed_text, 1, KEY_ID_BYTES) != bindparam("key_id")
).with_for_update()
_RESEAL_TEXT: Final = (
    update(broadcast)
    .where(broadcast.c.id == bindparam("row"))
    .values(sealed_text=bindparam("sealed"))
)
_QUESTIONS: Final = (
    select(kept_question.c.id, kept_question.c.chat_id, kept_question.c.sealed_text)
    .where(kept_question.c.chat_id.in_(bindparam("rows", expanding=True)))
    .order_by(kept_question.c.id)
    .with_for_update()
)
_RESEAL_QUESTION: Final = (
    update(kept_question)
    .where(kept_question.c.id == bindparam("row"))
    .values(sealed_text=bindparam("sealed"))
)
_ONE_OF_EACH_KEY: Final = select(func.min(chat.c.id)).group_by(_KEY_ID)


async def rotate(database: Database, cipher: ChatCipher) -> int:
    """Bring everything under the current key of *cipher*; return how many chats were not.

    In small transactions, by the number of the row: what another process reads or writes
    meanwhile is right under either key, a second run changes nothing, and one that was cut
    short is gone on with by running it again. At the end the files of the database are cleared of
    what was there before, unless another process is in the way (see traces.py).

    Raises:
        CannotDecrypt: A row was written with a key that *cipher* does not have.
    """
    await database.write(partial(_rotate_texts, cipher=cipher))
    total, after = 0, 0
    while True:
        count, after = await database.write(partial(_rotate_batch, cipher=cipher, after=after))
        total += count
        if not count:
            break
    await database.scrub()
    await database.traces.clear()
    return total


async def check_keys(database: Database, cipher: ChatCipher) -> None:
    """Open one chat of each master key that is in use, and the few broadcasts.

    Raises:
        CannotDecrypt: One was written with a key that *cipher* does not have.
    """
    await database.read(partial(try_keys, cipher=cipher))


def try_keys(connection: Connection, cipher: ChatCipher) -> None:
    """Do what check_keys does, within a transaction."""
    for id_ in connection.execute(_ONE_OF_EACH_KEY).scalars().all():
        for row in connection.execute(_BY_ID, {"row": id_}):
            cipher.open(SealedChat(*row[1:]))
    for _, sealed in connection.execute(_TEXTS):
        cipher.open_alone(sealed)


def reseal(
    connection: Connection, cipher: ChatCipher, row_id: int, *, moved_to: int | None = None
) -> None:
    """Bring the row *row_id* under the current key, and its chat to another number if one is given.

    The transaction has written the row already, so that nobody else keeps a question meanwhile.
    """
    rows = connection.execute(_BY_ID, {"row": row_id}).all()
    _write(connection, cipher, rows, moved_to=moved_to)


def _rotate_texts(connection: Connection, cipher: ChatCipher) -> None:
    """Seal the broadcasts anew that another key has sealed: a month of them, so few."""
    for id_, sealed in connection.execute(_TEXTS_NOT_CURRENT, {"key_id": cipher.key_id}).all():
        renewed = cipher.seal_alone(cipher.open_alone(sealed))
        connection.execute(_RESEAL_TEXT, {"row": id_, "sealed": renewed})


def _rotate_batch(connection: Connection, cipher: ChatCipher, after: int) -> tuple[int, int]:
    """Rotate the next rows; return how many, and the id of the last."""
    rows = connection.execute(_NOT_CURRENT, {"after": after, "key_id": cipher.key_id}).all()
    if not rows:
        return 0, after
    _write(connection, cipher, rows)
    return len(rows), rows[-1].id


def _write(
    connection: Connection, cipher: ChatCipher, rows: Iterable[Any], *, moved_to: int | None = None
) -> None:
    sealed = {row.id: SealedChat(*row[1:]) for row in rows}
    renewed = {id_: cipher.renew(old, moved_to=moved_to) for id_, old in sealed.items()}
    indexes = [new.index for new in renewed.values()]
    owners = {row.chat_index: row.id for row in connection.execute(_OWNERS, {"indexes": indexes})}
    # A process that did not have the new key yet may have begun a chat a second time; the row
    # under the current key is the one that has been in use since.
    doubles = {id_ for id_, new in renewed.items() if owners.setdefault(new.index, id_) != id_}
    if doubles:
        connection.execute(_ERASE, {"rows": list(doubles)})
    chats = [
        {
            "row": id_,
            "chat_index": new.index,
            "data_key": new.data_key,
            "chat_number": new.number,
        }
        for id_, new in renewed.items()
        if id_ not in doubles
    ]
    questions = [
        {"row": id_, "sealed": cipher.renew_text(sealed[chat_id], renewed[chat_id], text)}
        for id_, chat_id, text in connection.execute(_QUESTIONS, {"rows": list(renewed)})
    ]
    if chats:
        connection.execute(_RESEAL, chats)
    if questions:
        connection.execute(_RESEAL_QUESTION, questions)
