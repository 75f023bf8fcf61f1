"""Requests to an OpenAI-compatible server, and what went wrong with them in words that hold no secret."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

import httpx2
import openai

from bot.correcting.language_model import Completion, Question
from bot.correcting.remote.address import Address
from bot.correcting.remote.completions import Format, NoCompletion, completion, model_names, request
from bot.correcting.remote.transport import AnswerTooLong, Transport
from bot.correcting.remote.trouble import NotFound, QuestionRefused, Unusable, broken, refused, shown

_CONNECT_SECONDS = 5.0
_MODELS_SECONDS = 15.0
_RETRIES = 2  # after 0.5 and 1 s or what Retry-After says, up to 2 minutes; less a random quarter

logging.getLogger("openai").setLevel(logging.WARNING)  # OPENAI_LOG=debug made older ones log the question


class Server:
    """The server at this address.

    It never goes where a redirect points, nor through a proxy of the environment; of that only SSL_CERT_FILE counts.
    """

    def __init__(self, address: Address) -> None:
        self._client = openai.AsyncOpenAI(
            base_url=address.url,
            api_key="in the transport",
            max_retries=_RETRIES,
            http_client=httpx2.AsyncClient(
                transport=Transport(address.authorization),
                timeout=httpx2.Timeout(None, connect=_CONNECT_SECONDS),
                trust_env=False,
            ),
        )

    async def ask(self, question: Question, model: str, form: Format, seconds: float) -> Completion:
        """The model's answer; raises Unusable, QuestionRefused, ModelFailed."""
        body = request(question, model, form)
        try:
            response = await _content(
                self._client.post("/chat/completions", cast_to=httpx2.Response, body=body), seconds
            )
            return completion(response)
        except NotFound:
            raise await self._missing(model) from None
        except NoCompletion:
            raise Unusable("it is no language model server, or speaks another protocol", lasting=True) from None

    async def models(self) -> list[str]:
        """The names of its models, at least one; raises Unusable."""
        try:
            names = model_names(await _content(self._client.get("/models", cast_to=httpx2.Response), _MODELS_SECONDS))
        except (NoCompletion, QuestionRefused):
            raise Unusable("it does not list its models; is it a language model server?", lasting=True) from None
        if not names:
            raise Unusable("it has no model", lasting=True)
        return names

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _missing(self, model: str) -> Unusable:
        try:
            names = await self.models()
        except Unusable:
            names = [model]
        if model in names:
            return NotFound()
        return Unusable(f"it has no model {shown(model)}, it has {', '.join(map(shown, names[:5]))}", lasting=True)


async def _content(request: Awaitable[httpx2.Response], seconds: float) -> bytes:
    try:
        async with asyncio.timeout(seconds):
            return (await request).content
    except TimeoutError:
        raise Unusable(f"no answer within {seconds:g} seconds") from None
    except AnswerTooLong:
        raise Unusable("it sends far more than an answer", lasting=True) from None
    except openai.APIStatusError as error:
        raise refused(error) from None
    except openai.APIConnectionError as error:
        raise broken(error) from None
    except RuntimeError:  # httpx2's word for a client that was closed between two tries
        raise Unusable("the connection was closed on this side") from None
