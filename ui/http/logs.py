"""The log of a running service: lines for people, or JSON for programs."""

from __future__ import annotations

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

from ui.http.request_ids import current_request_id
from ui.log_choices import LogFormat, LogLevel

_OWN = ("ui", "qa", "index", "uvicorn")  # what others log below a warning is of no use here


def configure_logging(format: LogFormat, level: LogLevel) -> None:
    """Log to the standard error stream, with the id of the request in every line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_add_request_id)
    handler.setFormatter(formatter(format))
    logging.basicConfig(level=max(logging.WARNING, _number(level)), handlers=[handler], force=True)
    for name in _OWN:
        logging.getLogger(name).setLevel(_number(level))


def formatter(format: LogFormat) -> logging.Formatter:
    """Make what writes a record as a line."""
    if format is LogFormat.JSON:
        return JsonFormatter(
            "{asctime}{levelname}{name}{message}{request_id}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )
    return logging.Formatter("%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s")


def _add_request_id(record: logging.LogRecord) -> bool:
    record.request_id = current_request_id() or "-"
    return True


def _number(level: LogLevel) -> int:
    return logging.getLevelNamesMapping()[level.name]
