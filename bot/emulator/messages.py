"""Making messages, and reading what a request says about one."""

from dataclasses import dataclass
from typing import Any

from bot.emulator.chats import Chat, GroupChat, Json
from bot.emulator.entities import Entity, to_wire
from bot.emulator.errors import bad_request
from bot.emulator.keyboards import check_buttons, read_markup
from bot.emulator.parameters import Parameters
from bot.emulator.texts import FormattedText, parse
from bot.emulator.world import World


def new_message(
    world: World,
    chat: Chat,
    sender: Json,
    fields: Json,
    *,
    thread_id: int | None = None,
    reply_to: Json | None = None,
) -> Json:
    """Write a message into *chat* and return it as a ``Message``.

    Args:
        world: Where it happens.
        chat: Where it is written.
        sender: Who writes, as a ``User``.
        fields: What it holds.
        thread_id: The topic of a forum.
        reply_to: The message that it replies to.
    """
    message: Json = {
        "message_id": world.chats.next_message_id(chat),
        "from": sender,
        "chat": chat.as_json(),
        "date": world.now(),
    }
    if thread_id is not None:
        message["message_thread_id"] = thread_id
        message["is_topic_message"] = True
    if reply_to is not None:
        message["reply_to_message"] = {
            name: value for name, value in reply_to.items() if name != "reply_to_message"
        }
    message.update(fields)
    return world.put(chat, message)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a request says about a new message, apart from its content."""

    chat: Chat
    thread_id: int | None
    reply_to: Json | None
    markup: Json | None
    is_protected: bool


def read_envelope(world: World, parameters: Parameters) -> Envelope:
    """Read where a message goes, what it replies to and what hangs on it.

    Raises:
        ApiError: 400 or 403, in the order in which Telegram looks.
    """
    reply = parameters.json_object(
        "reply_parameters",
        unparsed="can't parse reply parameters JSON object",
        unexpected="object expected as reply parameters",
    )
    markup = read_markup(parameters)
    chat = world.chats.find(parameters.text("chat_id"))
    thread_id = _thread(chat, parameters.integer("message_thread_id"))
    reply_to = None
    if reply:
        reply_to = chat.messages.get(_reply_id(reply))
        if reply_to is None and not reply.get("allow_sending_without_reply"):
            message = "message to be replied not found"
            raise bad_request(message)
    return Envelope(chat, thread_id, reply_to, markup, parameters.flag("protect_content"))


def _reply_id(reply: Json) -> int:
    if not isinstance(reply.get("message_id"), int | str):
        message = 'Can\'t find field "message_id"'
        raise bad_request(message)
    try:
        return int(reply["message_id"])
    except ValueError:
        return 0


def _thread(chat: Chat, thread_id: int) -> int | None:
    """Return the topic; a group without topics passes over it, as the server does."""
    if thread_id <= 0:
        return None
    if isinstance(chat, GroupChat):
        if chat.topics is None:
            return None
        if thread_id in chat.topics:
            return thread_id
    message = "message thread not found"
    raise bad_request(message)


def send(world: World, envelope: Envelope, fields: Json) -> Json:
    """Send a message of the bot; the last looks are taken here.

    Raises:
        ApiError: 400 for its buttons, 403 for a person who does not want it, 429 for haste.
    """
    markup = check_buttons(envelope.markup)
    envelope.chat.check_delivery()
    world.count_sending(envelope.chat)
    if markup:
        fields["reply_markup"] = markup
    if envelope.is_protected:
        fields["has_protected_content"] = True
    return new_message(
        world,
        envelope.chat,
        world.bot,
        fields,
        thread_id=envelope.thread_id,
        reply_to=envelope.reply_to,
    )


def read_text(world: World, parameters: Parameters) -> FormattedText:
    """Return the parameter ``text``, parsed but not yet settled.

    Raises:
        ApiError: 400: empty, too long in bytes, or not understood.
    """
    text = parameters.text("text")
    if not text:
        message = "message text is empty"
        raise bad_request(message)
    return _parsed(world, text, parameters, "entities")


def read_caption(world: World, parameters: Parameters) -> FormattedText:
    """Return the parameter ``caption``, parsed but not yet settled.

    Raises:
        ApiError: 400: too long in bytes, or not understood.
    """
    return _parsed(world, parameters.text("caption"), parameters, "caption_entities")


def _parsed(world: World, text: str, parameters: Parameters, entities: str) -> FormattedText:
    sent = parameters.json(entities, "can't parse entities JSON object")
    return resolve_mentions(world, parse(text, parameters.text("parse_mode"), sent))


def resolve_mentions(world: World, formatted: FormattedText) -> FormattedText:
    """Put the person in the place of the id in each mention; one of a stranger is dropped."""
    if not any(entity.type == "text_mention" for entity in formatted.entities):
        return formatted
    entities: list[Entity] = []
    for entity in formatted.entities:
        if entity.type != "text_mention":
            entities.append(entity)
            continue
        extra = entity.extra or {}
        user_id = extra.get("user_id") or extra.get("user", {}).get("id", 0)
        person = world.chats.person(int(user_id))
        if person is not None:
            entities.append(entity._replace(extra={"user": person.as_json()}))
    return FormattedText(formatted.text, entities)


def caption_fields(formatted: FormattedText, parameters: Parameters) -> Json:
    """Return the fields of a message that hold a caption."""
    fields: dict[str, Any] = {}
    if formatted.text:
        fields["caption"] = formatted.text
        if formatted.entities:
            fields["caption_entities"] = to_wire(formatted.entities)
        if parameters.flag("show_caption_above_media"):
            fields["show_caption_above_media"] = True
    return fields
