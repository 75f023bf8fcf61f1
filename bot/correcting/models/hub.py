"""The files of a repository on Hugging Face: which there are, and each as a stream of bytes.

huggingface_hub has fetched without resuming since its version 1, so only its listing and its connection are used here:
plain HTTP with ranges, also where the hub stores a file in Xet. A token is sent where HF_TOKEN holds one, never the one
that `hf auth login` keeps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # the library reads both once, at the import that follows
os.environ["HF_HUB_VERBOSITY"] = "error"  # its warnings pass on what the hub says to those without an account

from huggingface_hub import HfApi, get_session, hf_hub_url
from huggingface_hub import errors as hub_errors

from bot.correcting.model_errors import DownloadFailed, NotOffered

ENDPOINT = "https://huggingface.co"
LISTING_SECONDS = 10  # that a person waits without a network
SILENCE_SECONDS = 30  # between two pieces of a file, after which the connection counts as lost
PAUSES = (1.0, 2.0, 4.0, 8.0)  # seconds before each new try of a connection that broke
SHA256 = re.compile(r"[0-9a-f]{64}")
PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}  # as are those from 500 on
CLOSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
HTTPError = hub_errors.HTTPError  # type: ignore[attr-defined]  # httpx's, or httpx2's since version 2
NO_CONNECTION = (HTTPError, hub_errors.OfflineModeIsEnabled)


@dataclass(frozen=True, slots=True)
class RepositoryFile:
    """A file of a repository: its path in it, its bytes, its SHA-256 in hexadecimal, and where it is fetched."""

    name: str
    size: int
    sha256: str
    url: str


class ConnectionLost(Exception):
    """A try that may be repeated; its message says why it failed."""


@dataclass(frozen=True, slots=True)
class Hub:
    """Hugging Face, or a mirror of it; `pauses` are the seconds before each new try of a broken connection."""

    endpoint: str = ENDPOINT
    token: str = ""
    pauses: tuple[float, ...] = PAUSES

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Hub:
        """The hub that HF_ENDPOINT names, asked with the token in HF_TOKEN."""
        endpoint = environment.get("HF_ENDPOINT") or ENDPOINT
        return cls(endpoint.rstrip("/"), environment.get("HF_TOKEN", "").strip())

    def files(self, repository: str) -> list[RepositoryFile]:
        """Its files that have a checksum. Raises DownloadFailed, NotOffered."""
        api = HfApi(endpoint=self.endpoint, token=self.token or False)
        try:
            info = api.model_info(repository, files_metadata=True, timeout=LISTING_SECONDS)
            return [
                RepositoryFile(
                    file.rfilename, file.lfs.size, file.lfs.sha256, self._url(repository, file.rfilename, info.sha)
                )
                for file in info.siblings or ()
                if file.lfs and SHA256.fullmatch(file.lfs.sha256) and _stays_inside(file.rfilename)
            ]
        except (hub_errors.RepositoryNotFoundError, hub_errors.HFValidationError) as error:
            raise NotOffered(model=repository, reason="there is no such repository, or none that is public") from error
        except hub_errors.HfHubHTTPError as error:
            status = error.response.status_code
            raise (DownloadFailed if _passing(status) else NotOffered)(
                model=repository, reason=_said(status)
            ) from error
        except NO_CONNECTION as error:
            raise DownloadFailed(model=repository, reason=_why(error)) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DownloadFailed(model=repository, reason=f"{self.endpoint} does not answer like the hub") from error

    @contextmanager
    def stream(self, url: str, start: int) -> Iterator[Any]:
        """The answer to a request for the bytes from `start` on. Raises ConnectionLost, NotOffered."""
        headers = {"accept-encoding": "identity", "range": f"bytes={start}-"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"  # the library drops it where the hub sends us elsewhere
        get = get_session().stream("GET", url, headers=headers, timeout=SILENCE_SECONDS, follow_redirects=True)
        try:
            with get as answer:
                if answer.is_success:
                    yield answer
                elif _passing(answer.status_code):
                    raise ConnectionLost(_said(answer.status_code))
                else:
                    raise NotOffered(model=url.rpartition("/")[2], reason=_said(answer.status_code))
        except NO_CONNECTION as error:
            raise ConnectionLost(_why(error)) from error

    def _url(self, repository: str, name: str, commit: str | None) -> str:
        return hf_hub_url(repository, name, revision=commit, endpoint=self.endpoint)


def _passing(status: int) -> bool:
    """Whether what the hub answers may be another in a while."""
    return status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _said(status: int) -> str:
    phrase = next((known.phrase for known in HTTPStatus if known == status), "")
    terms = "; where a repository has terms, accept them on its page and set HF_TOKEN" if status in CLOSED else ""
    return f"the hub answers {status} {phrase}".rstrip() + terms


def _why(error: Exception) -> str:
    """Why there is no connection."""
    if isinstance(error, hub_errors.OfflineModeIsEnabled):
        return "HF_HUB_OFFLINE forbids the network"
    return str(error) or type(error).__name__


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
