"""The answer out of a server's response, whatever shape that has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.correcting.language_model import Completion
from bot.correcting.model_errors import ModelFailed, OnlyThought
from bot.correcting.remote.json_form import JsonForm
from bot.correcting.thinking import without_thinking

_CUT = frozenset({"length", "max_tokens", "max_output_tokens", "model_length"})
_DECLINED = frozenset({"content_filter", "safety", "refusal", "recitation", "prohibited_content"})
_THOUGHTS = ("reasoning_content", "reasoning", "reasoning_details", "thinking")
_SAID = (None, "text", "output_text")  # the kinds of parts that are no thoughts

LONGEST = 2**18  # characters; with its thoughts an answer has some ten thousand

Json = Mapping[str, Any]


class NoCompletion(Exception):
    """The response is not what an OpenAI-compatible server sends."""


class ErrorInstead(Exception):
    """The response holds an error and nothing else: `code` is the status that it should have had, or 400."""

    def __init__(self, code: int, body: bytes) -> None:
        super().__init__(code)
        self.code = code
        self.body = body


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, and whether it `thought` before."""

    completion: Completion
    thought: bool


def answer(response: bytes, form: JsonForm) -> Answer:
    """The answer in this form.

    Raises NoCompletion, ErrorInstead, OnlyThought; ModelFailed where it is cut, declined or empty.
    """
    events = _events(response)
    choices = [choice for event in events for choice in _choices(event)]
    messages = [_message(choice) for choice in choices]
    text = "".join(_text(message.get("content")) for message in messages)
    if error := next((event["error"] for event in events if event.get("error")), None):
        raise _broken_off(error, text)
    if not any("choices" in event or "message" in event for event in events):
        raise NoCompletion
    if len(text) > LONGEST:
        raise ModelFailed(reason="its answer was far too long")
    usage: Json = next((event["usage"] for event in reversed(events) if isinstance(event.get("usage"), dict)), {})
    tokens = _count(usage, "completion_tokens")
    unseen = _count(_below(usage, "completion_tokens_details"), "reasoning_tokens")
    said, marked = without_thinking(text)
    thought, is_silent = marked or unseen > 0 or any(map(_thinks, messages)), not said.strip()
    finish = _finish(choices)
    if finish in _DECLINED or any(message.get("refusal") for message in messages):
        raise ModelFailed(reason="it declined to answer")
    is_cut = finish in _CUT or (not finish and not is_silent and not form.is_whole(said))
    if (is_cut and (thought or is_silent)) or (thought and is_silent):
        raise OnlyThought(tokens=tokens or len(choices))
    if is_cut:
        raise ModelFailed(reason=f"its answer was cut off after {tokens or len(choices)} tokens")
    if is_silent:
        raise ModelFailed(reason="its answer was empty")
    kept = _count(_below(usage, "prompt_tokens_details"), "cached_tokens")
    return Answer(Completion(said, _count(usage, "prompt_tokens"), kept, tokens), thought)


def _events(response: bytes) -> list[Json]:
    """The objects of a stream of events or of lines, or the one of a server that does not stream."""
    body = response.strip()
    try:
        found = [json.loads(body)]
    except (ValueError, RecursionError):
        lines = [line.removeprefix(b"data:").strip() for line in body.splitlines() if line.startswith((b"data:", b"{"))]
        try:
            found = [json.loads(line) for line in lines if line and line != b"[DONE]"]
        except (ValueError, RecursionError):
            raise NoCompletion from None  # its message quotes the answer
    events = [each for one in found for each in (one if isinstance(one, list) else [one])]
    if not all(isinstance(event, dict) for event in events):
        raise NoCompletion
    return events


def _choices(event: Json) -> list[Json]:
    """The first choice, if any; Ollama's own events are one themselves."""
    choices = event.get("choices", [event] if isinstance(event.get("message"), dict) else None)
    if choices is not None and not isinstance(choices, list):
        raise NoCompletion
    return [choice for choice in (choices or [])[:1] if isinstance(choice, dict)]


def _message(choice: Json) -> Json:
    """What a choice says, in a stream or at once; of the oldest protocol it is a text."""
    found = choice.get("delta") or choice.get("message")
    return found if isinstance(found, dict) else {"content": choice.get("text")}


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else [content]
    return "".join(_part(part) for part in parts if isinstance(part, dict) and part.get("type") in _SAID)


def _part(part: Json) -> str:
    text = part.get("text")
    return text if isinstance(text, str) else ""


def _thinks(message: Json) -> bool:
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    return any(message.get(name) for name in _THOUGHTS) or any(
        isinstance(part, dict) and part.get("type") in ("thinking", "reasoning") for part in parts
    )


def _finish(choices: list[Json]) -> str:
    """The last word on how it ended, in small letters; empty where there is none."""
    said = (choice.get("finish_reason") or choice.get("done_reason") for choice in reversed(choices))
    return next((word.lower() for word in said if isinstance(word, str)), "")


def _broken_off(error: object, text: str) -> Exception:
    return ModelFailed(reason="the server broke off with an error") if text else error_instead(error)


def error_instead(error: object) -> ErrorInstead:
    """For what a response calls its error."""
    code = error.get("code") if isinstance(error, dict) else None
    status = code if isinstance(code, int) and 400 <= code < 600 else 400
    return ErrorInstead(status, json.dumps({"error": error}).encode())


def _below(usage: Json, name: str) -> Json:
    found = usage.get(name)
    return found if isinstance(found, dict) else {}


def _count(usage: Json, name: str) -> int:
    found = usage.get(name)
    return int(found) if isinstance(found, int | float) and found > 0 else 0
