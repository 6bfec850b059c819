"""Logs unexpected failures without their messages, which may hold what must not be logged."""

import logging
import traceback
from typing import Final

SILENT_SECONDS: Final = 60.0  # after a line, before the next one of its kind


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log that *what* happened, with the kind of *error* and where it came from."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s\n%s", what, type(error).__name__, where)


class Trouble:
    """Logs how something goes that is done every second, so that an outage does not fill the disk.

    The first failure of a kind in full, then a line a minute, and one when it works again.

    Args:
        log: Where.
        what: Its name.
    """

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self._told_at: dict[str, float] = {}  # of each kind, the last line
        self._is_told = False  # since it worked

    def note_failure(self, error: BaseException, now: float) -> None:
        """Note that it failed.

        Args:
            error: With what.
            now: In seconds, of any clock that runs steadily.
        """
        kind = type(error).__name__
        told_at = self._told_at.get(kind)
        if told_at is not None and now - told_at < SILENT_SECONDS:
            return
        if told_at is not None and self._is_told:
            self._log.error("%s goes on failing: %s", self._what, kind)
        else:
            log_failure(self._log, f"{self._what} failed; it runs again", error)
        self._told_at[kind], self._is_told = now, True

    def note_success(self) -> None:
        """Note that it worked."""
        if self._is_told:
            self._log.warning("%s works again", self._what)
            self._is_told = False
