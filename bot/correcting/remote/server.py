"""Requests to an OpenAI-compatible server, and what went wrong with them in words that hold no secret."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from bot.correcting.language_model import Question
from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.address import Address
from bot.correcting.remote.completions import Answer, ErrorInstead, NoCompletion, answer, error_instead
from bot.correcting.remote.dialect import Dialect
from bot.correcting.remote.json_form import JsonForm
from bot.correcting.remote.model_list import model_names
from bot.correcting.remote.trouble import CERTIFICATES, NotFound, QuestionRefused, Unusable, broken, refused, shown

_CONNECT_SECONDS = 5.0
_MODELS_SECONDS = 15.0
_PAUSES = (0.5, 1.0)  # seconds before each new try, where Retry-After says nothing
_LONGEST_PAUSE = 120.0
_MOST_BYTES = 2**22  # a streamed token takes about 300 bytes: 14,000 tokens
_HEADERS = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "legible"}


class Server:
    """The server at this address.

    It never goes where a redirect points, nor through a proxy of the environment; of that only SSL_CERT_FILE and
    SSL_CERT_DIR count. It keeps no cookies.
    """

    def __init__(self, address: Address) -> None:
        """Raises Unusable where the certificates cannot be loaded."""
        self._secret = (address.authorization or "").partition(" ")[2]
        self._client = httpx.AsyncClient(
            base_url=address.url,
            headers=_HEADERS | ({"authorization": address.authorization} if address.authorization else {}),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
            trust_env=False,
            verify=_certificates(),
        )

    async def ask(self, question: Question, model: str, dialect: Dialect, form: JsonForm, seconds: float) -> Answer:
        """The model's answer in this form; raises Unusable, QuestionRefused, ModelFailed."""
        hidden = (question.user, *form.texts, self._secret)
        try:
            body = dialect.request(question, model, form)
            return answer(await self._content("chat/completions", seconds, body, hidden), form)
        except NotFound as error:
            raise await self._missing(model, error) from None
        except NoCompletion:
            raise Unusable("it is no language model server, or speaks another protocol", lasting=True) from None
        except ErrorInstead as error:
            raise refused(error.code, {}, error.body, hidden) from None

    async def complete(self, body: dict[str, object], seconds: float, hidden: Sequence[str]) -> object:
        """The JSON that a completion of a text is; raises Unusable, QuestionRefused, ModelFailed.

        Nothing of what is `hidden` is in the words of an error.
        """
        hidden = (*hidden, self._secret)
        content = await self._content("completions", seconds, body, hidden)
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            raise ModelFailed(reason="its answer is no JSON") from None  # whose message quotes it
        if isinstance(found, dict) and found.get("error"):
            instead = error_instead(found["error"])
            raise refused(instead.code, {}, instead.body, hidden)
        return found

    async def models(self) -> list[str]:
        """The names of its models, at least one; raises Unusable."""
        try:
            names = model_names(await self._content("models", _MODELS_SECONDS))
        except (NoCompletion, QuestionRefused):
            raise Unusable(
                "it does not list its models; is it a language model server?",
                "BOT_LLM_URL, or name one in BOT_LLM_MODEL",
                lasting=True,
            ) from None
        if not names:
            raise Unusable("it has no model", "it and load one there, or name one in BOT_LLM_MODEL", lasting=True)
        return names

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _missing(self, model: str, error: NotFound) -> Unusable:
        try:
            names = await self.models()
        except Unusable:
            names = [model]
        if model in names:
            return error
        has = f"it has no model {shown(model)}, it has {', '.join(map(shown, names[:5]))}"
        return Unusable(has, "BOT_LLM_MODEL", lasting=True)

    async def _content(
        self, path: str, seconds: float, body: dict[str, object] | None = None, hidden: Sequence[str] = ()
    ) -> bytes:
        """What it answers within this time, asked again where the trouble may pass."""
        try:
            async with asyncio.timeout(seconds):
                for pause in _PAUSES:
                    try:
                        return await self._exchange(path, body, hidden)
                    except Unusable as trouble:
                        if trouble.lasting or trouble.retry_after > _LONGEST_PAUSE:
                            raise
                        await asyncio.sleep(trouble.retry_after or pause)
                return await self._exchange(path, body, hidden)
        except TimeoutError:
            raise Unusable(f"no answer within {seconds:g} seconds") from None
        except RuntimeError:  # httpx's word for a client that was closed between two tries
            raise Unusable("the connection was closed on this side") from None

    async def _exchange(self, path: str, body: dict[str, object] | None, hidden: Sequence[str]) -> bytes:
        """The body as it comes, since a packed one could swell; raises Unusable, QuestionRefused."""
        content = bytearray()
        try:
            async with self._client.stream("POST" if body else "GET", path, json=body) as response:
                async for part in response.aiter_raw():
                    content += part
                    if len(content) > _MOST_BYTES:
                        raise Unusable("it sends far more than an answer", lasting=True)
        except httpx.TransportError as error:
            raise broken(error) from None
        if not response.is_success:
            raise refused(response.status_code, response.headers, bytes(content), hidden)
        return bytes(content)


def _certificates() -> ssl.SSLContext:
    """The authorities that httpx knows, and the operator's own, which it does not. Raises Unusable."""
    try:
        certificates = httpx.create_ssl_context()
        certificates.load_default_certs()
    except OSError:
        raise Unusable("its certificates cannot be checked", CERTIFICATES, lasting=True) from None
    return certificates
