"""Why a server did not answer, in words that hold no secret and nothing of what was asked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx
from pydantic import AliasChoices, AliasPath, BaseModel, Field, ValidationError

_KIND = re.compile(r"\w{1,40}")
_LENGTH = 100
_PASSING = (408, 409)  # a request that was too slow, or that met another


class Unusable(Exception):
    """The server did not answer, for this `reason`; `lasting` where it will not until somebody changes something.

    `retry_after` are the seconds that it asks for before the next try, 0 where it asks for none.
    """

    def __init__(self, reason: str, *, lasting: bool = False, retry_after: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting
        self.retry_after = retry_after


class NotFound(Unusable):
    """The server knows no such path, or no such model."""

    def __init__(self) -> None:
        super().__init__("it finds nothing at this address (status 404): is its path right?", lasting=True)


class QuestionRefused(Exception):
    """The server answers, but does not take this question or the form that it asks for; the text says why."""


def refused(response: httpx.Response, body: bytes) -> Unusable | QuestionRefused:
    """What a status other than success means."""
    status = response.status_code
    if status in (400, 413, 422):
        return QuestionRefused(f"the server refused the question (status {status}{_kind(body)})")
    if status in (401, 403):
        return Unusable(f"it refuses the key (status {status})", lasting=True)
    if status == 404:
        return NotFound()
    if status == 429:
        return Unusable("it is too busy (status 429)", retry_after=_retry_after(response))
    if 300 <= status < 400:
        target = _target(response.headers.get("location", ""))
        return Unusable(f"it redirects{target}, where nothing is sent (status {status})", lasting=True)
    lasting = status < 500 and status not in _PASSING
    return Unusable(f"it fails (status {status}{_kind(body)})", lasting=lasting, retry_after=_retry_after(response))


def broken(error: httpx.TransportError) -> Unusable:
    """Why there was no connection, or no end of the response."""
    if isinstance(error, httpx.ConnectTimeout):
        return Unusable("no connection within a few seconds")
    if isinstance(error, httpx.ConnectError):
        return Unusable(f"no connection ({shown(str(error))})")
    return Unusable(f"the connection broke off ({type(error).__name__})")


def shown(words: str) -> str:
    """Words from elsewhere, fit for a line: printable, and at most 100 characters."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in words)
    return printable if len(printable) <= _LENGTH else printable[: _LENGTH - 1] + "…"


class _Error(BaseModel):
    type: str = Field(validation_alias=AliasChoices(AliasPath("error", "type"), "type"))


def _kind(body: bytes) -> str:
    """The `type` of an error where it is a plain word, such as `exceed_context_size_error`; never its message."""
    try:
        kind = _Error.model_validate_json(body).type
    except ValidationError:
        return ""
    return f", {kind}" if _KIND.fullmatch(kind) else ""


def _retry_after(response: httpx.Response) -> float:
    seconds = response.headers.get("retry-after", "")
    return float(seconds) if seconds.isdecimal() else 0.0


def _target(location: str) -> str:
    try:
        parts = urlsplit(location)
    except ValueError:
        return ""
    return f" to {parts.scheme}://{shown(parts.netloc.rpartition('@')[2])}" if parts.netloc else ""
