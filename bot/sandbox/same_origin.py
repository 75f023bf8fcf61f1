"""Keeps other web sites and strange names out, and tells the browser what the page may do."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN_SITE = ("same-origin", "none")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class SameOrigin:
    """Refuses (403) requests under a host name that is not ours, and those that another site's page makes.

    A browser says where a request comes from in `Origin` and `Sec-Fetch-Site`; other programs send neither.
    Following a link to the page itself is allowed from anywhere.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        app = self.app
        if reason := self._refusal(scope):
            app = JSONResponse({"ok": False, "error_code": 403, "description": reason, "error": reason}, 403)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return "Forbidden: this server answers under its own name only"
        if origin is not None and origin != f"http://{host}":
            return "Forbidden: this page comes from another site"
        is_page = scope["method"] == "GET" and scope["path"] == "/"
        if headers.get("sec-fetch-site", "none") not in _OWN_SITE and not is_page:
            return "Forbidden: this request comes from another site"
        return None
