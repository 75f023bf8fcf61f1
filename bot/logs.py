"""Log lines on standard error, as text or JSON; never a token, a text that was read, or a name."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path
from typing import Literal


def configure_logging(form: Literal["text", "json"], level: int = logging.INFO) -> None:
    """Log our own lines from `level` on and the libraries' warnings.

    httpx logs whole addresses, and Telegram's hold the token: its lines stay out. So do python-telegram-bot's: they
    quote messages, and failed calls are said in our own words.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    for library in ("httpx", "httpcore", "httpx2", "httpcore2"):
        logging.getLogger(library).disabled = True


def where(error: BaseException) -> str:
    """An error's type and place; its message is left out, since it may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    return f"{type(error).__name__} in {Path(frames[-1].filename).name}, line {frames[-1].lineno}"


class TextFormatter(logging.Formatter):
    """`time level logger: message`, an exception as its type and place."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: object) -> str:  # noqa: N802 — the library's name
        return where(ei[1]) if isinstance(ei, tuple) and isinstance(ei[1], BaseException) else ""


class JsonFormatter(TextFormatter):
    """One JSON object a line: time, level, logger, message, and error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            entry["error"] = where(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)
