"""The methods that change or take away a message."""

from collections.abc import Callable
from typing import Final

from bot.emulator.chats import Chat, GroupChat, Json
from bot.emulator.errors import bad_request
from bot.emulator.keyboards import check_buttons, read_markup
from bot.emulator.messages import caption_fields, read_caption, read_text
from bot.emulator.methods.sending import link_preview
from bot.emulator.parameters import Parameters
from bot.emulator.texts import settle_caption, settle_message, text_fields
from bot.emulator.world import World

DELETE_WITHIN_SECONDS: Final = 48 * 3600
_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
# The fields that the content of a message is made of; an edit replaces those of its kind.
_TEXT_FIELDS: Final = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS: Final = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA_FIELDS: Final = (
    *_TEXT_FIELDS,
    *_CAPTION_FIELDS,
    "photo",
    "document",
    "has_media_spoiler",
)


def edit_message_text(world: World, parameters: Parameters) -> Json:
    """Put another text in a message; without markup the buttons go."""
    raw = read_text(world, parameters)
    preview = link_preview(parameters)

    def content(message: Json) -> Json:
        if "text" not in message:
            complaint = "there is no text in the message to edit"
            raise bad_request(complaint)
        fields = text_fields(settle_message(raw))
        return fields | ({"link_preview_options": preview} if preview else {})

    return _edit(world, parameters, _TEXT_FIELDS, content)


def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """Put another caption under a photo or a document; without markup the buttons go."""
    raw = read_caption(world, parameters)

    def content(message: Json) -> Json:
        if "photo" not in message and "document" not in message:
            complaint = "there is no caption in the message to edit"
            raise bad_request(complaint)
        return caption_fields(settle_caption(raw), parameters)

    return _edit(world, parameters, _CAPTION_FIELDS, content)


def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """Put other buttons under a message, or none."""
    return _edit(world, parameters, (), lambda _: {})


def edit_message_media(world: World, parameters: Parameters) -> Json:
    """Put another photo or document in a message, or a first one in a text message."""
    media = parameters.json_object(
        "media",
        unparsed="can't parse input media JSON object",
        unexpected="can't parse InputMedia: expected an Object",
    )
    kind = (media or {}).get("type")
    if media is None or kind not in {"photo", "document"}:
        message = "can't parse InputMedia: media not found"
        raise bad_request(message)
    inner = Parameters(media, parameters.uploads)
    stored = world.files.sent(inner, str(kind), str(media.get("media", "")), f"{kind}s")
    shown = stored.as_photo() if kind == "photo" else stored.as_document()
    raw = read_caption(world, inner)

    def content(message: Json) -> Json:
        if not {"text", "photo", "document"} & message.keys():
            complaint = "there is no media in the message to edit"
            raise bad_request(complaint)
        spoiler = {"has_media_spoiler": True} if inner.flag("has_spoiler") else {}
        return {str(kind): shown, **caption_fields(settle_caption(raw), inner), **spoiler}

    return _edit(world, parameters, _MEDIA_FIELDS, content)


def _edit(
    world: World,
    parameters: Parameters,
    replaced: tuple[str, ...],
    content: Callable[[Json], Json],
) -> Json:
    """Replace the fields *replaced* of a message by what *content* makes of it.

    Raises:
        ApiError: 400: no such message, not the bot's, or nothing would change.
    """
    markup = read_markup(parameters)
    if not parameters.text("chat_id") and not parameters.message_id():
        named = parameters.text("inline_message_id")
        # Messages sent through inline mode lie in chats that the emulator does not have.
        raise bad_request("MESSAGE_ID_INVALID" if named else "message identifier is not specified")
    chat = world.chats.find(parameters.text("chat_id"))
    message = chat.messages.get(parameters.message_id())
    if message is None:
        complaint = "message to edit not found"
        raise bad_request(complaint)
    if message.get("from", {}).get("id") != world.bot_id:
        complaint = "message can't be edited"
        raise bad_request(complaint)
    fields = content(message)
    buttons = check_buttons(markup)
    if buttons:
        fields["reply_markup"] = buttons
    gone = {*replaced, "reply_markup"}
    if fields == {name: value for name, value in message.items() if name in gone}:
        raise bad_request(_NOT_MODIFIED)
    world.count_sending(chat)
    kept = {name: value for name, value in message.items() if name not in gone}
    return world.put(chat, {**kept, "edit_date": world.now(), **fields})


def delete_message(world: World, parameters: Parameters) -> bool:
    """Take a message away."""
    message_id = parameters.message_id()
    if not message_id:
        complaint = "message identifier is not specified"
        raise bad_request(complaint)
    chat = world.chats.find(parameters.text("chat_id"))
    if message_id not in chat.messages:
        complaint = "message to delete not found"
        raise bad_request(complaint)
    _check_deletable(world, chat, message_id)
    world.delete(chat, message_id)
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    """Take messages away; those that are not there are passed over."""
    message_ids = parameters.message_ids(at_most=100)
    if not message_ids:
        complaint = "message identifiers are not specified"
        raise bad_request(complaint)
    chat = world.chats.find(parameters.text("chat_id"))
    found = [message_id for message_id in message_ids if message_id in chat.messages]
    for message_id in found:
        _check_deletable(world, chat, message_id)
    for message_id in dict.fromkeys(found):
        world.delete(chat, message_id)
    return True


def _check_deletable(world: World, chat: Chat, message_id: int) -> None:
    message = chat.messages[message_id]
    is_own = message.get("from", {}).get("id") == world.bot_id
    is_admin = isinstance(chat, GroupChat) and chat.bot_status == "administrator"
    is_late = world.now() - message["date"] > DELETE_WITHIN_SECONDS
    may = is_admin or (not is_late and (is_own or not isinstance(chat, GroupChat)))
    if not may:
        complaint = "message can't be deleted"
        raise bad_request(complaint)
