"""The conversation with an owner about a broadcast, and the broadcast itself (/broadcast).

For owners alone, in their private chat. A button carries no more than the id of the broadcast and
a language; who presses it is asked for at each press.
"""

import re
from collections.abc import Mapping
from typing import Final

from bot.core.actions import Action, encode
from bot.core.broadcasts import (
    LASTS,
    Broadcast,
    CancelBroadcast,
    DiscardBroadcast,
    DraftBroadcast,
    SendBroadcast,
    State,
    TellBroadcast,
)
from bot.core.conversation import Conversation
from bot.core.effects import Button, Effect, Show, Text
from bot.core.turn import Press, Turn
from bot.core.world import World

# broadcast:send:<id>:<locale>, or :all; broadcast:discard:<id>, :see: and :cancel: likewise
BROADCAST: Final = "broadcast"
ALL: Final = "all"
MAX_MESSAGE: Final = 4096  # symbols. Source: Bot API, sendMessage
FRAME: Final = 300  # symbols of our words around the text, without the operator's name
GLIMPSE: Final = 60  # symbols of the text by which an owner knows it again
_ID: Final = re.compile(r"[1-9][0-9]{0,17}")  # fits into 64 bits


def broadcast(conversation: Conversation, world: World, text: str) -> Turn:
    """Keep *text* as a draft and show it; without one, say how it is done, and what was done."""
    text = text.encode(errors="replace").decode()  # a lone surrogate cannot be stored
    tell = TellBroadcast(None, world.operator)
    if not text:
        return Turn(conversation, (Show(((Text("broadcast-usage"),),)), tell))
    most = MAX_MESSAGE - FRAME - len(world.operator)
    if len(text) > most:
        said = Text("broadcast-too-long", {"count": len(text), "most": most})
        return Turn(conversation, (Show(((said,),)),))
    return Turn(conversation, (DraftBroadcast(text), tell))


def letter(text: str, operator: str) -> Show:
    """Return the broadcast as everybody gets it: who writes, the text, why, and how to end it.

    Without buttons, so that an owner who looks at it first sees it whole and presses none of them.
    """
    head = Text("broadcast-from", {"operator": operator})
    if not operator:
        head = Text("broadcast-from", attribute="unnamed")
    return Show(((head,), (Text("broadcast-text", {"text": text}),), (Text("broadcast-why"),)))


def told(kept: Broadcast | None, wish: TellBroadcast) -> tuple[Show, ...]:
    """Return what answers *wish*: the draft and whom it would go to, or how far it has gone."""
    if kept is None:
        gone = Show(((Text("broadcast-gone"),),), replace=True)
        return () if wish.id is None else (gone,)
    if kept.state is State.DRAFT:
        return letter(kept.text, wish.operator), _question(kept)
    return (_progress(kept),)


def _question(draft: Broadcast) -> Show:
    """Return the question to whom the draft is to be sent."""
    discard = (Button(Text("broadcast-discard"), encode(BROADCAST, "discard", draft.id)),)
    if not draft.readers:
        return Show(((Text("broadcast-nobody"),),), (discard,), replace=True)
    most_first = sorted(draft.readers.items(), key=lambda item: (-item[1], item[0]))
    groups = (*most_first, (ALL, sum(draft.readers.values())))
    rows = tuple(
        (Button(_counted("broadcast-send", to, count), encode(BROADCAST, "send", draft.id, to)),)
        for to, count in groups
    )
    readers = tuple(_counted("broadcast-readers", to, count) for to, count in groups)
    paragraphs = ((Text("broadcast-question"),), readers)
    return Show(paragraphs, (*rows, discard), replace=True)


def _counted(id_: str, to: str, count: int) -> Text:
    return Text(id_, {"count": count}, attribute=to)


def _progress(kept: Broadcast) -> Show:
    """Return how far a broadcast has gone, with what can still be done about it."""
    is_cancelled = kept.state is State.CANCELLED
    state = "cancelled" if is_cancelled else "under-way" if kept.waiting else "over"
    counts = {
        "count": kept.recipients,
        "sent": kept.sent,
        "waiting": 0 if is_cancelled else kept.waiting,
        "dropped": kept.dropped,
    }
    see = Button(Text("broadcast-see"), encode(BROADCAST, "see", kept.id))
    cancel = Button(Text("broadcast-cancel"), encode(BROADCAST, "cancel", kept.id))
    buttons = ((see,) if is_cancelled else (see, cancel)) if kept.waiting else ()
    return Show(
        (
            (
                Text("broadcast-state", attribute=state),
                Text("broadcast-to", {}, kept.locale or ALL),
            ),
            (Text("broadcast-glimpse", {"text": _glimpse(kept.text)}),),
            (Text("broadcast-progress", counts),),
        ),
        tuple((button,) for button in buttons),
        replace=True,
    )


def _glimpse(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= GLIMPSE else line[: GLIMPSE - 1] + "…"


def _press(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Do what a button below a broadcast says; twice does no more than once."""
    id_ = action.arguments[1] if len(action.arguments) > 1 else ""
    if not world.is_owner or not _ID.fullmatch(id_):
        return None
    number = int(id_)
    done: tuple[Effect, ...]
    match action.arguments:
        case ("send", _, to) if to in {ALL, *world.locales}:
            locale = None if to == ALL else to
            until = world.now + LASTS
            done = (SendBroadcast(number, locale, world.campaign.id, world.now, until),)
        case ("discard", _):
            done = (DiscardBroadcast(number),)
        case ("cancel", _):
            done = (CancelBroadcast(number),)
        case ("see", _):
            done = ()
        case _:
            return None
    return Turn(conversation, (*done, TellBroadcast(number, world.operator)))


PRESSES: Final[Mapping[str, Press]] = {BROADCAST: _press}
