"""The tree of errors: its drawing, its sentences, its exit codes, and its way between processes."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator

import pytest

from bot import errors
from bot.errors import (
    AddressTaken,
    AlreadyRunning,
    AsposeMissing,
    CannotRun,
    ChatMoved,
    DatabaseTooNew,
    DatabaseUnusable,
    EngineFailed,
    FileOutOfReach,
    FileTooLarge,
    FolderUnusable,
    LegibleError,
    NoSuchPage,
    ProxyUnusable,
    ReaderMissing,
    ReaderTooSlow,
    TelegramUnreachable,
    TesseractMissing,
    ToolMissing,
    TooManyPages,
    TooManyPixels,
    WrongSetting,
)

DETAILS: dict[type[LegibleError], dict[str, object]] = {
    TooManyPixels: {"megapixels": 400, "limit": 50},
    FileTooLarge: {"limit": 20},
    TooManyPages: {"limit": 200},
    NoSuchPage: {"number": 7, "pages": 3},
    ReaderTooSlow: {"limit": 90},
    WrongSetting: {"problem": "BOT_LOG has the wrong value '{'", "allowed": "'text' or 'json'"},
    FileOutOfReach: {"reason": "a file cannot be read"},
    ChatMoved: {"chat_id": -1007},
    AlreadyRunning: {"folder": "/var/lib/legible"},
    AddressTaken: {"address": "127.0.0.1:8080", "reason": "Address already in use"},
    FolderUnusable: {"folder": "/var/lib/legible", "reason": "Permission denied"},
    ProxyUnusable: {"name": "ALL_PROXY", "reason": "it names no host"},
    DatabaseUnusable: {"path": "/var/lib/legible/bot-1.sqlite", "reason": "disk is full"},
    EngineFailed: {"reason": "the worker died"},
    DatabaseTooNew: {"revision": "0099"},
    ToolMissing: {"tool": "matplotlib", "purpose": "--chart", "command": "pip install 'legible[chart]'"},
    ReaderMissing: {"library": "onnxruntime", "reason": "no {wheel}"},
    TesseractMissing: {"reason": "it has no data for rus", "package": "tesseract-ocr-rus"},
    AsposeMissing: {"reason": "libssl.so.1.1 is not here", "mend": "install OpenSSL 1.1"},
}


def tree(error: type[LegibleError], depth: int = 0) -> Iterator[tuple[int, type[LegibleError]]]:
    """An error and those below it, with their depths, in the order of their definition."""
    yield depth, error
    for below in error.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from tree(below, depth + 1)


CLASSES = [error for _, error in tree(LegibleError)]


def made(error: type[LegibleError]) -> LegibleError:
    return error(**DETAILS.get(error, {}))


def test_the_docstring_draws_the_tree_as_it_is() -> None:
    drawn = re.findall(r"^([│├└─ ]*)([A-Z]\w+)(?: .*)?$", (errors.__doc__ or "").partition("\n\n")[2], re.MULTILINE)
    assert [(len(branch) // 4, name) for branch, name in drawn] == [
        (depth, error.__name__) for depth, error in tree(LegibleError)
    ]


def test_the_docstring_draws_the_exit_codes_of_the_branches() -> None:
    drawn = dict(re.findall(r"── (\w+) +exit (\d):", errors.__doc__ or ""))
    branches = [error for depth, error in tree(LegibleError) if depth == 1]
    assert drawn == {error.__name__: str(error.exit_code) for error in branches}


@pytest.mark.parametrize("error", CLASSES)
def test_exit_codes_follow_the_branch(error: type[LegibleError]) -> None:
    expected = 3 if issubclass(error, CannotRun) else 2 if issubclass(error, WrongSetting) else 1
    assert made(error).exit_code == expected


@pytest.mark.parametrize("error", CLASSES)
def test_it_comes_back_from_another_process_as_it_was(error: type[LegibleError]) -> None:
    here = made(error)
    there = pickle.loads(pickle.dumps(here))
    assert type(there) is error
    assert (str(there), there.person.format(**there.details), there.details) == (
        str(here),
        here.person.format(**here.details),
        here.details,
    )


def test_retry_after_travels() -> None:
    assert pickle.loads(pickle.dumps(TelegramUnreachable(retry_after=2.5))).retry_after == 2.5


@pytest.mark.parametrize("error", CLASSES)
def test_its_sentences_hold_its_details_and_no_braces(error: type[LegibleError]) -> None:
    values = "".join(str(value) for value in DETAILS.get(error, {}).values())
    for sentence in (str(made(error)), made(error).person.format(**made(error).details)):
        assert sentence.strip()
        assert sentence.count("{") <= values.count("{")
        assert sentence.count("}") <= values.count("}")
    assert all(str(value) in str(made(error)) for value in DETAILS.get(error, {}).values())


@pytest.mark.parametrize("error", CLASSES)
def test_what_the_operator_reads_is_one_line_of_what_and_what_to_do(error: type[LegibleError]) -> None:
    what, dash, remedy = str(made(error)).partition(" — ")
    assert dash and what and remedy
    assert "\n" not in str(made(error))


@pytest.mark.parametrize("error", CLASSES)
def test_the_details_that_the_docstring_names_are_those_that_fill_the_sentences(error: type[LegibleError]) -> None:
    sentences = f"{error.person} {error.what} {error.remedy}"
    assert set(re.findall(r"\{(\w+)\}", sentences)) == DETAILS.get(error, {}).keys()
    named = re.findall(r"`(\w+)`", (error.__dict__.get("__doc__") or "").partition("Details:")[2])
    assert set(named) - {"retry_after"} == DETAILS.get(error, {}).keys()
