"""Reply markup: what Telegram accepts of it, and with which words it refuses the rest."""

from collections.abc import Mapping
from typing import Any, Final

from bot.emulator.chats import Json
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.links import checked_link, link_complaint
from bot.emulator.parameters import Parameters

MAX_CALLBACK_DATA: Final = 64  # bytes of UTF-8
MAX_COPY_TEXT: Final = 256  # characters
# Telegram names no limit; these are those of python-telegram-bot's constants, kept to notice a
# keyboard that grew out of hand.
MAX_BUTTONS: Final = 100
_FLAGS: Final = ("callback_game", "pay")
_STRINGS: Final = ("switch_inline_query", "switch_inline_query_current_chat")
# By name, the strings that each needs.
_OBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "switch_inline_query_chosen_chat": (),
    "login_url": ("url",),
    "web_app": ("url",),
    "copy_text": ("text",),
}


def read_markup(parameters: Parameters) -> Json | None:
    """Return the parameter ``reply_markup`` as the kind of markup that it is, or None.

    Reply keyboards and the like are accepted and returned as they came; a message shows inline
    keyboards only.

    Raises:
        ApiError: 400: the server does not understand it.
    """
    markup = parameters.json_object(
        "reply_markup",
        unparsed="can't parse reply keyboard markup JSON object",
        unexpected="object expected as reply markup",
    )
    if not markup:
        return None
    rows = markup.get("inline_keyboard")
    if rows is None:
        return markup
    complaint = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(complaint)
    read = [[_read_button(button) for button in row] for row in rows]
    return {"inline_keyboard": read} if any(read) else None


def _refused(complaint: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {complaint}")


def _read_button(button: Any) -> Json:  # noqa: ANN401 -- any JSON value
    if not isinstance(button, dict):
        complaint = "InlineKeyboardButton must be an Object"
        raise _refused(complaint)
    read: Json = {"text": _string(button, "text", required=True)}
    style = _string(button, "style").lower()
    if style not in {"", "default"}:
        if style not in {"primary", "danger", "success"}:
            complaint = "invalid button style specified"
            raise _refused(complaint)
        read["style"] = style
    if button.get("icon_custom_emoji_id"):
        read["icon_custom_emoji_id"] = _string(button, "icon_custom_emoji_id")
    name, value = _action(button)
    read[name] = value
    return read


def _action(button: Json) -> tuple[str, Any]:
    """Return the first action that *button* names; the server passes over any other."""
    for name in ("url", "callback_data"):
        if value := _string(button, name):
            return name, value
    for name in (*_FLAGS, *_STRINGS, *_OBJECTS):
        if name in button:
            return name, _value(button, name)
    complaint = "Text buttons are unallowed in the inline keyboard"
    raise _refused(complaint)


def _value(button: Json, name: str) -> Any:  # noqa: ANN401 -- any JSON value
    if name in _STRINGS:
        return _string(button, name, required=True)
    if name in _OBJECTS:
        if not isinstance(button[name], dict):
            complaint = f'Field "{name}" must be of type Object'
            raise _refused(complaint)
        for field in _OBJECTS[name]:
            _string(button[name], field, required=True)
    return button[name]


def _string(values: Json, name: str, *, required: bool = False) -> str:
    value = values.get(name)
    if value is None:
        if required:
            complaint = f'Can\'t find field "{name}"'
            raise _refused(complaint)
        return ""
    if isinstance(value, bool | list | dict):
        complaint = f'Field "{name}" must be of type String'
        raise _refused(complaint)
    return str(value)


def check_buttons(markup: Json | None) -> Json | None:
    """Return the inline keyboard as a message shows it, or None.

    This is the second look, which Telegram takes after it knows the chat and the text.

    Raises:
        ApiError: 400: a button is empty, leads nowhere, or carries too much.
    """
    if markup is None or "inline_keyboard" not in markup:
        return None
    rows = [[_checked(button) for button in row] for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > MAX_BUTTONS:
        message = "reply markup is too long"
        raise bad_request(message)
    return {"inline_keyboard": [row for row in rows if row]}


def _checked(button: Json) -> Json:
    if not button["text"]:
        message = "inline keyboard button text must be non-empty"
        raise bad_request(message)
    if len(button.get("callback_data", "").encode()) > MAX_CALLBACK_DATA:
        message = "BUTTON_DATA_INVALID"
        raise bad_request(message)
    if len(button.get("copy_text", {}).get("text", "")) > MAX_COPY_TEXT:
        message = "BUTTON_COPY_TEXT_INVALID"
        raise bad_request(message)
    if "url" in button:
        complaint = link_complaint(button["url"])
        if complaint:
            message = f"inline keyboard button URL '{button['url']}' is invalid: {complaint}"
            raise bad_request(message)
        return {**button, "url": checked_link(button["url"])}
    return button
