"""Why a server did not answer, in words that hold no secret and nothing of what was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import httpx
from pydantic import AliasChoices, AliasPath, BaseModel, Field, ValidationError

from bot.correcting.remote.dialect import is_no_chat, named_in
from bot.correcting.remote.own_words import discreet, own_words

SERVER = "the server and BOT_LLM_URL"
CERTIFICATES = "SSL_CERT_FILE and SSL_CERT_DIR"

_KIND = re.compile(r"\w{1,40}")
_LENGTH = 100
_NOT_FOUND = (404, 405, 410)  # no such path, none for questions, or none any more
_PASSING = (408, 409)  # a request that was too slow, or that met another
_ABOUT_THE_QUESTION = (400, 413, 415, 422, 501)
_STUMBLED = 500
_PERHAPS = (404, 500)  # OpenRouter's where no model takes a parameter, llama-server's where its template takes no role
_KEY = re.compile(
    r"\b(?:invalid|incorrect|missing|no|wrong) (?:api|access).?key|api.?key (?:is )?(?:not valid|invalid|missing)", re.I
)
_MODEL = re.compile(
    r"model\W+\S{1,80}\W+(?:was |is )?(?:not found|does not exist|not a valid)|(?:unknown|invalid|no such) model\b",
    re.I,
)


class Unusable(Exception):
    """The server did not answer, for this `reason`; `lasting` where it will not until somebody changes something.

    `retry_after` are the seconds that it asks for before the next try, 0 where it asks for none. `look` says at what
    the operator should. It `stumbled` where it failed in a way that the request itself may have caused.
    """

    def __init__(
        self,
        reason: str,
        look: str = SERVER,
        *,
        lasting: bool = False,
        retry_after: float = 0.0,
        stumbled: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.look = look
        self.lasting = lasting
        self.retry_after = retry_after
        self.stumbled = stumbled


class NotFound(Unusable):
    """The server knows no such path, or no such model."""

    def __init__(self, status: int, said: str = "") -> None:
        super().__init__(
            f"it finds nothing at this address (status {status}): is its path right?{said}", "BOT_LLM_URL", lasting=True
        )


class QuestionRefused(Exception):
    """The server answers, but does not take this question or what it asks for.

    The text says why, fit to be shown; `said` is what the server said, as it is. It `stumbled` where its status says
    that it failed.
    """

    def __init__(self, reason: str, said: str, *, stumbled: bool = False) -> None:
        super().__init__(reason)
        self.said = said
        self.stumbled = stumbled


class Stumbled(Exception):
    """What was tried has failed as it may not the next time; the text says how, fit to be shown."""


def refused(status: int, headers: Mapping[str, str], body: bytes, hidden: Sequence[str]) -> Unusable | QuestionRefused:
    """What a status other than success means; nothing of what is `hidden` is in its words."""
    words, kind = own_words(body), _kind(body)
    said = words + kind
    quoted = f": “{shown}”" if (shown := discreet(words, hidden)) else ""
    if status in (401, 403) or _KEY.search(said):
        return Unusable(f"it refuses the key (status {status}){quoted}", "BOT_LLM_KEY", lasting=True)
    if status in _ABOUT_THE_QUESTION or (status in _PERHAPS and (named_in(said) or is_no_chat(said))):
        if _MODEL.search(said) and not named_in(said):
            return NotFound(status, quoted)
        reason = f"the server refused the question (status {status}{kind}){quoted}"
        return QuestionRefused(reason, said, stumbled=status == _STUMBLED)
    if status in _NOT_FOUND:
        return NotFound(status, quoted)
    if status == 429:
        return Unusable(
            f"it is too busy (status 429){quoted}", "how often it may be asked", retry_after=_retry_after(headers)
        )
    if 300 <= status < 400:
        target = _target(headers.get("location", ""))
        return Unusable(f"it redirects{target}, where nothing is sent (status {status})", "BOT_LLM_URL", lasting=True)
    lasting = status < 500 and status not in _PASSING
    return Unusable(
        f"it fails (status {status}{kind}){quoted}",
        lasting=lasting,
        retry_after=_retry_after(headers),
        stumbled=status == _STUMBLED,
    )


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
    """The `type` of an error where it is a plain word, such as `exceed_context_size_error`."""
    try:
        kind = _Error.model_validate_json(body).type
    except ValidationError:
        return ""
    return f", {kind}" if _KIND.fullmatch(kind) else ""


def _retry_after(headers: Mapping[str, str]) -> float:
    seconds = headers.get("retry-after", "")
    return float(seconds) if seconds.isdecimal() else 0.0


def _target(location: str) -> str:
    try:
        parts = urlsplit(location)
    except ValueError:
        return ""
    return f" to {parts.scheme}://{shown(parts.netloc.rpartition('@')[2])}" if parts.netloc else ""
