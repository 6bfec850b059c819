"""The files that a bot and people sent, in memory."""

import hashlib
import mimetypes
import re
import struct
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from bot.emulator.chats import Json
from bot.emulator.errors import bad_request
from bot.emulator.parameters import Parameters, Upload

MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024
MAX_DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
# The oldest files are forgotten beyond this, so that a long demonstration stays small.
_MAX_KEPT_BYTES: Final = 256 * 1024 * 1024
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_ATTACHED: Final = "attach://"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was sent.

    Attributes:
        id: The ``file_id``; it serves to send the file again.
        unique_id: The same for the same content.
        path: The ``file_path``, under which a bot downloads it.
        size: Width and height in pixels of a photo, or None.
    """

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes
    size: tuple[int, int] | None = None

    def as_json(self) -> Json:
        """Return it as a ``File``."""
        return {**self._identity(), "file_path": self.path}

    def as_document(self) -> Json:
        """Return it as a ``Document``."""
        return {**self._identity(), "file_name": self.name, "mime_type": self.mime_type}

    def as_photo(self) -> list[Json]:
        """Return it as a list of ``PhotoSize``."""
        width, height = self.size or (0, 0)
        return [{**self._identity(), "width": width, "height": height}]

    def as_voice(self, duration_seconds: int) -> Json:
        """Return it as a ``Voice``."""
        return {**self._identity(), "duration": duration_seconds, "mime_type": self.mime_type}

    def as_sticker(self, emoji: str) -> Json:
        """Return it as a static ``Sticker``."""
        return {
            **self._identity(),
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }

    def _identity(self) -> Json:
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


class Files:
    """Every file that is kept."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._by_path: dict[str, StoredFile] = {}
        self._bytes = 0
        self._count = 0

    def add(self, upload: Upload, folder: str) -> StoredFile:
        """Keep *upload* as a file of the kind *folder* ("documents", "photos", ...).

        Raises:
            ApiError: 400: it is empty, or a photo that is no picture.
        """
        if not upload.content:
            message = "file must be non-empty"
            raise bad_request(message)
        size = picture_size(upload.content) if folder == "photos" else None
        if folder == "photos" and size is None:
            message = "IMAGE_PROCESS_FAILED"
            raise bad_request(message)
        digest = hashlib.sha256(upload.content).hexdigest()
        name = upload.file_name or "file"
        mime_type = mimetypes.guess_type(name)[0] or upload.content_type
        ending = re.sub(r"[^.A-Za-z0-9]", "", name[name.rfind(".") :]) if "." in name else ""
        stored = StoredFile(
            id=f"{folder[:1].upper()}QAD{self._count:06d}{digest[:40]}",
            unique_id=f"AQAD{digest[:12]}",
            path=f"{folder}/file_{self._count}{ending}",
            name=name,
            mime_type=mime_type or "application/octet-stream",
            content=upload.content,
            size=size,
        )
        self._count += 1
        self._files[stored.id] = stored
        self._by_path[stored.path] = stored
        self._bytes += len(stored.content)
        while self._bytes > _MAX_KEPT_BYTES:
            _, oldest = self._files.popitem(last=False)
            del self._by_path[oldest.path]
            self._bytes -= len(oldest.content)
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file with that id, or None."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file with that ``file_path``, or None."""
        return self._by_path.get(path)

    def sent(self, parameters: Parameters, name: str, reference: str, folder: str) -> StoredFile:
        """Return the file that a request sends: an upload, or one sent before.

        Args:
            parameters: The request.
            name: The part that holds the upload, and the word for it in the complaint.
            reference: What the parameter says: ``attach://<part>``, a ``file_id`` or nothing.
            folder: The kind of file.

        Raises:
            ApiError: 400: there is no such file. An HTTP address is refused too, since the
                emulator never calls out.
        """
        part = reference.removeprefix(_ATTACHED) if reference.startswith(_ATTACHED) else name
        upload = parameters.uploads.get(part)
        if upload is not None and (not reference or reference.startswith(_ATTACHED)):
            return self.add(upload, folder)
        if not reference or reference.startswith(_ATTACHED):
            message = f"there is no {name} in the request"
            raise bad_request(message)
        if reference.startswith(("http://", "https://")):
            message = "failed to get HTTP URL content"
            raise bad_request(message)
        stored = self._files.get(reference)
        if stored is None:
            message = "wrong file identifier/HTTP URL specified"
            raise bad_request(message)
        if stored.path.split("/")[0] != folder:
            message = f"can't use file of type {stored.path.split('/')[0]} as {name}"
            raise bad_request(message)
        return stored


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, a GIF or a JPEG; None for anything else."""
    if content.startswith(_PNG) and len(content) >= 24:  # noqa: PLR2004 -- header and first chunk
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:  # noqa: PLR2004 -- header
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:  # noqa: PLR2004 -- marker
        marker, length = content[position + 1], int.from_bytes(content[position + 2 : position + 4])
        # The frame headers, SOF0 to SOF15, without the tables that lie among them.
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
