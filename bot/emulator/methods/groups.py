"""The methods about chats and their members."""

from typing import Final

from bot.emulator.chats import Chat, GroupChat, Json, PrivateChat
from bot.emulator.errors import bad_request
from bot.emulator.members import change_bot_status, member_json
from bot.emulator.parameters import Parameters
from bot.emulator.world import World

_MAX_REACTIONS: Final = 11
_PERMISSIONS: Final = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_GIFTS: Final = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(world: World, parameters: Parameters) -> Json:
    """Return all about a chat."""
    chat = world.chats.look_up(parameters.text("chat_id"))
    is_group = isinstance(chat, GroupChat)
    full: Json = {
        **chat.as_json(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": _MAX_REACTIONS,
        "accepted_gift_types": dict.fromkeys(_GIFTS, not is_group),
    }
    if is_group:
        full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    elif isinstance(chat, PrivateChat) and chat.person.username:
        full["active_usernames"] = [chat.person.username]
    return full


def get_chat_member(world: World, parameters: Parameters) -> Json:
    """Return how a person, or the bot, stands to a chat."""
    user_id = max(parameters.integer("user_id"), 0)
    if not user_id:
        message = "invalid user_id specified"
        raise bad_request(message)
    chat = world.chats.find(parameters.text("chat_id"))
    if user_id == world.bot_id:
        status = chat.bot_status if isinstance(chat, GroupChat) else "member"
        return member_json(world.bot, status)
    person = world.chats.person(user_id)
    if person is None:
        message = "user not found"
        raise bad_request(message)
    if isinstance(chat, GroupChat):
        return member_json(person.as_json(), chat.members.get(user_id, "left"))
    if chat.id != user_id:
        message = "member not found"
        raise bad_request(message)
    return member_json(person.as_json(), "member")


def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    """Return who administers a group, other bots left out."""
    chat = _group(world.chats.find(parameters.text("chat_id")))
    administrators = []
    for user_id, status in chat.members.items():
        person = world.chats.person(user_id)
        if person is not None and status in {"creator", "administrator"}:
            administrators.append(member_json(person.as_json(), status))
    if chat.bot_status == "administrator":
        administrators.append(member_json(world.bot, "administrator"))
    return administrators


def _group(chat: Chat) -> GroupChat:
    if not isinstance(chat, GroupChat):
        message = "there are no administrators in the private chat"
        raise bad_request(message)
    return chat


def leave_chat(world: World, parameters: Parameters) -> bool:
    """Leave a group."""
    chat = world.chats.find(parameters.text("chat_id"))
    if not isinstance(chat, GroupChat):
        message = "chat member status can't be changed in private chats"
        raise bad_request(message)
    change_bot_status(world, chat, "left", world.bot)
    return True
