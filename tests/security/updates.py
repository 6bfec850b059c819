"""Updates as Telegram sends them, and as nobody should; and front ends without a network."""

import copy
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, cast

from aiogram import Bot as AiogramBot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, GetMe
from aiogram.methods.base import TelegramMethod
from aiogram.types import User
from hypothesis import strategies as st
from telegram import Bot as PtbBot
from telegram.request import BaseRequest

from bot.core.events import Attached, Blocked, Commanded, Pressed, Said
from bot.delivery.gallery import Gallery
from bot.frontends.aiogram import AiogramFrontEnd
from bot.frontends.frontend import FrontEnd, FrontEndName, Reader
from bot.frontends.ptb import PtbFrontEnd, open_bot
from bot.incoming import Incoming
from bot.turns import Turns
from tests.frontends.conftest import Pencil
from tests.security import drawing

WORDS: Final = "my-employer-reads-this"  # in every update; in no log
ANNA: Final = 4_815_162_342
_TOKEN: Final = "1234567890:" + "F" * 35
_ME: Final = {"id": 1234567890, "is_bot": True, "first_name": "Opt-out", "username": "optout_bot"}
_PERSON: Final = {"id": ANNA, "is_bot": False, "first_name": WORDS, "language_code": "fr"}
_PRIVATE: Final = {"id": ANNA, "type": "private", "first_name": WORDS}
_GROUP: Final = {"id": -100200300, "type": "supergroup", "title": WORDS, "is_forum": True}
_MESSAGE: Final = {"message_id": 5, "date": 1_760_000_000, "chat": _PRIVATE, "from": _PERSON}
_PHOTO: Final = [{"file_id": WORDS, "file_unique_id": "u", "width": 1, "height": 1}]
_MEMBER: Final = {"status": "member", "user": _ME}
_MENTION: Final = {"type": "mention", "offset": 0, "length": 11}

# One of each kind that we are told of, and some that we are not.
TEMPLATES: Final[tuple[dict[str, Any], ...]] = (
    {"message": {**_MESSAGE, "text": f"/start {WORDS}"}},
    {"message": {**_MESSAGE, "text": WORDS, "entities": [{**_MENTION, "type": "bold"}]}},
    {"message": {**_MESSAGE, "photo": _PHOTO, "caption": WORDS}},
    {"message": {**_MESSAGE, "sticker": {**_PHOTO[0], "type": "regular", "is_animated": False,
                                         "is_video": False, "emoji": "🦄"}}},
    {"message": {**_MESSAGE, "chat": _GROUP, "text": f"@optout_bot {WORDS}",
                 "entities": [_MENTION], "message_thread_id": 3, "is_topic_message": True}},
    {"message": {**_MESSAGE, "chat": _GROUP, "text": WORDS,
                 "reply_to_message": {**_MESSAGE, "chat": _GROUP, "from": _ME, "text": "x"}}},
    {"message": {**_MESSAGE, "new_chat_members": [_ME]}},
    {"message": {**_MESSAGE, "migrate_to_chat_id": -100}},
    {"edited_message": {**_MESSAGE, "edit_date": 1_760_000_001, "text": WORDS}},
    {"callback_query": {"id": "7", "from": _PERSON, "chat_instance": WORDS, "data": "faq:minors",
                        "message": {**_MESSAGE, "from": _ME, "text": WORDS}}},
    {"callback_query": {"id": "7", "from": _PERSON, "chat_instance": "1", "data": WORDS,
                        "message": {"chat": _PRIVATE, "message_id": 5, "date": 0}}},
    {"callback_query": {"id": "7", "from": _PERSON, "chat_instance": "1", "data": "x",
                        "inline_message_id": WORDS}},
    {"my_chat_member": {"chat": _PRIVATE, "from": _PERSON, "date": 1, "old_chat_member": _MEMBER,
                        "new_chat_member": {"status": "kicked", "user": _ME, "until_date": 0}}},
    {"channel_post": {"message_id": 5, "date": 1, "chat": {**_GROUP, "type": "channel"},
                      "text": WORDS}},
    {"inline_query": {"id": "1", "from": _PERSON, "query": WORDS, "offset": ""}},
    {"poll": {"id": "1", "question": WORDS}},
)  # fmt: skip

_json: Final = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(-(2**70), 2**70),
        st.floats(),
        drawing.texts,
        st.just(WORDS),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=6,
)


def _ways(node: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [way] if way else []
    if isinstance(node, dict):
        for key, value in node.items():
            found += _ways(value, (*way, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            found += _ways(value, (*way, number))
    return found


GONE: Final = object()


def changed(template: Mapping[str, Any], changes: list[tuple[int, object]]) -> dict[str, Any]:
    """Return *template* with some of its values replaced, or left out."""
    update: dict[str, Any] = json.loads(json.dumps(template))
    for number, value in changes:
        ways = _ways(update)
        if not ways:
            break
        way = ways[number % len(ways)]
        node: Any = update
        for key in way[:-1]:
            node = node[key]
        if value is not GONE:
            node[way[-1]] = copy.deepcopy(value)
        elif isinstance(node, dict):
            del node[way[-1]]
    return {"update_id": 1, **update}


updates: Final = st.builds(
    changed,
    st.sampled_from(TEMPLATES),
    st.lists(st.tuples(st.integers(0, 60), st.just(GONE) | _json), max_size=3),
) | st.dictionaries(
    st.sampled_from(("update_id", "message", "callback_query", "my_chat_member", "edited_message")),
    _json,
)


@dataclass
class Ears:
    """Hears every turn, and answers none."""

    heard: list[Incoming] = field(default_factory=list)

    async def take(self, incoming: Incoming) -> None:
        """Check what the front end made of the update: the types that the inside relies on."""
        assert type(incoming.chat_id) is int
        assert type(incoming.update_id) is int
        assert isinstance(incoming.language_code, str)
        match incoming.event:
            case Said(text):
                assert isinstance(text, str)
            case Commanded(command, argument):
                assert isinstance(command, str)
                assert isinstance(argument, str)
            case Pressed(data):
                assert isinstance(data, str)
            case Attached() | Blocked():
                pass
        self.heard.append(incoming)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Check what the front end made of an upgraded group."""
        assert type(old_chat_id) is int
        assert type(new_chat_id) is int

    @property
    def inline(self) -> "Ears":
        """Hears what is typed after the bot's name, too."""
        return self

    async def find(self, user_id: int, language_code: str, text: str) -> None:
        """Check what the front end made of an inline query; find nothing."""
        assert type(user_id) is int
        assert isinstance(language_code, str)
        assert isinstance(text, str)


class _Session(BaseSession):
    """aiogram's way to Telegram, without Telegram."""

    async def make_request(
        self,
        bot: AiogramBot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109  # as the base class has it
    ) -> Any:  # noqa: ANN401  # as the base class has it
        """Answer what a reader asks."""
        del bot, timeout
        assert isinstance(method, GetMe | AnswerCallbackQuery), method
        return User.model_validate(_ME) if isinstance(method, GetMe) else True

    async def close(self) -> None:
        """Close nothing."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:  # noqa: ANN401
        """Stream nothing."""
        yield b""


class _Request(BaseRequest):
    """The same for python-telegram-bot."""

    read_timeout = 1.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(self, url: str, *_: object, **__: object) -> tuple[int, bytes]:
        """Answer what a reader asks."""
        result: object = _ME if url.endswith("/getMe") else True
        return 200, json.dumps({"ok": True, "result": result}).encode()


@asynccontextmanager
async def reader(name: FrontEndName) -> AsyncIterator[tuple[Reader, Ears]]:
    """Open the front end *name*; give what reads updates, and what hears the turns."""
    gallery = Gallery(Pencil())
    end: FrontEnd
    if name == "aiogram":
        end = AiogramFrontEnd(AiogramBot(_TOKEN, session=_Session()), gallery)
    else:
        open_bot(_TOKEN, "http://127.0.0.1:1")  # silences the library, as in production
        request = _Request()
        end = PtbFrontEnd(PtbBot(_TOKEN, request=request, get_updates_request=request), gallery)
    await end.username()
    ears = Ears()
    try:
        yield end.reader(cast("Turns", ears)), ears
    finally:
        await end.close()
