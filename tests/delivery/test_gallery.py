"""Pictures are drawn once and uploaded once, in bounded memory, and never cost the words."""

import asyncio
import threading

import pytest

from bot.core.effects import Picture
from bot.core.ports import RenderedPicture
from bot.delivery.gallery import MAX_DRAWN, MAX_FILE_IDS, CannotDraw, Gallery


class Drawer:
    """Draws by writing down what it was asked for; tells of two drawings at a time."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self._drawing = threading.Lock()

    def draw(self, picture: Picture, locale: str) -> bytes:
        """Draw, away from the event loop."""
        assert threading.current_thread() is not threading.main_thread()
        assert self._drawing.acquire(blocking=False), "two at a time"
        try:
            if picture.name == "unknown":
                raise KeyError(picture.name)
            self.drawn.append(f"{picture.name} {dict(picture.args)} {locale}")
            return self.drawn[-1].encode()
        finally:
            self._drawing.release()


def countdown(days: int, locale: str = "fr") -> RenderedPicture:
    """Return a picture that depends on a number."""
    return RenderedPicture(Picture("countdown", {"phase": "before", "days": days}), locale)


async def test_a_picture_is_drawn_once_however_many_ask() -> None:
    """A campaign asks ten thousand times for the same one, the first time all at once."""
    drawer = Drawer()
    gallery = Gallery(drawer)
    pngs = await asyncio.gather(*(gallery.get(countdown(7)) for _ in range(100)))
    assert set(pngs) == {b"countdown {'phase': 'before', 'days': 7} fr"}
    assert len(drawer.drawn) == 1


async def test_each_picture_is_its_own() -> None:
    """Another number, another language, another name; the order of what it is given is none."""
    drawer = Drawer()
    gallery = Gallery(drawer)
    others = [countdown(7), countdown(6), countdown(7, "en"), RenderedPicture(Picture("x"), "fr")]
    assert len(set(await asyncio.gather(*map(gallery.get, others)))) == 4
    same = RenderedPicture(Picture("countdown", {"days": 7, "phase": "before"}), "fr")
    assert await gallery.get(same) == await gallery.get(countdown(7))
    assert len(drawer.drawn) == 4


async def test_what_telegram_has_is_not_uploaded_again() -> None:
    """Its file id is sent instead; only of that picture."""
    gallery = Gallery(Drawer())
    gallery.note(countdown(7), "file-1")
    assert await gallery.get(countdown(7)) == "file-1"
    assert isinstance(await gallery.get(countdown(6)), bytes)


async def test_a_file_id_that_is_refused_is_forgotten() -> None:
    """The picture is uploaded anew, and known again then."""
    gallery = Gallery(Drawer())
    gallery.note(countdown(7), "file-1")
    gallery.forget(countdown(7))
    assert isinstance(await gallery.get(countdown(7)), bytes)
    gallery.note(countdown(7), "file-2")
    assert await gallery.get(countdown(7)) == "file-2"
    gallery.forget(countdown(6))  # never known: nothing happens


async def test_what_cannot_be_drawn_is_told_and_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Ten thousand reminders do not try it ten thousand times."""
    gallery = Gallery(Drawer())
    for _ in range(3):
        with pytest.raises(CannotDraw, match="unknown"):
            await gallery.get(RenderedPicture(Picture("unknown"), "fr"))
    assert len(caplog.records) == 1
    assert isinstance(await gallery.get(countdown(7)), bytes)


async def test_memory_is_bounded() -> None:
    """The pictures of yesterday make room for those of today."""
    drawer = Drawer()
    gallery = Gallery(drawer)
    for days in range(MAX_DRAWN + 1):
        await gallery.get(countdown(days))
        await gallery.get(countdown(0))  # in use all the time: it stays
    assert len(drawer.drawn) == MAX_DRAWN + 1
    await gallery.get(countdown(1))
    assert len(drawer.drawn) == MAX_DRAWN + 2
    for days in range(MAX_FILE_IDS + 1):
        gallery.note(countdown(days), f"file-{days}")
        await gallery.get(countdown(0))
    assert await gallery.get(countdown(0)) == "file-0"
    assert isinstance(await gallery.get(countdown(1)), bytes)


async def test_who_stops_waiting_does_not_disturb_the_others() -> None:
    """A call that is cut while its picture is being drawn, which another waits for."""
    drawer = Drawer()
    gallery = Gallery(drawer)
    impatient = asyncio.create_task(gallery.get(countdown(7)))
    patient = asyncio.create_task(gallery.get(countdown(7)))
    await asyncio.sleep(0)
    impatient.cancel()
    assert isinstance(await patient, bytes)
    assert impatient.cancelled()
    assert len(drawer.drawn) == 1
