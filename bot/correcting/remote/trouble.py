"""Why a server did not answer, in words that hold no secret and nothing of what was asked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx2
import openai

_KIND = re.compile(r"\w{1,40}")
_LENGTH = 100


class Unusable(Exception):
    """The server did not answer, for this `reason`; `lasting` where it will not until somebody changes something."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


class NotFound(Unusable):
    """The server knows no such path, or no such model."""

    def __init__(self) -> None:
        super().__init__("it finds nothing at this address (status 404): is its path right?", lasting=True)


class QuestionRefused(Exception):
    """The server answers, but does not take this question or the form that it asks for; the text says why."""


def refused(error: openai.APIStatusError) -> Unusable | QuestionRefused:
    """What a status other than success means."""
    status = error.status_code
    if status in (400, 413, 422):
        return QuestionRefused(f"the server refused the question (status {status}{_kind(error)})")
    if status in (401, 403):
        return Unusable(f"it refuses the key (status {status})", lasting=True)
    if status == 404:
        return NotFound()
    if status == 429:
        return Unusable("it is too busy (status 429)")
    if 300 <= status < 400:
        return Unusable(f"it redirects{_target(error)}, where nothing is sent (status {status})", lasting=True)
    return Unusable(f"it fails (status {status}{_kind(error)})", lasting=status < 500)


def broken(error: openai.APIConnectionError) -> Unusable:
    """Why there was no connection, or no end of the response."""
    cause = error.__cause__
    if isinstance(cause, httpx2.ConnectTimeout):
        return Unusable("no connection within a few seconds")
    if isinstance(cause, httpx2.ConnectError):
        return Unusable(f"no connection ({shown(str(cause))})")
    return Unusable(f"the connection broke off ({type(cause).__name__})")


def shown(words: str) -> str:
    """Words from elsewhere, fit for a line: printable, and at most 100 characters."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in words)
    return printable if len(printable) <= _LENGTH else printable[: _LENGTH - 1] + "…"


def _kind(error: openai.APIStatusError) -> str:
    """The `type` of an error where it is a plain word, such as `exceed_context_size_error`; never its message."""
    return f", {error.type}" if isinstance(error.type, str) and _KIND.fullmatch(error.type) else ""


def _target(error: openai.APIStatusError) -> str:
    try:
        parts = urlsplit(error.response.headers.get("location", ""))
    except ValueError:
        return ""
    return f" to {parts.scheme}://{shown(parts.netloc.rpartition('@')[2])}" if parts.netloc else ""
