"""A question as the body of a request for a chat completion, and an answer out of a response."""

from __future__ import annotations

from typing import Literal

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from bot.correcting.language_model import Completion, Question
from bot.correcting.model_errors import ModelFailed

Format = Literal["json_schema", "json_object", "none"]

FORMATS: tuple[Format, ...] = ("json_schema", "json_object", "none")
"""How an answer's form is enforced, the strictest first.

llama-server, vLLM and Ollama take a schema; older ones and gateways only that it is JSON, or nothing at all.
"""


SCHEMA = {
    "type": "object",
    "properties": {"misread": {"type": "array", "items": {"type": "string"}}},
    "required": ["misread"],
    "additionalProperties": False,
}


class NoCompletion(Exception):
    """The response is not what an OpenAI-compatible server sends."""


def request(question: Question, model: str, form: Format) -> dict[str, object]:
    """The body that asks a model this question.

    The answer is to be streamed: a server that writes as it goes notices at once that nobody listens any more.
    xllamacpp's stopped 0.04 s after a cancelled request, and without streaming wrote on to the end for 7 s.
    """
    body: dict[str, object] = {
        "model": model,
        "messages": question.messages,
        "temperature": 0,
        "max_tokens": question.most_tokens,
        "stream": True,
    }
    if form == "none":
        return body
    body["stream_options"] = {"include_usage": True}
    body["response_format"] = {"type": form}
    if form == "json_schema":
        body["response_format"] = {"type": form, "json_schema": {"name": "repairs", "schema": SCHEMA}}
    return body


def completion(response: bytes) -> Completion:
    """The answer; raises NoCompletion, or ModelFailed where it is cut off, declined or empty."""
    try:
        events = [_Event.model_validate_json(event) for event in _events(response)]
    except ValidationError:
        raise NoCompletion from None  # its message quotes the answer
    if not any(event.error or event.choices is not None for event in events):
        raise NoCompletion
    choices = [choice for event in events for choice in (event.choices or [])[:1]]
    usage = next((event.usage for event in reversed(events) if event.usage), _Usage())
    text = "".join(choice.message.content or "" for choice in choices)
    finish = next((choice.finish_reason for choice in reversed(choices) if choice.finish_reason), None)
    if any(event.error for event in events):
        raise ModelFailed(reason="the server broke off with an error")
    if finish is None or finish == "length":
        raise ModelFailed(reason=f"its answer was cut off after {usage.completion_tokens or len(choices)} tokens")
    if finish == "content_filter" or any(choice.message.refusal for choice in choices):
        raise ModelFailed(reason="it declined to answer")
    if not text:
        raise ModelFailed(reason="its answer was empty")
    kept = usage.prompt_tokens_details.cached_tokens if usage.prompt_tokens_details else 0
    return Completion(text, usage.prompt_tokens, kept or 0, usage.completion_tokens)


def model_names(response: bytes) -> list[str]:
    """The names of the models that a server lists; raises NoCompletion."""
    try:
        return [model.id for model in _Models.model_validate_json(response).data]
    except ValidationError:
        raise NoCompletion from None


def _events(response: bytes) -> list[bytes]:
    """The JSON of a stream of events, or the whole response of a server that does not stream."""
    if response.lstrip().startswith(b"{"):
        return [response]
    data = [line.removeprefix(b"data:").strip() for line in response.splitlines() if line.startswith(b"data:")]
    return [event for event in data if event != b"[DONE]"]


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message = Field(validation_alias=AliasChoices("delta", "message"))
    finish_reason: str | None = None


class _CachedTokens(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _CachedTokens | None = None


class _Event(BaseModel):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None
    error: object = None


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Model]
