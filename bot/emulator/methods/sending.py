"""The methods that send: messages, files, and the sign that the bot is typing."""

from typing import Final

from bot.emulator.chats import Json
from bot.emulator.errors import bad_request
from bot.emulator.files import MAX_DOWNLOAD_BYTES
from bot.emulator.messages import (
    caption_fields,
    read_caption,
    read_envelope,
    read_text,
    send,
)
from bot.emulator.parameters import Parameters
from bot.emulator.texts import settle_caption, settle_message, text_fields
from bot.emulator.world import World

_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, parameters: Parameters) -> Json:
    """Send a text."""
    raw = read_text(world, parameters)
    preview = link_preview(parameters)
    envelope = read_envelope(world, parameters)
    fields = text_fields(settle_message(raw))
    if preview:
        fields["link_preview_options"] = preview
    return send(world, envelope, fields)


def link_preview(parameters: Parameters) -> Json | None:
    """Return the parameter ``link_preview_options``, or None.

    Raises:
        ApiError: 400: not understood.
    """
    options = parameters.json_object(
        "link_preview_options",
        unparsed="can't parse link preview options JSON object",
        unexpected="object expected as link preview options",
    )
    if options is None and parameters.flag("disable_web_page_preview"):
        return {"is_disabled": True}
    # Telegram gives back what is set, never what is left out.
    return {name: value for name, value in (options or {}).items() if value}


def send_photo(world: World, parameters: Parameters) -> Json:
    """Send a photo with a caption."""
    photo = world.files.sent(parameters, "photo", parameters.text("photo"), "photos")
    raw = read_caption(world, parameters)
    envelope = read_envelope(world, parameters)
    fields: Json = {"photo": photo.as_photo()}
    fields |= caption_fields(settle_caption(raw), parameters)
    if parameters.flag("has_spoiler"):
        fields["has_media_spoiler"] = True
    return send(world, envelope, fields)


def send_document(world: World, parameters: Parameters) -> Json:
    """Send a file with a caption."""
    document = world.files.sent(parameters, "document", parameters.text("document"), "documents")
    raw = read_caption(world, parameters)
    envelope = read_envelope(world, parameters)
    fields: Json = {"document": document.as_document()}
    fields |= caption_fields(settle_caption(raw), parameters)
    return send(world, envelope, fields)


def get_file(world: World, parameters: Parameters) -> Json:
    """Tell where a file can be downloaded."""
    file_id = parameters.text("file_id")
    if not file_id:
        message = "file_id not specified"
        raise bad_request(message)
    stored = world.files.get(file_id)
    if stored is None:
        message = "wrong file_id or the file is temporarily unavailable"
        raise bad_request(message)
    if len(stored.content) > MAX_DOWNLOAD_BYTES:
        message = "file is too big"
        raise bad_request(message)
    return stored.as_json()


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show that the bot is typing, or the like."""
    if parameters.text("action").lower() not in _ACTIONS:
        message = "wrong parameter action in request"
        raise bad_request(message)
    chat = world.chats.find(parameters.text("chat_id"))
    chat.check_delivery()
    world.tell(chat.id, {"type": "typing"})
    return True
