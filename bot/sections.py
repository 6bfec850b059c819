"""A section of a Markdown file that a program writes, between two markers of its own."""

from collections.abc import Sequence
from pathlib import Path

from bot.core.errors import BotError


class UnusableSection(BotError):
    """A file is missing, or has not the markers of a section.

    Attributes:
        path: The file.
        entry: "file" where it cannot be read, "markers" where they are not as expected.
        reason: What is wrong.
    """

    def __init__(self, path: Path, entry: str, reason: str) -> None:
        super().__init__(f"{path.name}: {entry}: {reason}")
        self.path = path
        self.entry = entry
        self.reason = reason


def markers(name: str) -> tuple[str, str]:
    """Return what begins and what ends the section *name*; a reader of the page sees neither."""
    return f"<!-- {name} -->", f"<!-- /{name} -->"


def replace(path: Path, name: str, content: Sequence[str]) -> None:
    """Put the lines *content* into the section *name* of the file *path*; nothing else changes.

    Raises:
        UnusableSection: It is missing, or has not each marker once, in order.
    """
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSection(path, "file", str(error)) from error
    begin, end = markers(name)
    begins, ends = text.count(begin), text.count(end)
    if begins != 1 or ends != 1 or text.index(begin) > text.index(end):
        raise UnusableSection(path, "markers", f"expected {begin} once, and {end} once after it")
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    newline = "\r\n" if "\r\n" in text else "\n"
    body = newline.join((begin, "", *content, "", end))
    path.write_bytes(f"{head}{body}{tail}".encode())
