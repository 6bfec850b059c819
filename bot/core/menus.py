"""The commands that Telegram offers, by where a person types."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from bot.core.authority import needs_admin
from bot.core.events import Commanded
from bot.core.interface import MENU

Scope: TypeAlias = Literal["everywhere", "groups", "group admins"]

_IN_GROUPS: Final = tuple(command for command in MENU if command != "start")
# A menu for groups comes before the one for everywhere, which is so the one of private chats.
MENUS: Final[Mapping[Scope, tuple[str, ...]]] = {
    "everywhere": MENU,
    "groups": tuple(command for command in _IN_GROUPS if not needs_admin(Commanded(command))),
    "group admins": _IN_GROUPS,
}
