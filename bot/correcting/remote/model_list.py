"""Which of the models that a server lists is asked, where nobody named one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.correcting.remote.completions import NoCompletion

# Of models that do not chat: they embed, rank, judge, hear, speak, or paint.
_NO_CHAT = re.compile(
    r"embed|(?<![a-z])(?:rerank|whisper|tts|speech|transcri|audio|realtime|image|dall-e|diffusion|flux|moderation|guard|"
    r"clip|colbert|minilm|bge|gte|e5)",
    re.IGNORECASE,
)
_KINDS = frozenset({"embedding", "embeddings", "rerank", "image", "audio", "moderation", "transcribe", "video"})


def model_names(response: bytes) -> list[str]:
    """The names of the models that a server lists, those that chat first; raises NoCompletion where it lists none.

    A list that is empty or null is one.
    """
    try:
        found = json.loads(response)
    except (ValueError, RecursionError):
        raise NoCompletion from None
    if isinstance(found, dict):
        found = found.get("data", found.get("models", ...))
    if found is not None and not isinstance(found, list):
        raise NoCompletion
    named = [(name, entry) for entry in found or [] if (name := _name(entry))]
    if found and not named:
        raise NoCompletion
    return [name for name, _ in sorted(named, key=lambda one: not _chats(*one))]


def _name(entry: object) -> str:
    if isinstance(entry, str):
        return entry
    names = (entry.get(key) for key in ("id", "name", "model")) if isinstance(entry, dict) else ()
    return next((name for name in names if isinstance(name, str) and name), "")


def _chats(name: str, entry: object) -> bool:
    return not _NO_CHAT.search(name) and not (isinstance(entry, dict) and _is_said_not_to(entry))


def _is_said_not_to(entry: Mapping[str, Any]) -> bool:
    """Whether LM Studio, Together, Mistral or OpenRouter say that it does not chat, each in its own words."""
    abilities, shape = entry.get("capabilities"), entry.get("architecture")
    makes = shape.get("output_modalities") if isinstance(shape, dict) else None
    return (
        entry.get("type") in _KINDS
        or (isinstance(abilities, dict) and abilities.get("completion_chat") is False)
        or (isinstance(makes, list) and "text" not in makes)
    )
