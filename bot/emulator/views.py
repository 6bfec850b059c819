"""Messages as the web chat shows them."""

from typing import Any, Final

from bot.emulator.chats import Json

_SHOWN_ENTITIES: Final = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "blockquote",
        "expandable_blockquote",
        "text_link",
        "url",
        "email",
        "mention",
        "hashtag",
        "bot_command",
        "date_time",
    }
)
_ENTITY_FIELDS: Final = (
    "type",
    "offset",
    "length",
    "url",
    "language",
    "unix_time",
    "date_time_format",
)
_MESSAGE_KINDS: Final = ("sticker", "voice", "location")


def message_view(message: Json) -> Json:
    """Return a ``Message`` of the Bot API as the web chat shows it."""
    entities = message.get("entities") or message.get("caption_entities") or []
    return {
        "id": message["message_id"],
        "from": "bot" if message.get("from", {}).get("is_bot") else "visitor",
        "date": message["date"],
        "edited": "edit_date" in message,
        "text": message.get("text") or message.get("caption") or _words(message),
        "entities": [_entity_view(each) for each in entities if each["type"] in _SHOWN_ENTITIES],
        "photo": _photo_view(message.get("photo")),
        "document": _document_view(message.get("document")),
        "keyboard": _keyboard_view(message.get("reply_markup")),
    }


def _words(message: Json) -> str:
    """Return what stands for a message that has no text of its own."""
    if "sticker" in message:
        return str(message["sticker"].get("emoji", ""))
    return next((f"[{kind}]" for kind in _MESSAGE_KINDS if kind in message), "")


def _entity_view(entity: Json) -> Json:
    return {name: entity[name] for name in _ENTITY_FIELDS if name in entity}


def _photo_view(sizes: list[Json] | None) -> Json | None:
    if not sizes:
        return None
    return {name: sizes[-1][name] for name in ("file_id", "width", "height")}


def _document_view(document: Json | None) -> Json | None:
    if document is None:
        return None
    return {
        "file_id": document["file_id"],
        "file_name": document.get("file_name", "file"),
        "mime_type": document.get("mime_type", "application/octet-stream"),
        "size": document["file_size"],
    }


def _keyboard_view(markup: Json | None) -> list[list[Json]] | None:
    if not markup:
        return None
    return [[_button_view(button) for button in row] for row in markup["inline_keyboard"]]


def _button_view(button: Json) -> Json:
    view: dict[str, Any] = {"text": button["text"], "kind": "callback"}
    if "url" in button:
        view |= {"kind": "url", "url": button["url"]}
    elif "copy_text" in button:
        view |= {"kind": "copy", "copy_text": button["copy_text"]["text"]}
    return view
