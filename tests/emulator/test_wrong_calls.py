"""Calls that are wrong: what each method refuses, and in which words."""

from typing import Any

import pytest

from bot.emulator import Visitor

from .conftest import BareBot

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
RESULT = "can't parse inline query result: "


@pytest.mark.parametrize(
    ("method", "parameters", "complaint"),
    [
        ("editMessageText", {"text": "x", "message_id": 77}, "message to edit not found"),
        ("editMessageText", {"text": "x"}, "message to edit not found"),
        ("editMessageText", {"text": "x", "chat_id": ""}, "message identifier is not specified"),
        (
            "editMessageText",
            {"text": "x", "chat_id": "", "inline_message_id": "x"},
            "MESSAGE_ID_INVALID",
        ),
        ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
        (
            "editMessageText",
            {"text": " same ", "message_id": 2},
            NOT_MODIFIED,
        ),
        (
            "editMessageReplyMarkup",
            {"message_id": 2},
            NOT_MODIFIED,
        ),
        (
            "editMessageCaption",
            {"message_id": 2, "caption": "x"},
            "there is no caption in the message to edit",
        ),
        (
            "editMessageMedia",
            {"message_id": 2, "media": {"type": "video"}},
            "can't parse InputMedia: media not found",
        ),
        ("deleteMessage", {"message_id": 77}, "message to delete not found"),
        ("deleteMessage", {}, "message identifier is not specified"),
        ("deleteMessages", {}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": ["x"]}, "can't parse message identifier as a Number"),
        ("deleteMessages", {"message_ids": [0]}, "invalid message identifier specified"),
        ("deleteMessages", {"message_ids": 1}, "expected an Array of message identifiers"),
        ("deleteMessages", {"message_ids": [1] * 101}, "too many message identifiers specified"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "nothing"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": "https://x.org/y"}, "failed to get HTTP URL content"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "5"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        (
            "answerInlineQuery",
            {"inline_query_id": "5", "results": []},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("answerInlineQuery", {"results": "x"}, "can't parse inline query results JSON object"),
        ("answerInlineQuery", {}, "expected an Array of inline query results"),
        (
            "answerInlineQuery",
            {"results": [{}] * 51},
            "too many inline query results specified",
        ),
        (
            "answerInlineQuery",
            {"results": [{"type": "photo"}]},
            f'{RESULT}type "photo" is unsupported for the inline query result',
        ),
        (
            "answerInlineQuery",
            {"results": [{"type": "article", "id": "x", "title": "x"}]},
            f"{RESULT}Input message content is not specified",
        ),
        ("getChatMember", {}, "invalid user_id specified"),
        ("getChatMember", {"user_id": 999}, "user not found"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("getChat", {"chat_id": 999}, "chat not found"),
        ("setMyCommands", {"language_code": "fra"}, "invalid language code specified"),
        ("setMyCommands", {"language_code": "FR"}, "invalid language code specified"),
        ("setMyName", {"language_code": "pt-br"}, "invalid language code specified"),
        ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
        (
            "setMyCommands",
            {"scope": {"type": "x"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "setMyCommands",
            {"scope": {"type": "chat"}},
            "can't parse BotCommandScope: Empty chat_id specified",
        ),
        ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_INVALID"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_ABOUT_INVALID"),
        ("setWebhook", {"url": "ftp://example.org"}, "invalid webhook URL specified"),
        ("setWebhook", {"url": "http://x", "secret_token": "a" * 257}, "secret token is too long"),
        (
            "setWebhook",
            {"url": "http://x", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
        ("getUpdates", {"allowed_updates": "["}, "can't parse allowed_updates JSON object"),
    ],
)
async def test_a_call_that_is_wrong(
    bare: BareBot, visitor: Visitor, method: str, parameters: dict[str, Any], complaint: str
) -> None:
    """Message 1 is the visitor's, message 2 is the bot's and says "same"."""
    visitor.send("hello")
    await bare.result("sendMessage", chat_id=visitor.id, text="same")
    before = visitor.messages
    description = await bare.error(method, **{"chat_id": visitor.id, **parameters})
    assert description == f"Bad Request: {complaint}"
    assert visitor.messages == before


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ({"command": "", "description": "x"}, "command must be non-empty"),
        ({"command": "/", "description": "x"}, "command must be non-empty"),
        ({"command": "a" * 33, "description": "x"}, "command length must not exceed 32"),
        ({"command": "a", "description": " "}, "command description must be non-empty"),
        (
            {"command": "a", "description": "x" * 257},
            "command description length must not exceed 256",
        ),
        ({"command": "Début", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "a"}, "can't parse BotCommand: Can't find field \"description\""),
        ("a", "can't parse BotCommand: expected an Object"),
    ],
)
async def test_a_command_that_is_wrong(bare: BareBot, command: object, complaint: str) -> None:
    """Nothing of the menu is kept then."""
    description = await bare.error("setMyCommands", commands=[command])
    assert description == f"Bad Request: {complaint}"
    assert await bare.result("getMyCommands") == []


async def test_a_menu_has_a_hundred_commands(bare: BareBot) -> None:
    """Each with 32 letters and 256 characters of description."""
    commands = [{"command": f"{n:0>32}", "description": "é" * 256} for n in range(100)]
    assert await bare.result("setMyCommands", commands=commands) is True
    assert await bare.result("getMyCommands") == commands
    further = [*commands, {"command": "x", "description": "x"}]
    assert await bare.error("setMyCommands", commands=further) == (
        "Bad Request: BOT_COMMANDS_TOO_MUCH"
    )
