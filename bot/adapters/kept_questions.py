"""Keeps the questions that people let us keep, sealed under the data key of their chat."""

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher, SealedChat
from bot.adapters.schema import chat, kept_question
from bot.core.effects import KeepQuestion

MAX_KEPT: Final = 20  # of one chat; the oldest makes room

_OWNER: Final = select(chat.c.chat_index, chat.c.data_key, chat.c.chat_number, chat.c.locale).where(
    chat.c.id == bindparam("row")
)
_OF_CHAT: Final = kept_question.c.chat_id == bindparam("row")
_DROP: Final = delete(kept_question).where(_OF_CHAT)
_NEWEST: Final = (
    select(kept_question.c.id).where(_OF_CHAT).order_by(kept_question.c.id.desc()).limit(MAX_KEPT)
)
_TRIM: Final = _DROP.where(kept_question.c.id.not_in(_NEWEST))
_ALL: Final = (
    select(
        kept_question.c.kept_on,
        kept_question.c.locale,
        kept_question.c.topic,
        kept_question.c.sealed_text,
        chat.c.chat_index,
        chat.c.data_key,
        chat.c.chat_number,
    )
    .join(chat, chat.c.id == kept_question.c.chat_id)
    .order_by(kept_question.c.topic, kept_question.c.id)
)


def keep(
    connection: Connection, cipher: ChatCipher, row: int, question: KeepQuestion, on: date
) -> None:
    """Keep *question* for the chat *row*, whose data key the current master key has wrapped."""
    *sealed, locale = connection.execute(_OWNER, {"row": row}).one()
    values = {
        "chat_id": row,
        "kept_on": on,
        "locale": locale,
        "topic": question.topic,
        "sealed_text": cipher.seal_text(SealedChat(*sealed), question.text),
    }
    connection.execute(insert(kept_question), values)
    connection.execute(_TRIM, {"row": row})


def drop(connection: Connection, row: int) -> None:
    """Erase every question of the chat *row*."""
    connection.execute(_DROP, {"row": row})


async def read_kept_questions(
    database: Database, cipher: ChatCipher
) -> tuple[tuple[date, str, str, str], ...]:
    """Return the kept questions by topic: day, locale, nearest topic and text; not whose they are.

    Raises:
        CannotDecrypt: One was written with a key that *cipher* does not have.
    """
    rows = await database.read(lambda connection: connection.execute(_ALL).all())
    return tuple(
        (day, locale, topic, cipher.open_text(SealedChat(*of_chat), sealed))
        for day, locale, topic, sealed, *of_chat in rows
    )
