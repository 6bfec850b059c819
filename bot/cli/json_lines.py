"""Writes the log for machines: an object of JSON a line, whatever the message holds."""

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Gives time (UTC), level, logger and message; exception where there is one. All are texts."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of *record*."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)  # in ASCII: nothing in it can be taken for the end of a line
