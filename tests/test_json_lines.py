"""The log as a machine reads it: one object a line, whatever is in the message."""

import json
import logging
import sys
from datetime import UTC, datetime

from bot.cli.json_lines import JsonLines


def written(message: str, *arguments: object, with_error: bool = False) -> dict[str, str]:
    """Return what becomes of a message, which is one line."""
    error = sys.exc_info() if with_error else None
    record = logging.LogRecord("bot.test", logging.WARNING, "", 1, message, arguments, error)
    record.created = datetime(2025, 11, 3, 8, 0, 0, 250_000, tzinfo=UTC).timestamp()
    line = JsonLines().format(record)
    assert len(line.splitlines()) == 1
    read: dict[str, str] = json.loads(line)
    return read


def test_a_line_is_an_object() -> None:
    """Line breaks and quotes in the message stay in it."""
    assert written('the job "%s" failed\nin é', "purge") == {
        "time": "2025-11-03T08:00:00.250+00:00",
        "level": "WARNING",
        "logger": "bot.test",
        "message": 'the job "purge" failed\nin é',
    }


def test_a_line_separator_of_unicode_breaks_no_line() -> None:
    """Some readers take U+2028 and U+0085 for the end of a line."""
    assert written("a\u2028b\u0085c")["message"] == "a\u2028b\u0085c"


def test_an_exception_is_one_text() -> None:
    """With its traceback."""
    try:
        int("mistake")
    except ValueError:
        line = written("it failed", with_error=True)
    assert line["exception"].startswith("Traceback (most recent call last):\n")
    assert line["exception"].endswith(
        "ValueError: invalid literal for int() with base 10: 'mistake'"
    )
