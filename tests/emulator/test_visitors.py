"""What people do, what the bot hears of it, and what people then see."""

import asyncio

import pytest

from bot.adapters.clocks import SimulatedClock
from bot.emulator import ApiError, Emulator, NoSuchButton, Visitor
from bot.emulator.methods.editing import DELETE_WITHIN_SECONDS

from .conftest import NOW, BareBot

SECONDS = int(NOW.timestamp())


async def test_a_message_is_told_as_telegram_tells_it(bare: BareBot) -> None:
    """With who wrote it, where, when and what Telegram found in it."""
    visitor = bare.emulator.visitor("Alex", language_code="pt-br", username="alex")
    visitor.send("  /start faq ")
    (update,) = await bare.updates()
    assert update["message"] == {
        "message_id": 1,
        "from": {
            "id": visitor.id,
            "is_bot": False,
            "first_name": "Alex",
            "username": "alex",
            "language_code": "pt-br",
        },
        "chat": {
            "id": visitor.id,
            "type": "private",
            "first_name": "Alex",
            "username": "alex",
        },
        "date": SECONDS,
        "text": "/start faq",
        "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
    }


async def test_an_app_need_not_tell_its_language(bare: BareBot) -> None:
    """Then there is no such field."""
    bare.emulator.visitor(language_code=None).send("x")
    (update,) = await bare.updates()
    assert "language_code" not in update["message"]["from"]


async def test_an_edit_is_told(bare: BareBot, visitor: Visitor, clock: SimulatedClock) -> None:
    """The message keeps its id and its date."""
    message = visitor.send("/one")
    clock.set(NOW.replace(minute=1))
    visitor.edit(message["message_id"], "two")
    edited = (await bare.updates())[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (1, "two")
    assert (edited["date"], edited["edit_date"]) == (SECONDS, SECONDS + 60)
    assert "entities" not in edited
    assert visitor.messages == [edited]


@pytest.mark.parametrize("text", ["", " ", "a" * 4097])
def test_an_app_sends_no_such_text(visitor: Visitor, text: str) -> None:
    """Nothing happens then."""
    with pytest.raises(ApiError):
        visitor.send(text)
    assert visitor.messages == []


async def test_a_press_is_told_with_the_message_as_it_is(bare: BareBot, visitor: Visitor) -> None:
    """By label or by place; a button that is not there cannot be pressed."""
    rows = [
        [{"text": "a", "callback_data": "A"}, {"text": "b", "callback_data": "B"}],
        [{"text": "c", "url": "https://example.org/"}],
    ]
    markup = {"inline_keyboard": rows}
    sent = await bare.result("sendMessage", chat_id=visitor.id, text="x", reply_markup=markup)
    pressed = [visitor.press(sent, label="b"), visitor.press(sent["message_id"], row=0, column=1)]
    updates = [update["callback_query"] for update in await bare.updates()]
    assert [each["id"] for each in updates] == [query.id for query in pressed]
    for each in updates:
        assert each["data"] == "B"
        assert each["message"] == sent
        assert each["from"] == visitor.person
    for place in ({"label": "c"}, {"label": "z"}, {"row": 2}, {"column": 2}):
        with pytest.raises(NoSuchButton, match=r"message 1 shows \[\['a', 'b'\], \['c'\]\]"):
            visitor.press(sent, **place)
    with pytest.raises(NoSuchButton):
        visitor.press(77)


async def test_a_press_on_a_forgotten_message(bare: BareBot, visitor: Visitor) -> None:
    """The bot is told that there was one; data may be anything."""
    visitor.press_data(77, "forged:" + "x" * 50)
    (update,) = await bare.updates()
    message = update["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (77, 0)
    assert "text" not in message


async def test_blocking_and_unblocking_is_told(bare: BareBot, visitor: Visitor) -> None:
    """Once each, however often it is done."""
    visitor.block()
    visitor.block()
    with pytest.raises(ValueError, match="unblock"):
        visitor.send("x")
    visitor.unblock()
    visitor.unblock()
    changes = [update["my_chat_member"] for update in await bare.updates()]
    statuses = [
        (each["old_chat_member"]["status"], each["new_chat_member"]["status"]) for each in changes
    ]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert all(each["from"] == visitor.person for each in changes)
    assert all(each["new_chat_member"]["user"]["is_bot"] for each in changes)
    assert await bare.result("sendMessage", chat_id=visitor.id, text="x")


async def test_a_bot_may_write_once_it_was_written_to(bare: BareBot) -> None:
    """Pressing Start is a message too."""
    visitor = bare.emulator.visitor(is_met=False)
    assert (await bare.call("sendMessage", chat_id=visitor.id, text="x"))["error_code"] == 403
    visitor.send("/start")
    assert await bare.result("sendMessage", chat_id=visitor.id, text="x")


async def test_messages_are_counted_per_bot_and_per_supergroup(
    bare: BareBot, visitor: Visitor
) -> None:
    """Private chats and basic groups share one counter."""
    other = bare.emulator.visitor()
    group = bare.emulator.group("G", visitor)
    supergroup = bare.emulator.group("S", visitor, is_supergroup=True)
    identifiers = [
        visitor.send("x")["message_id"],
        other.send("x")["message_id"],
        visitor.send("x", to=group)["message_id"],
        visitor.send("x", to=supergroup)["message_id"],
        (await bare.result("sendMessage", chat_id=supergroup.id, text="x"))["message_id"],
        (await bare.result("sendMessage", chat_id=other.id, text="x"))["message_id"],
    ]
    assert identifiers == [1, 2, 3, 1, 2, 4]
    assert group.id < 0
    assert supergroup.id < -(10**12)


async def test_replies_and_previews_are_kept(bare: BareBot, visitor: Visitor) -> None:
    """A reply shows what it answers, but not what that answered."""
    first = visitor.send("question")
    answer = await bare.result(
        "sendMessage",
        chat_id=visitor.id,
        text="answer",
        reply_parameters={"message_id": first["message_id"]},
        link_preview_options={"is_disabled": True, "prefer_small_media": False},
    )
    assert answer["reply_to_message"] == first
    assert answer["link_preview_options"] == {"is_disabled": True}
    second = visitor.send("thanks", reply_to=answer["message_id"])
    assert second["reply_to_message"]["text"] == "answer"
    assert "reply_to_message" not in second["reply_to_message"]
    lonely = {"message_id": 77, "allow_sending_without_reply": True}
    call = {"chat_id": visitor.id, "text": "x", "reply_parameters": lonely}
    assert "reply_to_message" not in await bare.result("sendMessage", **call)
    call = {"chat_id": visitor.id, "text": "x", "disable_web_page_preview": True}
    shown = await bare.result("sendMessage", **call)
    assert shown["link_preview_options"] == {"is_disabled": True}


async def test_waiting_for_what_the_bot_says(bare: BareBot, visitor: Visitor) -> None:
    """Each message is returned once, in order, whether it came before or comes after."""
    await bare.result("sendMessage", chat_id=visitor.id, text="1")
    await bare.result("sendMessage", chat_id=visitor.id, text="2")
    assert (await visitor.next_message())["text"] == "1"
    assert (await visitor.next_message())["text"] == "2"
    waiting = asyncio.create_task(visitor.next_message())
    await bare.result("sendMessage", chat_id=visitor.id, text="3")
    assert (await waiting)["text"] == "3"
    with pytest.raises(TimeoutError):
        await visitor.next_message(within_seconds=0.01)


def test_a_silent_bot_has_no_last_message(visitor: Visitor) -> None:
    """A visitor's own does not count."""
    visitor.send("x")
    with pytest.raises(LookupError, match="the bot has written nothing"):
        _ = visitor.last_message


def test_nobody_is_there_twice(emulator: Emulator) -> None:
    """Ids are given once."""
    assert emulator.visitor(user_id=5000).id == 5000
    assert emulator.visitor().id == 5001
    with pytest.raises(ValueError, match="chat 5000 is there already"):
        emulator.visitor(user_id=5000)


async def test_an_edit_replaces_content_and_buttons(
    bare: BareBot, visitor: Visitor, clock: SimulatedClock
) -> None:
    """Buttons go unless they are sent again; the message stays where it is."""
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "A"}]]}
    call = {"chat_id": visitor.id, "text": "<b>x</b>", "parse_mode": "HTML"}
    sent = await bare.result("sendMessage", reply_markup=markup, **call)
    call["message_id"] = sent["message_id"]
    clock.set(NOW.replace(minute=5))
    assert "not modified" in await bare.error("editMessageText", reply_markup=markup, **call)
    edited = await bare.result("editMessageText", **call)
    assert "reply_markup" not in edited
    assert edited["edit_date"] == SECONDS + 300
    assert edited["entities"] == sent["entities"]
    again = await bare.result(
        "editMessageReplyMarkup",
        chat_id=visitor.id,
        message_id=sent["message_id"],
        reply_markup=markup,
    )
    assert (again["text"], again["reply_markup"]) == ("x", markup)
    assert visitor.messages == [again]
    assert sent["text"] == "x"
    assert "edit_date" not in sent


async def test_captions_are_edited_too(bare: BareBot, visitor: Visitor) -> None:
    """An empty one takes it away; a text is not a caption."""
    photo = visitor.send_photo()["photo"][0]["file_id"]
    sent = await bare.result("sendPhoto", chat_id=visitor.id, photo=photo, caption="x")
    call = {"chat_id": visitor.id, "message_id": sent["message_id"]}
    edited = await bare.result("editMessageCaption", caption="/y", **call)
    assert (edited["caption"], len(edited["caption_entities"])) == ("/y", 1)
    edited = await bare.result("editMessageCaption", **call)
    assert "caption" not in edited
    assert "caption_entities" not in edited
    assert "there is no text" in await bare.error("editMessageText", text="x", **call)
    document = visitor.send_document("a.txt", b"x")["document"]["file_id"]
    assert await bare.error("sendPhoto", chat_id=visitor.id, photo=document) == (
        "Bad Request: can't use file of type documents as photo"
    )


async def test_messages_are_deleted_within_two_days(
    bare: BareBot, visitor: Visitor, clock: SimulatedClock
) -> None:
    """The bot's own and, in a private chat, the visitor's."""
    mine = visitor.send("x")["message_id"]
    call = {"chat_id": visitor.id}
    yours = (await bare.result("sendMessage", text="x", **call))["message_id"]
    late = (await bare.result("sendMessage", text="late", **call))["message_id"]
    assert await bare.result("deleteMessage", message_id=mine, **call) is True
    assert await bare.result("deleteMessages", message_ids=[yours, 77, yours], **call) is True
    assert [message["message_id"] for message in visitor.messages] == [late]
    clock.set(NOW.fromtimestamp(SECONDS + DELETE_WITHIN_SECONDS, tz=NOW.tzinfo))
    spare = (await bare.result("sendMessage", text="x", **call))["message_id"]
    clock.set(NOW.fromtimestamp(SECONDS + DELETE_WITHIN_SECONDS + 1, tz=NOW.tzinfo))
    for method, names in (
        ("deleteMessage", {"message_id": late}),
        ("deleteMessages", {"message_ids": [late, spare]}),
    ):
        description = await bare.error(method, **call, **names)
        assert description == "Bad Request: message can't be deleted"
    assert len(visitor.messages) == 2


async def test_names_and_menus_depend_on_the_language(bare: BareBot) -> None:
    """The first two letters of the app's tag choose; without a match, the default."""
    await bare.result("setMyName", name="Opt-out")
    await bare.result("setMyName", name="Refus", language_code="fr")
    menu = [{"command": "/help", "description": " Help "}]
    await bare.result("setMyCommands", commands=menu)
    clean = [{"command": "help", "description": "Help"}]
    assert await bare.result("getMyCommands") == clean
    assert await bare.result("getMyCommands", language_code="fr") == []
    assert await bare.result("getMyName") == {"name": "Opt-out"}
    assert await bare.result("getMyName", language_code="fr") == {"name": "Refus"}
    assert await bare.result("getMyName", language_code="de") == {"name": "Opt-out"}
    scope = {"type": "all_private_chats"}
    await bare.result("setMyCommands", commands=menu, scope=scope, language_code="fr")
    assert await bare.result("getMyCommands", scope=scope, language_code="fr") == clean
    await bare.result("deleteMyCommands", scope=scope, language_code="fr")
    assert await bare.result("getMyCommands", scope=scope, language_code="fr") == []
    for field, method in (
        ("description", "MyDescription"),
        ("short_description", "MyShortDescription"),
    ):
        await bare.result(f"set{method}", **{field: "x" * 50})
        assert await bare.result(f"get{method}") == {field: "x" * 50}
        await bare.result(f"set{method}", **{field: ""})
        assert await bare.result(f"get{method}") == {field: ""}
