"""The parameters of a call, whichever way they came: query, form, multipart or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.sandbox.api_error import ApiError, bad_request

MAX_UPLOAD_BYTES = 50_000_000
_ATTACHED = "attach://"
_INTEGERS = {
    "chat_id",
    "from_chat_id",
    "limit",
    "message_id",
    "message_thread_id",
    "offset",
    "timeout",
    "user_id",
}
_FLAGS = {
    "disable_notification",
    "drop_pending_updates",
    "show_alert",
}
_STRUCTURES = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "media",
    "reaction",
    "reply_markup",
    "reply_parameters",
    "scope",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    data: bytes

    def as_json(self) -> dict[str, object]:
        return {"file": self.name, "bytes": len(self.data)}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method of the Bot API; the readers raise ApiError where a parameter is wrong."""

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, Upload]

    def text(self, name: str, default: str = "") -> str:
        """A string; anything else is refused."""
        value = self.params.get(name, default)
        if not isinstance(value, str):
            raise bad_request(f"{name} must be a String")
        return value

    def integer(self, name: str, default: int | None = None) -> int | None:
        """A whole number, or the default where it is not given."""
        value = self.params.get(name, default)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise bad_request(f"invalid {name} specified")
        return value

    def flag(self, name: str) -> bool:
        """Whether the parameter is given and true."""
        return self.params.get(name) is True

    def mapping(self, name: str) -> Mapping[str, Any]:
        """An object, empty where it is not given."""
        value = self.params.get(name, {})
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {name}: expected an object")
        return value

    def array(self, name: str) -> list[Any]:
        """An array, empty where it is not given."""
        value = self.params.get(name, [])
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an array")
        return value

    def upload(self, value: object) -> Upload | None:
        """The upload that an `attach://name` refers to."""
        if isinstance(value, str) and value.startswith(_ATTACHED):
            return self.files.get(value.removeprefix(_ATTACHED))
        return None

    def as_json(self) -> dict[str, object]:
        """The parameters for the record, uploads described by name and size where they were referred to."""
        named = {name: upload.as_json() for name, upload in self.files.items()}
        referred: set[str] = set()
        params = {name: self._described(value, referred) for name, value in self.params.items()}
        return params | {name: shown for name, shown in named.items() if name not in referred}

    def _described(self, value: object, referred: set[str]) -> object:
        if isinstance(value, dict):
            return {key: self._described(item, referred) for key, item in value.items()}
        if isinstance(value, list):
            return [self._described(item, referred) for item in value]
        upload = self.upload(value)
        if upload is None:
            return value
        referred.add(str(value).removeprefix(_ATTACHED))
        return upload.as_json()


async def read_call(request: Request, method: str) -> Call:
    """The call in a request; raises ApiError if the body cannot be read or a file is over 50 MB."""
    given: dict[str, object] = dict(request.query_params)
    files: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= await _json_body(request)
    else:
        async with request.form() as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    files[name] = await _upload(value)
                else:
                    given[name] = value
    params = {name: _parsed(name, value) for name, value in given.items() if value is not None}
    _check_encoding(params)
    return Call(method, params, files)


def _check_encoding(params: Mapping[str, object]) -> None:
    try:
        json.dumps(params, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


async def _json_body(request: Request) -> dict[str, object]:
    try:
        body = await request.json()
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body


async def _upload(file: UploadFile) -> Upload:
    if (file.size or 0) > MAX_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    return Upload(file.filename or "file", await file.read())


def _parsed(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if name in _FLAGS:
        return value.lower() in ("true", "1")
    if name in _INTEGERS:
        try:
            return int(value)
        except ValueError:
            return value
    if name in _STRUCTURES:
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error
    return value
