"""Writes a turn into the rows of its chat, over one connection."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, func, update

from bot.adapters import broadcasts, kept_questions, plans, tallies
from bot.adapters.encryption import KEY_ID_BYTES, ChatCipher, SealedChat
from bot.adapters.remembered import Known
from bot.adapters.rotation import reseal
from bot.adapters.rows import (
    CONVERSATIONS,
    as_kept,
    chat_values,
    conversation_of,
    subscription_values,
)
from bot.adapters.schema import chat, seen_update, subscription
from bot.adapters.spelling import KINDS, Kind, inserting
from bot.core.conversation import Conversation
from bot.core.effects import DropQuestions, Effect, Forget, KeepQuestion, PlanEffect
from bot.core.errors import Stale
from bot.core.ports import Kept

# A chat that is erased and begun anew does not meet the version that somebody remembers of it.
_FIRST_VERSIONS = 2**30

_HAS_INDEX = chat.c.chat_index.in_(bindparam("indexes", expanding=True))
_KEY_ID = func.substr(chat.c.data_key, 1, KEY_ID_BYTES).label("key_id")
_FIND = CONVERSATIONS.add_columns(chat.c.version, chat.c.chat_index, _KEY_ID).where(_HAS_INDEX)
_FIND_TO_WRITE = _FIND.with_for_update(of=chat, key_share=True)
_INSERT = {
    kind: inserting(kind)(chat).on_conflict_do_nothing().returning(chat.c.id) for kind in KINDS
}
_UPDATE = (
    update(chat)
    .where(
        chat.c.chat_index == bindparam("known_index"), chat.c.version == bindparam("known_version")
    )
    .values(version=chat.c.version + 1)
    .returning(chat.c.id)
)
_FOLLOW = update(chat).where(chat.c.id == bindparam("row")).values(follows_since=bindparam("since"))
_FORGET = delete(chat).where(_HAS_INDEX)
_SUBSCRIBE = {
    kind: (insert := inserting(kind)(subscription)).on_conflict_do_update(
        index_elements=["chat_id"],
        set_={
            column.name: insert.excluded[column.name]
            for column in subscription.columns
            if not column.primary_key
        },
    )
    for kind in KINDS
}
_UNSUBSCRIBE = delete(subscription).where(subscription.c.chat_id == bindparam("row"))
_MARK_SEEN = {kind: inserting(kind)(seen_update).on_conflict_do_nothing() for kind in KINDS}


_CONCERNING = PlanEffect | KeepQuestion | DropQuestions | Forget


@dataclass(frozen=True, slots=True)
class TurnToKeep:
    """What is to be kept of a turn, and from what it began.

    Attributes:
        chat_id: Whose turn it was.
        indexes: What the chat may be found by.
        update_id: The update that caused it, if one did.
        conversation: What to keep of it, if anything.
        effects: All of the turn; those about the store are carried out.
        now: The present instant; aware, UTC.
        version: What the turn began from; None where that does not matter.
        known: The row as it is remembered, with the same version, if it is.
    """

    chat_id: int
    indexes: tuple[bytes, ...]
    update_id: int | None
    conversation: Conversation | None
    effects: tuple[Effect, ...]
    now: datetime
    version: int | None
    known: Known | None

    @property
    def concerns_row(self) -> bool:
        """Tell whether an effect changes what is kept of the chat."""
        return any(isinstance(effect, _CONCERNING) for effect in self.effects)


class Bookkeeper:
    """Reads and writes the rows of chats.

    Args:
        kind: Of which kind the database is.
        cipher: Hides the numbers of chats.
    """

    def __init__(self, kind: Kind, cipher: ChatCipher) -> None:
        self._kind = kind
        self._cipher = cipher
        self._key_id = cipher.key_id

    def find(
        self, connection: Connection, indexes: tuple[bytes, ...], *, to_write: bool = False
    ) -> Known | None:
        """Return what is kept of the chat that one of *indexes* finds.

        Args:
            connection: Where to look.
            indexes: Under each of our master keys.
            to_write: Let nobody else write it until the transaction ends.
        """
        query = _FIND_TO_WRITE if to_write else _FIND
        found = [
            Known(
                Kept(conversation_of(row), row.version), row.chat_index, row.key_id == self._key_id
            )
            for row in connection.execute(query, {"indexes": indexes})
        ]
        # Hardly ever more than one: see rotation.py.
        return max(found, key=lambda known: known.is_current, default=None)

    def move(self, connection: Connection, old_chat_id: int, new_chat_id: int) -> None:
        """Go on under *new_chat_id* with what is kept of *old_chat_id* (see the store)."""
        old, new = (self._cipher.indexes(chat_id) for chat_id in (old_chat_id, new_chat_id))
        before = self.find(connection, old, to_write=True)
        present = self.find(connection, new, to_write=True)
        if before is None:
            return
        if present is not None and _age(present) >= _age(before):
            connection.execute(_FORGET, {"indexes": old})
            return
        connection.execute(_FORGET, {"indexes": new})
        row = connection.execute(_UPDATE, _as_known(before)).scalar_one()
        reseal(connection, self._cipher, row, moved_to=new_chat_id)

    def keep(self, connection: Connection, turn: TurnToKeep) -> tuple[bool, Known | None]:
        """Keep *turn*; return whether its update is new, and what is kept of the chat then."""
        if turn.update_id is not None:
            seen = {"update_id": turn.update_id, "seen_at": turn.now}
            if not connection.execute(_MARK_SEEN[self._kind], seen).rowcount:
                return False, None
        known = self._keep(connection, turn)
        broadcasts.carry_out(connection, self._kind, self._cipher, turn.effects, turn.now)
        tallies.count(connection, self._kind, turn.effects, turn.now.date())
        return True, known

    def _keep(self, connection: Connection, turn: TurnToKeep) -> Known | None:
        """Write what *turn* changes of its chat; return what is kept of it then."""
        if turn.conversation is None and not turn.concerns_row:
            return turn.known
        before = turn.known or self.find(connection, turn.indexes, to_write=True)
        if not turn.concerns_row and before and before.kept.conversation == turn.conversation:
            return before
        if turn.version not in {None, before.kept.version if before else 0}:
            raise Stale
        conversation = turn.conversation
        if conversation is None and before is not None:
            conversation = before.kept.conversation
        if conversation is None:
            return None  # nothing was kept, and nothing is to be
        row, version = self._write(connection, turn, before, conversation)
        after = self._carry_out(connection, turn, row, conversation)
        if after is None:
            return None
        return Known(Kept(after, version), turn.indexes[0], is_current=True)

    def _write(
        self,
        connection: Connection,
        turn: TurnToKeep,
        before: Known | None,
        conversation: Conversation,
    ) -> tuple[int, int]:
        """Write the chat's rows; return the id of the first, and its version."""
        values = chat_values(conversation)
        if before is None:
            version = 1 + secrets.randbelow(_FIRST_VERSIONS)
            values |= {**_sealed_values(self._cipher.seal(turn.chat_id)), "version": version}
            row = connection.execute(_INSERT[self._kind], values).scalar()
        else:
            version = before.kept.version + 1
            row = connection.execute(_UPDATE, {**values, **_as_known(before)}).scalar()
        if row is None:
            raise Stale
        if before is not None and not before.is_current:
            reseal(connection, self._cipher, row)
        was = None if before is None else before.kept.conversation
        if conversation.follows_changes != (was is not None and was.follows_changes):
            since = turn.now.date() if conversation.follows_changes else None
            connection.execute(_FOLLOW, {"row": row, "since": since})
        rhythm = subscription_values(conversation)
        if rhythm is None and subscription_values(was) is not None:
            connection.execute(_UNSUBSCRIBE, {"row": row})
        elif rhythm is not None and rhythm != subscription_values(was):
            connection.execute(_SUBSCRIBE[self._kind], {"chat_id": row, **rhythm})
        return int(row), version

    def _carry_out(
        self, connection: Connection, turn: TurnToKeep, row: int, conversation: Conversation
    ) -> Conversation | None:
        """Carry out the effects of *turn* on the chat *row*; return what is kept of it then."""
        for effect in turn.effects:
            if isinstance(effect, PlanEffect):
                if not plans.carry_out(connection, self._kind, row, effect, turn.now):
                    connection.execute(_UNSUBSCRIBE, {"row": row})
                    conversation = as_kept(replace(conversation, cadence=None))
                continue
            match effect:
                case Forget():
                    connection.execute(_FORGET, {"indexes": turn.indexes})
                    return None
                case KeepQuestion():
                    kept_questions.keep(connection, self._cipher, row, effect, turn.now.date())
                case DropQuestions():
                    kept_questions.drop(connection, row)
                case _:
                    pass  # shown, not stored, or counted already
        return conversation


def _sealed_values(sealed: SealedChat) -> dict[str, bytes | None]:
    return {
        "chat_index": sealed.index,
        "data_key": sealed.data_key,
        "chat_number": sealed.number,
    }


def _as_known(known: Known) -> dict[str, object]:
    return {"known_index": known.index, "known_version": known.kept.version}


def _age(known: Known) -> tuple[date, bool]:
    conversation = known.kept.conversation
    return conversation.seen_on or date.min, conversation.cadence is not None
