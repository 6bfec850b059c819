"""What the rest of the product asks of a library for bots, and the choice of one by its name.

Each front end only translates: updates to events, messages to calls, errors to ours. How updates
come in is the same for all (see updates.py, polling.py and webhook.py).
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Literal, Protocol, TypeAlias

from bot.core.errors import SettingsError
from bot.core.ports import Members, Messenger, RenderedPicture, Texts
from bot.frontends.prefix import require_prefix
from bot.turns import Turns

FrontEndName: TypeAlias = Literal["aiogram", "ptb"]
# Takes one update as Telegram's JSON, to the end of its turn. What cannot be read is logged and
# passed over; a turn that fails raises whatever it failed with.
Reader: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]
_TOKEN: Final = re.compile(r"[1-9]\d*:\S+")


class Gallery(Protocol):
    """Knows which pictures Telegram has already, so that each is drawn and sent up once."""

    async def get(self, picture: RenderedPicture) -> str | bytes:
        """Return the file_id of *picture*, or its PNG where Telegram does not have it yet."""
        ...

    def note(self, picture: RenderedPicture, file_id: str) -> None:
        """Note that Telegram has *picture* as *file_id*."""
        ...

    def forget(self, picture: RenderedPicture) -> None:
        """Note that Telegram does not know the file_id of *picture* any more."""
        ...


class FrontEnd(Protocol):
    """A library for bots, as the app uses it."""

    @property
    def messenger(self) -> Messenger:
        """Carries messages to Telegram."""
        ...

    @property
    def members(self) -> Members:
        """Knows the administrators of groups."""
        ...

    async def username(self) -> str:
        """Return the username of the bot, without "@"; asks Telegram the first time.

        Raises:
            MessengerError: The token is refused, or Telegram is not reached.
        """
        ...

    async def introduce(
        self, texts: Texts, default_locale: str, draw_photo: Callable[[], bytes]
    ) -> None:
        """Set the menus, the name and the descriptions where they differ from what is shown.

        Args:
            texts: The words, by locale.
            default_locale: What those see whose language is none of ours.
            draw_photo: Returns a profile picture as JPEG, for a bot that has none.

        Raises:
            MessengerError: Telegram did not take them.
        """
        ...

    def reader(self, turns: Turns) -> Reader:
        """Return what hands updates to *turns*."""
        ...

    async def close(self) -> None:
        """Close the connections to Telegram."""
        ...


def open_front_end(
    name: FrontEndName, token: str, api_url: str, gallery: Gallery, *, prefix: str = ""
) -> FrontEnd:
    """Return the front end of that name, with a bot of its own; only its library is imported.

    Args:
        name: Which library.
        token: The token of the bot.
        api_url: The Bot API server, without a slash at its end.
        gallery: Knows the pictures that Telegram has.
        prefix: What our commands and buttons carry where another bot's handlers share the chats,
            as "optout_"; empty where we are alone, or come after the host's.

    Raises:
        SettingsError: *token* is none, or *prefix* cannot begin a command.
    """
    require_prefix(prefix)
    if not _TOKEN.fullmatch(token):
        raise SettingsError("OPTOUT_BOT_TOKEN: not a token; copy it from @BotFather")
    # Imported here, since each library takes half a second and memory that the other does not need.
    if name == "ptb":
        from bot.frontends import ptb  # noqa: PLC0415

        return ptb.PtbFrontEnd(ptb.open_bot(token, api_url), gallery, prefix=prefix)
    from bot.frontends import aiogram  # noqa: PLC0415

    return aiogram.AiogramFrontEnd(aiogram.open_bot(token, api_url), gallery, prefix=prefix)
