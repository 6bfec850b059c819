"""What the store in memory keeps of broadcasts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.adapters.memory_rows import Reminder
from bot.adapters.retention import KEEP_BROADCASTS, KEEP_DRAFTS
from bot.core.broadcasts import (
    Broadcast,
    CancelBroadcast,
    DiscardBroadcast,
    DraftBroadcast,
    SendBroadcast,
    State,
    milestone_of,
)
from bot.core.effects import Effect


@dataclass(slots=True)
class _Row:
    text: str = field(repr=False)
    created_at: datetime
    sent_at: datetime | None = None
    state: State = State.DRAFT
    locale: str | None = None
    recipients: int = 0

    def is_over(self, now: datetime) -> bool:
        if self.sent_at is None:
            return self.created_at <= now - KEEP_DRAFTS
        return self.sent_at <= now - KEEP_BROADCASTS


class MemoryBroadcasts:
    """The broadcasts of the store in memory, kept until the process ends."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._last_id = 0

    def carry_out(
        self, effects: Iterable[Effect], now: datetime, plan: Callable[[SendBroadcast], int]
    ) -> None:
        """Carry out those of *effects* that are about broadcasts; *plan* plans the reminders."""
        for effect in effects:
            match effect:
                case DraftBroadcast(text):
                    self._rows = {
                        id_: row for id_, row in self._rows.items() if row.state is not State.DRAFT
                    }
                    self._last_id += 1
                    self._rows[self._last_id] = _Row(text, now)
                case SendBroadcast(id_) if row := self._in_state(id_, State.DRAFT):
                    row.state, row.sent_at, row.locale = State.SENT, now, effect.locale
                    row.recipients = plan(effect)
                case DiscardBroadcast(id_) if self._in_state(id_, State.DRAFT):
                    del self._rows[id_]
                case CancelBroadcast(id_) if row := self._in_state(id_, State.SENT):
                    row.state = State.CANCELLED
                case _:
                    pass  # about something else, or pressed twice

    def text_of(self, milestone: str) -> str | None:
        """Return the text of the broadcast that *milestone* is of, if it is still to be sent."""
        texts = (
            row.text
            for id_, row in self._rows.items()
            if row.state is State.SENT and milestone_of(id_) == milestone
        )
        return next(texts, None)

    def tell(
        self, id_: int | None, readers: Mapping[str, int], reminders: Iterable[Reminder]
    ) -> Broadcast | None:
        """Return how the broadcast *id_*, or the newest, stands (see the port)."""
        id_ = max(self._rows, default=0) if id_ is None else id_
        row = self._rows.get(id_)
        if row is None:
            return None
        of_it = [one for one in reminders if one.planned.milestone == milestone_of(id_)]
        return Broadcast(
            id=id_,
            state=row.state,
            text=row.text,
            locale=row.locale,
            readers=readers if row.state is State.DRAFT else {},
            recipients=row.recipients,
            sent=sum(one.is_sent for one in of_it),
            waiting=sum(one.ended_at is None for one in of_it),
        )

    def purge(self, now: datetime) -> None:
        """Erase what has been kept for as long as it may be."""
        self._rows = {id_: row for id_, row in self._rows.items() if not row.is_over(now)}

    def _in_state(self, id_: int, state: State) -> _Row | None:
        row = self._rows.get(id_)
        return row if row is not None and row.state is state else None
