"""Logs an unexpected failure without its message, which may hold what must not be logged."""

import logging
import traceback


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log that *what* happened, with the kind of *error* and where it came from."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s\n%s", what, type(error).__name__, where)
