"""How a person or the bot stands to a chat, and what the bot hears of a change."""

from typing import Final

from bot.emulator.chats import Chat, GroupChat, Json, PrivateChat, Status
from bot.emulator.world import World

_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    # Newer than python-telegram-bot 22.8 knows; aiogram 3.31 cannot do without it.
    "can_send_welcome_messages",
)


def member_json(user: Json, status: Status) -> Json:
    """Return a ``ChatMember``."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_RIGHTS, True)}
    elif status == "kicked":
        member["until_date"] = 0
    return member


def change_bot_status(world: World, chat: GroupChat, status: Status, by: Json) -> None:
    """Let the bot stand to *chat* in another way from now on; it hears of it.

    Args:
        world: Where it happens.
        chat: The group.
        status: How the bot stands to it then.
        by: Who did it, as a ``User``.
    """
    before, chat.bot_status = chat.bot_status, status
    if before != status:
        tell_bot_status(world, chat, by, before, status)


def change_blocked(world: World, chat: PrivateChat, *, is_blocked: bool) -> None:
    """Let a person block or unblock the bot; it hears of it."""
    if chat.is_blocked == is_blocked:
        return
    chat.is_blocked = is_blocked
    person = chat.person.as_json()
    if is_blocked:
        tell_bot_status(world, chat, person, "member", "kicked")
    else:
        tell_bot_status(world, chat, person, "kicked", "member")


def tell_bot_status(world: World, chat: Chat, by: Json, before: Status, after: Status) -> None:
    """Queue the update ``my_chat_member``."""
    changed: Json = {
        "chat": chat.as_json(),
        "from": by,
        "date": world.now(),
        "old_chat_member": member_json(world.bot, before),
        "new_chat_member": member_json(world.bot, after),
    }
    world.updates.add("my_chat_member", changed, chat.id)
    world.signal.notify()
