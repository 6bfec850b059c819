"""How the bot presents itself to Telegram: menus, name and descriptions, in every language."""

from collections.abc import Callable, Sequence
from typing import Final, Literal, Protocol, TypeAlias

from bot.core.effects import Text
from bot.core.menus import MENUS, Scope
from bot.core.ports import Texts

Part: TypeAlias = Literal["name", "short", "description"]
Menu: TypeAlias = Sequence[tuple[str, str]]  # command and description
PARTS: Final[tuple[Part, ...]] = ("name", "short", "description")


class Profile(Protocol):
    """What Telegram shows of the bot; *code* is a language of two letters, None for all others."""

    async def menu(self, scope: Scope, code: str | None) -> Menu:
        """Return the menu of commands that is set for *scope* itself."""
        ...

    async def set_menu(self, scope: Scope, menu: Menu, code: str | None) -> None:
        """Show another menu there."""
        ...

    async def text(self, part: Part, code: str | None) -> str:
        """Return the name, or the short or the full description."""
        ...

    async def set_text(self, part: Part, text: str, code: str | None) -> None:
        """Show another one."""
        ...

    async def has_photo(self) -> bool:
        """Tell whether there is a profile picture, whoever set it."""
        ...

    async def set_photo(self, jpeg: bytes) -> None:
        """Show a profile picture."""
        ...


async def introduce(
    profile: Profile, texts: Texts, default_locale: str, draw_photo: Callable[[], bytes]
) -> None:
    """Set what differs from what Telegram shows.

    Telegram allows few changes of a name in a day, so what is right already is left alone.

    Args:
        profile: What Telegram shows.
        texts: The words, by locale.
        default_locale: What those see whose language is none of ours.
        draw_photo: Returns a profile picture as JPEG; set where there is none, so that whoever
            runs the bot may choose another.

    Raises:
        MessengerError: Telegram did not take it.
    """
    languages = [(locale, locale.partition("-")[0]) for locale in texts.locales]
    for locale, code in (*languages, (default_locale, None)):
        for scope, commands in MENUS.items():
            menu = [(name, texts.label(Text(f"command-{name}"), locale)) for name in commands]
            if list(await profile.menu(scope, code)) != menu:
                await profile.set_menu(scope, menu, code)
        for part in PARTS:
            words = texts.label(Text(f"profile-{part}"), locale)
            if await profile.text(part, code) != words:
                await profile.set_text(part, words, code)
    if not await profile.has_photo():
        await profile.set_photo(draw_photo())
