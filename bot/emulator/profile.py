"""What the bot says of itself: names, descriptions and commands, by language and scope."""

import re
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

from bot.emulator.chats import Json
from bot.emulator.errors import bad_request
from bot.emulator.files import StoredFile
from bot.emulator.parameters import Parameters

Field: TypeAlias = Literal["name", "description", "short_description"]
Scope: TypeAlias = tuple[str, int, int]  # type, chat id, user id

MAX_LENGTHS: Final[Mapping[Field, int]] = {"name": 64, "description": 512, "short_description": 120}
_TOO_LONG: Final[Mapping[Field, str]] = {
    "name": "BOT_TITLE_INVALID",
    "description": "BOT_DESCRIPTION_INVALID",
    "short_description": "BOT_ABOUT_INVALID",
}
MAX_COMMANDS: Final = 100
MAX_COMMAND: Final = 32
MAX_COMMAND_DESCRIPTION: Final = 256
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")
_COMMAND: Final = re.compile(r"[a-z0-9_]+")
DEFAULT_SCOPE: Final[Scope] = ("default", 0, 0)
_PLAIN_SCOPES: Final = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
_CHAT_SCOPES: Final = frozenset({"chat", "chat_administrators", "chat_member"})


class Profile:
    """The bot's profile.

    Args:
        name: Its name where it has set none.
        on_change: Called with "commands" or "profile" after a change.

    Attributes:
        photo: Its picture, if it has one.
    """

    def __init__(self, name: str, on_change: Callable[[str], None]) -> None:
        self._texts: dict[tuple[Field, str], str] = {("name", ""): name}
        self._commands: dict[tuple[Scope, str], list[Json]] = {}
        self._on_change = on_change
        self.photo: StoredFile | None = None

    def set_text(self, field: Field, value: str, language: str) -> None:
        """Set a text for a language, or for all others; an empty one removes it.

        Raises:
            ApiError: 400: too long.
        """
        if len(value) > MAX_LENGTHS[field]:
            raise bad_request(_TOO_LONG[field])
        if value:
            self._texts[field, language] = value
        elif (field, language) != ("name", ""):
            self._texts.pop((field, language), None)
        self._on_change("profile")

    def text(self, field: Field, language: str | None) -> str:
        """Return the text that an app in *language* (a tag such as ``pt-br``) shows."""
        for code in ((language or "")[:2].lower(), ""):
            if (field, code) in self._texts:
                return self._texts[field, code]
        return ""

    def set_commands(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Set the menu of a scope and language; an empty one removes it."""
        if commands:
            self._commands[scope, language] = commands
        else:
            self._commands.pop((scope, language), None)
        self._on_change("commands")

    def commands(self, scope: Scope, language: str) -> list[Json]:
        """Return what was set for exactly this scope and language."""
        return self._commands.get((scope, language), [])

    def shown_commands(self, chat_id: int, language: str | None) -> list[Json]:
        """Return the menu that the private chat *chat_id* shows to an app in *language*."""
        scopes: tuple[Scope, ...] = (
            ("chat", chat_id, 0),
            ("all_private_chats", 0, 0),
            DEFAULT_SCOPE,
        )
        return self._shown(scopes, language)

    def shown_group_commands(self, language: str | None, *, is_admin: bool) -> list[Json]:
        """Return the menu that any group shows to a member of it, or to one who administers it."""
        for_admins: tuple[Scope, ...] = (("all_chat_administrators", 0, 0),) if is_admin else ()
        return self._shown((*for_admins, ("all_group_chats", 0, 0), DEFAULT_SCOPE), language)

    def _shown(self, scopes: tuple[Scope, ...], language: str | None) -> list[Json]:
        code = (language or "")[:2].lower()
        for scope in scopes:
            for wanted in (code, ""):
                if commands := self._commands.get((scope, wanted)):
                    return commands
        return []


def read_language(parameters: Parameters) -> str:
    """Return the parameter ``language_code``.

    Raises:
        ApiError: 400: neither empty nor two small letters.
    """
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        message = "invalid language code specified"
        raise bad_request(message)
    return language


def read_commands(parameters: Parameters) -> list[Json]:
    """Return the parameter ``commands``, cleaned.

    Raises:
        ApiError: 400: not understood, empty, too long or too many.
    """
    value = parameters.json("commands", "can't parse commands JSON object")
    if value is None:
        return []
    if not isinstance(value, list):
        message = "expected an Array of BotCommand"
        raise bad_request(message)
    commands = [_command(item) for item in value]
    if len(commands) > MAX_COMMANDS:
        message = "BOT_COMMANDS_TOO_MUCH"
        raise bad_request(message)
    return commands


def _command(item: object) -> Json:
    if not isinstance(item, dict):
        message = "can't parse BotCommand: expected an Object"
        raise bad_request(message)
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            message = f"can't parse BotCommand: Can't find field \"{name}\""
            raise bad_request(message)
    command = item["command"].strip().removeprefix("/")
    description = item["description"].strip()
    complaint = None
    if not command:
        complaint = "command must be non-empty"
    elif len(command) > MAX_COMMAND:
        complaint = f"command length must not exceed {MAX_COMMAND}"
    elif not description:
        complaint = "command description must be non-empty"
    elif len(description) > MAX_COMMAND_DESCRIPTION:
        complaint = f"command description length must not exceed {MAX_COMMAND_DESCRIPTION}"
    elif not _COMMAND.fullmatch(command):
        complaint = "BOT_COMMAND_INVALID"
    if complaint:
        raise bad_request(complaint)
    return {"command": command, "description": description}


def read_scope(parameters: Parameters) -> Scope:
    """Return the parameter ``scope``; the chat that it names is not looked up here.

    Raises:
        ApiError: 400: not understood.
    """
    value = parameters.json("scope", "can't parse BotCommandScope JSON object")
    if value is None:
        return DEFAULT_SCOPE
    kind = value.get("type") if isinstance(value, dict) else None
    complaint = None
    if not isinstance(value, dict):
        complaint = "BotCommandScope must be an Object"
    elif kind not in _PLAIN_SCOPES | _CHAT_SCOPES:
        complaint = "Unsupported type specified"
    elif kind in _CHAT_SCOPES and not str(value.get("chat_id", "")).lstrip("-").isdecimal():
        complaint = "Empty chat_id specified"
    elif kind == "chat_member" and not str(value.get("user_id", "")).isdecimal():
        complaint = "Invalid user_id specified"
    if complaint:
        message = f"can't parse BotCommandScope: {complaint}"
        raise bad_request(message)
    return (str(kind), int(value.get("chat_id") or 0), int(value.get("user_id") or 0))
