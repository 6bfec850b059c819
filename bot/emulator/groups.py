"""Groups that the bot may be in: what happens to them, and what the bot hears of it."""

from typing import TYPE_CHECKING

from bot.emulator.chats import PRESENT, GroupChat, Json, Status
from bot.emulator.members import change_bot_status
from bot.emulator.messages import new_message
from bot.emulator.world import World

if TYPE_CHECKING:
    from bot.emulator.visitors import Visitor


class Group:
    """A basic group or a supergroup."""

    def __init__(self, world: World, chat: GroupChat, owner: "Visitor") -> None:
        self._world = world
        self.chat = chat
        self.owner = owner

    @property
    def id(self) -> int:
        """The id of the chat."""
        return self.chat.id

    @property
    def messages(self) -> list[Json]:
        """Its messages as they are now, oldest first."""
        return list(self.chat.messages.values())

    @property
    def bot_messages(self) -> list[Json]:
        """Those of them that the bot wrote."""
        return [each for each in self.messages if each["from"]["id"] == self._world.bot_id]

    def set_member(self, visitor: "Visitor", status: Status = "member") -> None:
        """Let a person stand to the group in some way; the bot is not told."""
        self.chat.members[visitor.id] = status

    def add_topic(self, name: str) -> int:
        """Open a topic and return its thread id.

        Raises:
            ValueError: The group has no topics.
        """
        if self.chat.topics is None:
            message = f"{self.chat.title} has no topics"
            raise ValueError(message)
        created = {"name": name, "icon_color": 7322096}
        message_json = self._service({"forum_topic_created": created})
        thread_id = int(message_json["message_id"])
        self.chat.topics[thread_id] = name
        return thread_id

    def add_bot(self, *, as_admin: bool = False) -> None:
        """Bring the bot in, or make it what it is to be there."""
        was_present = self.chat.bot_status in PRESENT
        status: Status = "administrator" if as_admin else "member"
        change_bot_status(self._world, self.chat, status, self.owner.person)
        if not was_present:
            self._service({"new_chat_members": [self._world.bot]})

    def remove_bot(self, *, ban: bool = True) -> None:
        """Throw the bot out: for good, or so that it could be brought back."""
        status: Status = "kicked" if ban else "left"
        change_bot_status(self._world, self.chat, status, self.owner.person)

    def delete(self) -> None:
        """Delete the group; the bot is not told."""
        self.chat.is_deleted = True

    def upgrade(self) -> "Group":
        """Make this basic group a supergroup and return that; the bot hears of it in both.

        Raises:
            ValueError: It is a supergroup.
        """
        if self.chat.is_supergroup:
            message = f"{self.chat.title} is a supergroup already"
            raise ValueError(message)
        old = self.chat
        new = GroupChat(
            self._world.chats.new_group_id(is_supergroup=True),
            old.keep_messages,
            title=old.title,
            is_supergroup=True,
            members=dict(old.members),
            bot_status=old.bot_status,
        )
        self._world.chats.add(new)
        self._service({"migrate_to_chat_id": new.id})
        old.upgraded_to = new.id
        group = Group(self._world, new, self.owner)
        group._service({"migrate_from_chat_id": old.id})
        return group

    def _service(self, fields: Json) -> Json:
        """Let a service message appear; a bot hears of every one, privacy mode or not."""
        message = new_message(self._world, self.chat, self.owner.person, fields)
        if self.chat.bot_status in PRESENT:
            self._world.updates.add("message", message, self.chat.id)
        return message


def is_heard(world: World, chat: GroupChat, message: Json) -> bool:
    """Tell whether the bot hears of a person's *message* in a group.

    In privacy mode, unless it administers the group, it hears commands that are not for another
    bot, mentions of itself and replies to itself. Source: Telegram, Bot features, Privacy mode.
    """
    if chat.bot_status not in PRESENT:
        return False
    if not world.options.privacy_mode or chat.bot_status == "administrator":
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot_id:
        return True
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    units = text.encode("utf-16-le")
    name = f"@{world.options.username}".lower()
    for entity in entities:
        begin, length = entity["offset"], entity["length"]
        word = units[2 * begin : 2 * (begin + length)].decode("utf-16-le").lower()
        if entity["type"] == "mention" and word == name:
            return True
        if entity["type"] == "bot_command" and ("@" not in word or word.endswith(name)):
            return True
    return False
