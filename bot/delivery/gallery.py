"""Has each picture drawn once, and uploaded once: Telegram knows it by a file id afterwards.

The messengers ask here what to send, and tell which id Telegram gave it. All of it is in memory:
after a restart a picture is drawn and uploaded once more.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Final, TypeAlias, TypeVar

from bot.core.effects import Value
from bot.core.errors import MessageRefused
from bot.core.ports import Pictures, RenderedPicture
from bot.delivery.failures import log_failure

_log = logging.getLogger(__name__)

MAX_FILE_IDS: Final = 1000  # steps and days in each language: a few hundred
MAX_DRAWN: Final = 16  # some 50 kB each; needed only until Telegram has given an id

_Key: TypeAlias = tuple[str, tuple[tuple[str, Value], ...], str]
_Kept = TypeVar("_Kept")


class CannotDraw(MessageRefused):
    """A picture cannot be drawn: a mistake of ours; the words can go without it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the picture {name} cannot be drawn")
        self.name = name


class Gallery:
    """Keeps what is known of the pictures.

    Args:
        pictures: Draws them.
    """

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._file_ids: OrderedDict[_Key, str] = OrderedDict()
        self._drawn: OrderedDict[_Key, bytes | None] = OrderedDict()  # None: cannot be drawn
        self._under_way: dict[_Key, asyncio.Task[None]] = {}
        self._drawing = asyncio.Lock()

    async def get(self, picture: RenderedPicture) -> str | bytes:
        """Return what to send: a file id that Telegram knows, or else the PNG to upload.

        Raises:
            CannotDraw: There is none.
        """
        key = _key(picture)
        if (file_id := self._file_ids.get(key)) is not None:
            self._file_ids.move_to_end(key)
            return file_id
        if key not in self._drawn:
            if key not in self._under_way:
                self._under_way[key] = asyncio.create_task(self._draw(key, picture))
            # Who stops waiting does not stop the others.
            await asyncio.shield(self._under_way[key])
        png = self._drawn[key]
        self._drawn.move_to_end(key)
        if png is None:
            raise CannotDraw(picture.picture.name)
        return png

    def note(self, picture: RenderedPicture, file_id: str) -> None:
        """Remember that Telegram has the picture under *file_id*."""
        _keep(self._file_ids, _key(picture), file_id, MAX_FILE_IDS)

    def forget(self, picture: RenderedPicture) -> None:
        """Forget the picture’s file id, which Telegram does not know any more."""
        self._file_ids.pop(_key(picture), None)

    async def _draw(self, key: _Key, picture: RenderedPicture) -> None:
        png = None
        async with self._drawing:  # one at a time: drawing leaves the processor to the turns
            try:
                png = await asyncio.to_thread(self._pictures.draw, picture.picture, picture.locale)
            except Exception as error:  # noqa: BLE001  # whatever it is, the words must go
                # Told to everybody who asks, and tried again only after a restart.
                log_failure(_log, f"the picture {picture.picture.name} cannot be drawn", error)
        _keep(self._drawn, key, png, MAX_DRAWN)
        del self._under_way[key]


def _key(picture: RenderedPicture) -> _Key:
    drawing = picture.picture
    return drawing.name, tuple(sorted(drawing.args.items())), picture.locale


def _keep(kept: OrderedDict[_Key, _Kept], key: _Key, value: _Kept, limit: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > limit:
        kept.popitem(last=False)
