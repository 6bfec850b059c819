"""Files: what a picture is, how large a file may be, and how many are kept."""

import aiohttp
import pytest

from bot.emulator import Visitor, bot_api, files
from bot.emulator.errors import ApiError
from bot.emulator.files import MAX_DOWNLOAD_BYTES, Files, picture_size
from bot.emulator.parameters import Upload
from bot.emulator.visitors import PIXEL

from .conftest import BareBot

JPEG = bytes.fromhex("ffd8ffe000040102ffc4000401 02ffc2000b0800200040010100 ffd9".replace(" ", ""))


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PIXEL, (1, 1)),
        (b"GIF89a\x40\x01\xf0\x00\x00", (320, 240)),
        (JPEG, (64, 32)),
        (JPEG[:12], None),
        (PIXEL[:20], None),
        (b"<svg/>", None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_their_first_bytes(
    content: bytes, size: tuple[int, int] | None
) -> None:
    """Width and height are told to the bot."""
    assert picture_size(content) == size


@pytest.mark.parametrize(
    ("folder", "content", "complaint"),
    [
        ("photos", b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        ("documents", b"", "Bad Request: file must be non-empty"),
    ],
)
def test_some_files_are_refused(folder: str, content: bytes, complaint: str) -> None:
    """Empty ones, and photos that are none."""
    with pytest.raises(ApiError) as refused:
        Files().add(Upload("x", "text/plain", content), folder)
    assert refused.value.description == complaint


async def test_a_bot_downloads_at_most_twenty_megabytes(bare: BareBot, visitor: Visitor) -> None:
    """One byte more is too big, though it can be sent on."""
    for extra in (0, 1):
        content = b"x" * (MAX_DOWNLOAD_BYTES + extra)
        file_id = visitor.send_document("x.bin", content)["document"]["file_id"]
        body = await bare.call("getFile", file_id=file_id)
        assert body["ok"] is not bool(extra)
    assert body["description"] == "Bad Request: file is too big"
    assert await bare.result("sendDocument", chat_id=visitor.id, document=file_id)


async def test_a_huge_upload_is_refused(
    bare: BareBot, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the front of Telegram does."""
    monkeypatch.setattr(bot_api, "MAX_UPLOAD_BYTES", 1000)
    url = f"{bare.emulator.url}/bot{bare.emulator.token}/sendDocument"
    for size, status in ((1000, 200), (1001, 413)):
        form = aiohttp.FormData({"chat_id": str(visitor.id)})
        form.add_field("document", b"x" * size, filename="x")
        async with bare.session.post(url, data=form) as response:
            assert response.status == status


async def test_an_upload_may_be_attached_under_any_name(bare: BareBot, visitor: Visitor) -> None:
    """``attach://`` names the part; a part that is missing is no file."""
    url = f"{bare.emulator.url}/bot{bare.emulator.token}/sendDocument"
    for part, status in (("here", 200), ("elsewhere", 400)):
        form = aiohttp.FormData({"chat_id": str(visitor.id), "document": "attach://here"})
        form.add_field(part, b"x", filename="x.txt")
        async with bare.session.post(url, data=form) as response:
            assert response.status == status
    assert visitor.last_message["document"]["file_name"] == "x.txt"


def test_the_oldest_files_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the memory stays small."""
    monkeypatch.setattr(files, "_MAX_KEPT_BYTES", 10)
    kept = Files()
    first, second, third = (kept.add(Upload("x", "", b"1234"), "documents") for _ in range(3))
    assert kept.get(first.id) is None
    assert kept.at(first.path) is None
    assert kept.get(second.id) == second
    assert kept.at(third.path) == third
