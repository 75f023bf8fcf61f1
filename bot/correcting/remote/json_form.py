"""The forms that an answer in JSON can be bound to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.correcting.asking.answers import listed


@dataclass(frozen=True, slots=True)
class JsonForm:
    """A JSON `schema` with a name, and whether a text is a whole answer of that form.

    The `texts` are what of the schema was read from a photo, and shown to nobody.
    """

    name: str
    schema: Mapping[str, object]
    is_whole: Callable[[str], bool]
    texts: Sequence[str] = ()


REPAIRS = JsonForm(
    "repairs",
    {
        "type": "object",
        "properties": {"misread": {"type": "array", "items": {"type": "string"}}},
        "required": ["misread"],
        "additionalProperties": False,
    },
    lambda said: listed(said) is not None,
)
