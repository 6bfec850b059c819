"""What a row holds of a conversation, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from bot.adapters.schema import chat, subscription
from bot.core.conversation import DEFAULT_HOUR, Conversation
from bot.core.reminders import Cadence
from bot.core.walkthrough import Device, Step

_NEVER: Final = date.min  # a column that orders its rows has no NULL
# Looked up in a table, a value costs a tenth of what asking the enumeration for it does.
_DEVICES: Final[Mapping[str | None, Device | None]] = {None: None, **{d.value: d for d in Device}}
_STEPS: Final[Mapping[str | None, Step | None]] = {None: None, **{s.value: s for s in Step}}
_CADENCES: Final[Mapping[str | None, Cadence | None]] = {
    None: None,
    **{c.value: c for c in Cadence},
}

# What conversation_of() reads, in its order.
_COLUMNS: Final = (
    chat.c.locale,
    chat.c.zone,
    chat.c.device,
    chat.c.step,
    chat.c.refused_on,
    chat.c.wants_pictures,
    chat.c.follows_since,
    chat.c.thread_id,
    chat.c.last_seen_on,
    subscription.c.cadence,
    subscription.c.subscribed_on,
    subscription.c.hour,
    subscription.c.own_on,
)
WIDTH: Final = len(_COLUMNS)
CONVERSATIONS: Final = select(*_COLUMNS).select_from(
    chat.outerjoin(subscription, subscription.c.chat_id == chat.c.id)
)


def conversation_of(values: Sequence[Any]) -> Conversation:
    """Return the conversation that the first WIDTH values of a row of CONVERSATIONS hold."""
    (
        locale,
        zone,
        device,
        step,
        refused_on,
        wants_pictures,
        follows_since,
        thread_id,
        last_seen_on,
        cadence,
        subscribed_on,
        hour,
        own_on,
    ) = values[:WIDTH]
    return Conversation(
        locale,
        zone,
        _DEVICES[device],
        _STEPS[step],
        refused_on,
        _CADENCES[cadence],
        subscribed_on,
        DEFAULT_HOUR if hour is None else hour,
        own_on,
        follows_since is not None,
        wants_pictures,
        thread_id,
        None if last_seen_on == _NEVER else last_seen_on,
    )


def chat_values(conversation: Conversation) -> dict[str, Any]:
    """Return what the chat's own row holds of *conversation*."""
    return {
        "locale": conversation.locale,
        "zone": conversation.zone,
        "device": conversation.device,
        "step": conversation.step,
        "refused_on": conversation.refused_on,
        "wants_pictures": conversation.wants_pictures,
        "thread_id": conversation.thread_id,
        "last_seen_on": conversation.seen_on or _NEVER,
    }


def subscription_values(conversation: Conversation | None) -> dict[str, Any] | None:
    """Return what the row of the subscription holds, or None without one."""
    if conversation is None or conversation.cadence is None or conversation.subscribed_on is None:
        return None
    return {
        "cadence": conversation.cadence.value,
        "hour": conversation.hour,
        "subscribed_on": conversation.subscribed_on,
        "own_on": conversation.own_on,
    }


def as_kept(conversation: Conversation) -> Conversation:
    """Return what is kept of *conversation*: day and hour belong to the subscription."""
    if subscription_values(conversation) is not None:
        return conversation if conversation.context is None else replace(conversation, context=None)
    return replace(
        conversation,
        context=None,
        cadence=None,
        subscribed_on=None,
        hour=DEFAULT_HOUR,
        own_on=None,
    )
