"""Messages that are wrong, and which buttons are right."""

from typing import Any

import pytest

from bot.emulator import Visitor

from .conftest import BareBot

KEYBOARD = "can't parse inline keyboard button: "


def markup(**button: object) -> dict[str, Any]:
    """Return a keyboard of one button."""
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "a" * 32769}, "text is too long"),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": [1]}, "object expected as reply parameters"),
        ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": [1]}, "object expected as reply markup"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [1]}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [["x"]]}},
            f"{KEYBOARD}InlineKeyboardButton must be an Object",
        ),
        (
            {"text": "x", "reply_markup": markup(callback_data="x")},
            f'{KEYBOARD}Can\'t find field "text"',
        ),
        (
            {"text": "x", "reply_markup": markup(text=["x"], callback_data="x")},
            f'{KEYBOARD}Field "text" must be of type String',
        ),
        (
            {"text": "x", "reply_markup": markup(text="x")},
            f"{KEYBOARD}Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", callback_data="")},
            f"{KEYBOARD}Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", style="shiny", callback_data="x")},
            f"{KEYBOARD}invalid button style specified",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", copy_text="x")},
            f'{KEYBOARD}Field "copy_text" must be of type Object',
        ),
        (
            {"text": "x", "reply_markup": markup(text="", callback_data="x")},
            "inline keyboard button text must be non-empty",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", url="localhost")},
            "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", callback_data="a" * 65)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", callback_data="é" * 33)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": markup(text="x", copy_text={"text": "a" * 257})},
            "BUTTON_COPY_TEXT_INVALID",
        ),
        (
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "pay": True}] * 101]},
            },
            "reply markup is too long",
        ),
    ],
)
async def test_a_message_that_is_wrong(
    bare: BareBot, visitor: Visitor, parameters: dict[str, Any], complaint: str
) -> None:
    """These are the bot's own mistakes."""
    description = await bare.error("sendMessage", **{"chat_id": visitor.id, **parameters})
    assert description == f"Bad Request: {complaint}"
    assert visitor.messages == []


@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "a" * 64},
        {"callback_data": "é" * 32},
        {"url": "https://example.org/"},
        {"copy_text": {"text": "a" * 256}},
        {"switch_inline_query": ""},
        {"switch_inline_query_current_chat": "x"},
        {"web_app": {"url": "https://example.org/"}},
        {"callback_data": "x", "style": "danger"},
    ],
)
async def test_a_button_that_is_right(
    bare: BareBot, visitor: Visitor, button: dict[str, Any]
) -> None:
    """The longest of each is shown as it was sent."""
    sent = markup(text="x", **button)
    message = await bare.result("sendMessage", chat_id=visitor.id, text="x", reply_markup=sent)
    assert message["reply_markup"] == sent


async def test_a_button_has_one_action(bare: BareBot, visitor: Visitor) -> None:
    """Of two the first that Telegram looks for is kept."""
    both = markup(text="x", callback_data="x", url="https://example.org/")
    message = await bare.result("sendMessage", chat_id=visitor.id, text="x", reply_markup=both)
    assert message["reply_markup"] == markup(text="x", url="https://example.org/")


@pytest.mark.parametrize(
    "accepted",
    [
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "x"},
        {"keyboard": [[{"text": "x"}]], "resize_keyboard": True},
        {"inline_keyboard": []},
        {"inline_keyboard": [[]]},
        {},
    ],
)
async def test_other_markup_is_accepted_and_not_shown(
    bare: BareBot, visitor: Visitor, accepted: dict[str, Any]
) -> None:
    """A message shows inline keyboards only."""
    message = await bare.result("sendMessage", chat_id=visitor.id, text="x", reply_markup=accepted)
    assert "reply_markup" not in message
