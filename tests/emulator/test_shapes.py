"""Everything that the emulator returns is what both libraries know, whole and without additions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import telegram
from aiogram import types
from pydantic import TypeAdapter

from bot.emulator import Visitor

from .conftest import BareBot

RICH = (
    "<b>b</b> <i>i</i> <u>u</u> <s>s</s> <tg-spoiler>x</tg-spoiler> <code>c</code> "
    "<pre>p</pre> <pre><code class='language-python'>p</code></pre> <blockquote>q</blockquote> "
    "<blockquote expandable>q</blockquote> <a href='https://example.org/'>l</a> "
    "<a href='tg://user?id=1001'>m</a> <tg-time unix='1762128000' format='wDT'>t</tg-time> "
    "<tg-emoji emoji-id='5'>👍</tg-emoji> https://example.org/ a@example.org @someone #tag /help"
)
# python-telegram-bot 22.8 speaks Bot API 10.0, aiogram 3.31 needs this field of 10.3.
NEWER_THAN_THE_LIBRARY = {"can_send_welcome_messages"}
BUTTONS = {
    "inline_keyboard": [
        [{"text": "a", "callback_data": "a"}, {"text": "b", "url": "https://example.org/"}],
        [{"text": "c", "copy_text": {"text": "c"}}, {"text": "d", "switch_inline_query": "d"}],
        [{"text": "e", "web_app": {"url": "https://example.org/"}}],
        [{"text": "f", "callback_data": "f", "style": "danger"}],
    ]
}


@dataclass
class Seen:
    """What a bot was told, by the name of its type."""

    objects: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def add(self, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        """Note an object."""
        self.objects.append((kind, value))
        return value


async def _send_everything(bare: BareBot, visitor: Visitor, seen: Seen) -> None:
    first = visitor.send("hello")
    common = {"chat_id": visitor.id, "parse_mode": "HTML", "reply_markup": BUTTONS}
    text = await bare.result(
        "sendMessage",
        text=RICH,
        reply_parameters={"message_id": first["message_id"]},
        link_preview_options={"is_disabled": True},
        protect_content=True,
        **common,
    )
    seen.add("Message", text)
    call = {**common, "message_id": text["message_id"]}
    seen.add("Message", await bare.result("editMessageText", text="<b>new</b>", **call))
    photo = visitor.send_photo("a #caption")["photo"][-1]["file_id"]
    sent = await bare.result("sendPhoto", photo=photo, caption=RICH, has_spoiler=True, **common)
    seen.add("Message", sent)
    document = visitor.send_document("a.ics", b"BEGIN:VCALENDAR")["document"]["file_id"]
    sent = await bare.result("sendDocument", document=document, caption="x", **common)
    seen.add("Message", sent)
    media = {"type": "photo", "media": photo, "caption": "y"}
    call["message_id"] = sent["message_id"]
    seen.add("Message", await bare.result("editMessageMedia", media=media, **call))
    seen.add("File", await bare.result("getFile", file_id=document))


async def _ask_everything(bare: BareBot, visitor: Visitor, seen: Seen) -> None:
    seen.add("User", await bare.result("getMe"))
    seen.add("WebhookInfo", await bare.result("getWebhookInfo"))
    for method in ("getMyName", "getMyDescription", "getMyShortDescription"):
        kind = method.removeprefix("getMy")
        seen.add(f"Bot{kind}", await bare.result(method))
    await bare.result("setMyCommands", commands=[{"command": "help", "description": "x"}])
    for command in await bare.result("getMyCommands"):
        seen.add("BotCommand", command)
    seen.add("ChatFullInfo", await bare.result("getChat", chat_id=visitor.id))


async def _live_in_groups(bare: BareBot, visitor: Visitor, seen: Seen) -> None:
    emulator = bare.emulator
    member, admin = emulator.visitor("Sam", is_met=False), emulator.visitor("Kim")
    forum = emulator.group("Forum", visitor, has_topics=True, has_bot=False)
    forum.set_member(member)
    forum.set_member(admin, "administrator")
    forum.add_bot(as_admin=True)
    topic = forum.add_topic("Topic")
    visitor.send("/help", to=forum, thread_id=topic)
    sent = await bare.result("sendMessage", chat_id=forum.id, message_thread_id=topic, text="x")
    seen.add("Message", sent)
    member.send("x", to=forum, reply_to=sent["message_id"])
    seen.add("ChatFullInfo", await bare.result("getChat", chat_id=forum.id))
    for each in await bare.result("getChatAdministrators", chat_id=forum.id):
        seen.add("ChatMember", each)
    for user_id in (visitor.id, member.id, admin.id, emulator.bot_id, emulator.visitor().id):
        call = {"chat_id": forum.id, "user_id": user_id}
        seen.add("ChatMember", await bare.result("getChatMember", **call))
    forum.remove_bot()
    group = emulator.group("Group", visitor)
    seen.add("ChatFullInfo", await bare.result("getChat", chat_id=group.id))
    group.upgrade()
    await bare.result("leaveChat", chat_id=emulator.group("Left", visitor).id)


async def _do_everything(bare: BareBot, visitor: Visitor) -> None:
    message = visitor.send("hello /start https://example.org")
    visitor.edit(message["message_id"], "bye")
    visitor.send("again", reply_to=message["message_id"])
    visitor.send_voice()
    visitor.send_sticker()
    visitor.send_location(48.85, 2.35)
    visitor.forward("somebody said")
    sent = await bare.result("sendMessage", chat_id=visitor.id, text="x", reply_markup=BUTTONS)
    visitor.press(sent)
    visitor.press_data(99_999, "old")
    visitor.ask_inline("query")
    visitor.block()
    visitor.unblock()


@pytest.fixture
async def seen(bare: BareBot) -> Seen:
    """Every kind of object, as it came over the wire."""
    visitor = bare.emulator.visitor("Alex", last_name="Doe", username="alexdoe")
    assert visitor.id == 1001
    found = Seen()
    await _send_everything(bare, visitor, found)
    await _ask_everything(bare, visitor, found)
    await _live_in_groups(bare, visitor, found)
    await _do_everything(bare, visitor)
    for update in await bare.updates():
        found.add("Update", update)
    return found


def test_all_kinds_of_updates_are_seen(seen: Seen) -> None:
    """The comparison below would be empty without them."""
    updates = [value for kind, value in seen.objects if kind == "Update"]
    fields = {name for update in updates for name in update} - {"update_id"}
    assert fields == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }
    identifiers = [update["update_id"] for update in updates]
    assert identifiers == list(range(identifiers[0], identifiers[0] + len(identifiers)))


def test_aiogram_knows_every_object(seen: Seen) -> None:
    """It parses into aiogram's model, and the model gives back the same."""
    for kind, value in seen.objects:
        if kind == "ChatMember":
            adapter: TypeAdapter[Any] = TypeAdapter(types.ChatMemberUnion)
        else:
            adapter = TypeAdapter(getattr(types, kind))
        model = adapter.validate_python(value)
        back = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
        assert _without_defaults(back, value) == value, kind
        assert list(_extras(model)) == [], kind


def _without_defaults(back: object, value: object) -> object:
    """Leave out what a library adds: constants such as ``type``, and flags that are False."""
    if isinstance(back, dict) and isinstance(value, dict):
        return {
            name: _without_defaults(item, value.get(name))
            for name, item in back.items()
            if name in value
        }
    if isinstance(back, list) and isinstance(value, list):
        return [_without_defaults(*pair) for pair in zip(back, value, strict=True)]
    return back


def _extras(model: object) -> Iterator[str]:
    """Find fields that aiogram does not know; its models accept and keep them."""
    yield from getattr(model, "model_extra", None) or {}
    for name in getattr(type(model), "model_fields", {}):
        value = getattr(model, name)
        for each in value if isinstance(value, list) else [value]:
            if hasattr(each, "model_fields_set"):
                yield from _extras(each)


def test_python_telegram_bot_knows_every_object(seen: Seen) -> None:
    """It parses into its class without anything unknown, and the class gives back the same."""
    bot = telegram.Bot("1:x")
    for kind, value in seen.objects:
        parsed = getattr(telegram, kind).de_json(value, bot)
        assert parsed is not None
        assert set(_unknown(parsed)) <= NEWER_THAN_THE_LIBRARY, kind
        assert _without_defaults(parsed.to_dict(), value) == value, kind


def _unknown(parsed: telegram.TelegramObject) -> Iterator[str]:
    yield from parsed.api_kwargs
    for name in parsed.__slots__:
        value = getattr(parsed, name, None)
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, telegram.TelegramObject):
                yield from _unknown(each)
