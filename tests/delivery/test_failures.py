"""An outage does not fill the disk with what it says, and says no more than it may."""

import logging
from collections.abc import Iterable

import pytest

from bot.delivery.failures import SILENT_SECONDS, Trouble

LOG = logging.getLogger("bot.test")
WORDS = "my-employer-reads-this"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the first line of each message."""
    return [record.getMessage().partition("\n")[0] for record in caplog.records]


def fail(trouble: Trouble, kind: type[Exception], seconds: Iterable[float]) -> None:
    """Let the job fail at each of these moments."""
    for now in seconds:
        try:
            run(kind)
        except kind as error:
            trouble.note_failure(error, now)


def run(kind: type[Exception]) -> None:
    """Fail as a job does."""
    raise kind(WORDS)


def test_an_outage_is_told_once_in_full_then_once_a_minute(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One hour of failures every second: a place to look at, sixty lines, and the end."""
    trouble = Trouble(LOG, "the job")
    trouble.note_success()
    fail(trouble, OSError, range(3600))
    trouble.note_success()
    trouble.note_success()
    assert lines(caplog) == [
        "the job failed; it runs again: OSError",
        *["the job goes on failing: OSError"] * 59,
        "the job works again",
    ]
    assert caplog.text.count(f'{__file__}", line') == 2  # of a traceback: here, and in run()
    assert WORDS not in caplog.text


def test_another_kind_of_failure_is_told_in_full(caplog: pytest.LogCaptureFixture) -> None:
    """Also in the middle of an outage; kinds that take turns are still told once a minute each."""
    trouble = Trouble(LOG, "the job")
    for now in range(int(SILENT_SECONDS)):
        fail(trouble, (OSError, KeyError)[now % 2], [now])
    assert lines(caplog) == [f"the job failed; it runs again: {n}" for n in ("OSError", "KeyError")]


def test_what_fails_now_and_then_is_told_no_more_often(caplog: pytest.LogCaptureFixture) -> None:
    """A database that comes and goes every second writes three lines a minute, not a hundred."""
    trouble = Trouble(LOG, "the job")
    for now in range(0, 120, 2):
        fail(trouble, OSError, [now])
        trouble.note_success()
    assert (
        lines(caplog)
        == [
            "the job failed; it runs again: OSError",
            "the job works again",
        ]
        * 2
    )
