"""The address of a server, with what its operator left out and without what nobody may see."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field

import httpx
from pydantic import SecretStr

from bot.errors import WrongSetting

_PORTS = (None, *range(1, 65536))
_VERSION = re.compile(r"v\d\w*")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server's paths begin, such as `http://gpu:8000/v1`, and the header that lets us in.

    `url` holds no user, password or query: it may be shown and logged. `authorization` is never shown.
    """

    url: str
    authorization: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str, key: SecretStr | None) -> Address:
        """The address for what was set as BOT_LLM_URL and BOT_LLM_KEY; raises WrongSetting.

        A key goes before a user and a password in the URL. `/v1` is added where no part of the path is a version.
        """
        parsed = _parsed(url)
        parts = [part for part in parsed.path.split("/") if part]
        if not any(_VERSION.fullmatch(part) for part in parts):
            parts.append("v1")
        bare = httpx.URL(scheme=parsed.scheme, host=parsed.host, port=parsed.port, path="/" + "/".join(parts))
        return cls(str(bare), _authorization(parsed, key))


def _parsed(url: str) -> httpx.URL:
    wrong = WrongSetting(
        problem="BOT_LLM_URL is not the address of a server", allowed="it looks like http://127.0.0.1:8000/v1"
    )
    try:
        parsed = httpx.URL(url.strip())
        parsed.host.encode("idna")  # as the look-up of the host will, which fails on a part above 63 characters
    except (httpx.InvalidURL, UnicodeError):
        raise wrong from None
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.port not in _PORTS:
        raise wrong
    return parsed


def _authorization(url: httpx.URL, key: SecretStr | None) -> str | None:
    secret = key.get_secret_value().strip() if key else ""
    if secret and not (secret.isascii() and secret.isprintable()):
        raise WrongSetting(problem="BOT_LLM_KEY holds characters that no key has", allowed="copy the key again")
    if secret:
        return f"Bearer {secret}"
    if not url.userinfo:
        return None
    return f"Basic {b64encode(f'{url.username}:{url.password}'.encode()).decode()}"
