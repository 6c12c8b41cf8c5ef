"""Logs as one JSON object a line, without anything that somebody entered.

Rule: only what is on the list below is written: time, level, logger, the message as the program wrote it before
values were put in, and the kind of an error. No value, address, token, name or file is in a log.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import msgspec

ALLOWED = ("kind", "status_code", "job", "fence")
"""Extra fields that may be written."""


class LogLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        moment = datetime.fromtimestamp(record.created, UTC)
        told: dict[str, object] = {
            "at": f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z",
            "level": record.levelname,
            "logger": record.name,
            "says": str(record.msg) if record.args or record.name.startswith("pratique") else "",
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
        told |= {
            name: getattr(record, name) for name in ALLOWED if isinstance(getattr(record, name, None), str | int)
        }
        return msgspec.json.encode(told).decode()
