"""Sending a picture as a file that Telegram has already, or up for the first time."""

from collections.abc import Awaitable, Callable

from bot.core.ports import RenderedPicture
from bot.frontends.failures import FileUnknown
from bot.frontends.frontend import Gallery


async def put_picture(
    gallery: Gallery,
    picture: RenderedPicture,
    put: Callable[[str | bytes], Awaitable[str | None]],
) -> None:
    """Let *put* send *picture*, and note the file_id that it returns, if it does.

    A file_id that Telegram does not know any more, as after a change of the bot's token, is
    forgotten, and the picture goes up anew.

    Raises:
        MessengerError: It was not sent.
    """
    source = await gallery.get(picture)
    try:
        file_id = await put(source)
    except FileUnknown:
        if isinstance(source, bytes):
            raise
        gallery.forget(picture)
        file_id = await put(await gallery.get(picture))
    if file_id is not None:
        gallery.note(picture, file_id)
