"""People, chats and what is in them.

A person and a chat know what they are; what they do is in ``visitors`` and ``groups``, and what the
bot does to them in ``methods``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from bot.emulator.errors import ApiError, bad_request, forbidden, group_upgraded

# A JSON object of the Bot API. The emulator is the wire: it passes such objects on as they are,
# since a model for each would halve its speed and hide what a bot really receives.
Json: TypeAlias = dict[str, Any]
ChatType: TypeAlias = Literal["private", "group", "supergroup"]
Status: TypeAlias = Literal["creator", "administrator", "member", "left", "kicked"]

PRESENT: Final = frozenset({"creator", "administrator", "member"})


@dataclass(slots=True)
class Person:
    """A user of Telegram.

    Attributes:
        language_code: The language of the app, as it reports it, or None.
        is_deactivated: The account was deleted.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_deactivated: bool = False

    def as_json(self) -> Json:
        """Return the person as a ``User``."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass(slots=True)
class Chat:
    """What every chat has.

    Attributes:
        messages: The messages that can be seen, by id, oldest first; whoever changes one puts a
            new object in its place, since updates and answers share it.
        keep_messages: How many of them are kept; older ones are forgotten.
    """

    id: int
    keep_messages: int
    messages: dict[int, Json] = field(default_factory=dict)

    @property
    def type(self) -> ChatType:
        """What kind of chat it is."""
        raise NotImplementedError

    def as_json(self) -> Json:
        """Return the chat as a ``Chat``."""
        raise NotImplementedError

    def check_access(self) -> None:
        """Refuse a bot that may not act here at all.

        Raises:
            ApiError: The bot is not in this chat, or the chat is not any more.
        """

    def check_delivery(self) -> None:
        """Refuse a message at the last moment, as Telegram does after looking at its content.

        Raises:
            ApiError: The person does not want it.
        """

    def keep(self, message: Json) -> None:
        """Add *message*, or put it in the place of the one with its id."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > self.keep_messages:
            del self.messages[next(iter(self.messages))]


@dataclass(slots=True)
class PrivateChat(Chat):
    """A person's chat with the bot; it has the person's id.

    Attributes:
        is_blocked: The person blocked the bot.
        is_met: The person has pressed Start or written; before that a bot may not write.
    """

    person: Person = field(kw_only=True)
    is_blocked: bool = False
    is_met: bool = True

    @property
    def type(self) -> ChatType:
        """It is private."""
        return "private"

    def as_json(self) -> Json:
        """Return the chat as a ``Chat``."""
        chat: Json = {"id": self.id, "type": "private", "first_name": self.person.first_name}
        if self.person.last_name:
            chat["last_name"] = self.person.last_name
        if self.person.username:
            chat["username"] = self.person.username
        return chat

    def check_access(self) -> None:
        """See ``Chat``."""
        if self.person.is_deactivated:
            message = "user is deactivated"
            raise forbidden(message)

    def check_delivery(self) -> None:
        """See ``Chat``."""
        if self.is_blocked:
            message = "bot was blocked by the user"
            raise forbidden(message)
        if not self.is_met:
            message = "bot can't initiate conversation with a user"
            raise forbidden(message)


@dataclass(slots=True)
class GroupChat(Chat):
    """A basic group or a supergroup.

    Attributes:
        topics: Names of the topics of a forum by their thread ids; None where there are none.
        members: How each person stands to the group, by user id.
        bot_status: How the bot stands to it.
        upgraded_to: The id of the supergroup that it became.
    """

    title: str = field(kw_only=True)
    is_supergroup: bool = False
    topics: dict[int, str] | None = None
    members: dict[int, Status] = field(default_factory=dict)
    bot_status: Status = "left"
    upgraded_to: int | None = None
    is_deleted: bool = False
    last_message_id: int = 0

    @property
    def type(self) -> ChatType:
        """Which of the two it is."""
        return "supergroup" if self.is_supergroup else "group"

    def as_json(self) -> Json:
        """Return the chat as a ``Chat``."""
        chat: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.topics is not None:
            chat["is_forum"] = True
        return chat

    def check_access(self) -> None:
        """See ``Chat``."""
        if self.upgraded_to is not None:
            raise group_upgraded(self.upgraded_to)
        if self.is_deleted:
            message = "the group chat was deleted"
            raise forbidden(message)
        if self.bot_status == "kicked":
            message = f"bot was kicked from the {self.type} chat"
            raise forbidden(message)
        if self.bot_status == "left":
            message = f"bot is not a member of the {self.type} chat"
            raise forbidden(message)


class Chats:
    """Every chat and person that the bot could meet."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._people: dict[int, Person] = {}
        self._last_message_id = 0
        self._last_person_id = 1000
        self._last_group_id = 2000

    def __iter__(self) -> Iterator[Chat]:
        return iter(self._chats.values())

    def add(self, chat: Chat) -> None:
        """Add *chat*; the person of a private chat is added with it.

        Raises:
            ValueError: There is such a chat.
        """
        if chat.id in self._chats:
            message = f"chat {chat.id} is there already"
            raise ValueError(message)
        self._chats[chat.id] = chat
        if isinstance(chat, PrivateChat):
            self._people[chat.person.id] = chat.person
            self._last_person_id = max(self._last_person_id, chat.person.id)

    def person(self, user_id: int) -> Person | None:
        """Return the person with that id, or None."""
        return self._people.get(user_id)

    def get(self, chat_id: int) -> Chat | None:
        """Return the chat with that id, or None."""
        return self._chats.get(chat_id)

    def find(self, chat_id: str) -> Chat:
        """Return the chat that the parameter ``chat_id`` names, if the bot may act in it.

        Raises:
            ApiError: 400 or 403, in the order in which Telegram looks.
        """
        chat = self.look_up(chat_id)
        chat.check_access()
        return chat

    def look_up(self, chat_id: str) -> Chat:
        """Return the chat that the parameter ``chat_id`` names, whether or not the bot may act.

        Raises:
            ApiError: 400: there is no such chat.
        """
        if not chat_id:
            message = "chat_id is empty"
            raise bad_request(message)
        chat = self._chats.get(_integer(chat_id))
        if chat is None:
            raise self._not_found()
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Return the id of the next message of *chat*.

        One counter serves all private chats and basic groups of a bot, a supergroup has its own.
        """
        if isinstance(chat, GroupChat) and chat.is_supergroup:
            chat.last_message_id += 1
            return chat.last_message_id
        self._last_message_id += 1
        return self._last_message_id

    def new_person_id(self) -> int:
        """Return an id that no person has."""
        self._last_person_id += 1
        return self._last_person_id

    def new_group_id(self, *, is_supergroup: bool) -> int:
        """Return an id that no group has, of the form that its kind has."""
        self._last_group_id += 1
        return -(10**12) - self._last_group_id if is_supergroup else -self._last_group_id

    @staticmethod
    def _not_found() -> ApiError:
        return bad_request("chat not found")


class Everybody(Chats):
    """Knows every private chat that there could be, without keeping one: all have pressed Start."""

    def look_up(self, chat_id: str) -> Chat:
        """Return the chat of the person with that number; see Chats."""
        if (number := _integer(chat_id)) <= 0:
            return super().look_up(chat_id)
        return PrivateChat(number, 0, person=Person(number, "Member", language_code="fr"))


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
