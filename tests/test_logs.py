"""Log lines: their form, and that neither a message of an error nor a token gets into one."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.chat.application import build_bot
from bot.chat.polling import PollingRequest
from bot.logs import JsonFormatter, TextFormatter, configure_logging, where
from bot.sandbox import Sandbox

SECRET = "Zanzibar is where the treasure lies"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Undo what `configure_logging` did."""
    loggers = [logging.getLogger(name) for name in (None, "bot", "httpx", "httpcore")]
    before = [(logger.level, logger.disabled, list(logger.handlers)) for logger in loggers]
    yield
    for logger, (level, disabled, handlers) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.disabled, logger.handlers = disabled, handlers


def failed_record(message: str = "reading failed") -> logging.LogRecord:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        triple = (type(error), error, error.__traceback__)
        return logging.LogRecord("bot.engine.engine", logging.ERROR, __file__, 1, message, None, triple)


def test_an_error_in_a_text_line_is_its_type_and_place() -> None:
    line = TextFormatter().format(failed_record())
    assert "ERROR bot.engine.engine: reading failed\nValueError in test_logs.py, line " in line
    assert SECRET not in line


def test_an_error_in_a_json_line_is_its_type_and_place() -> None:
    line = JsonFormatter().format(failed_record())
    entry = json.loads(line)
    assert entry["error"].startswith("ValueError in test_logs.py, line ")
    assert (entry["level"], entry["logger"], entry["message"]) == ("error", "bot.engine.engine", "reading failed")
    assert SECRET not in line


def test_the_cause_of_an_error_stays_out() -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise RuntimeError("outer " + SECRET) from cause
    except RuntimeError as error:
        assert where(error).startswith("RuntimeError in test_logs.py")
        assert SECRET not in where(error)


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert where(ValueError(SECRET)) == "ValueError"


def test_a_json_line_is_one_line_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json")
    logging.getLogger("bot.x").info('two\nlines, "quotes" and an %s', "ü")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["message"] == 'two\nlines, "quotes" and an ü'
    assert json.loads(lines[0]).keys() == {"time", "level", "logger", "message"}


def test_libraries_are_heard_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("text")
    logging.getLogger("bot.x").info("ours")
    logging.getLogger("somebody").info("theirs")
    logging.getLogger("somebody").warning("their warning")
    lines = capsys.readouterr().err
    assert "INFO bot.x: ours" in lines
    assert "theirs" not in lines and "WARNING somebody: their warning" in lines


def test_a_command_can_ask_for_warnings_only(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("text", logging.WARNING)
    logging.getLogger("bot.x").info("ours")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("level", [logging.WARNING, logging.INFO, logging.DEBUG])
async def test_a_call_to_telegram_leaves_no_token_in_the_log(level: int, capsys: pytest.CaptureFixture[str]) -> None:
    async with Sandbox() as sandbox:
        configure_logging("text", logging.DEBUG)
        logging.getLogger().setLevel(level)
        logging.getLogger("asyncio").setLevel(logging.WARNING)
        bot = build_bot(sandbox.token, sandbox.url, PollingRequest())
        async with bot:
            assert bot.username == sandbox.bot_username
    assert sandbox.token not in capsys.readouterr().err
