"""Safe HTML of a message for the chat page: every character escaped, only tags from a short list."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from bot.sandbox.entities import Entity, Formatted, utf16_slice

_TAG = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def to_html(formatted: Formatted) -> str:
    """HTML that shows the text with its entities, nested correctly even where they overlap."""
    length = len(formatted)
    edges = {0, length}
    for entity in formatted.entities:
        edges.update((min(entity.offset, length), min(entity.end, length)))
    out: list[str] = []
    open_now: list[Entity] = []
    points = sorted(edges)
    for start, end in pairwise(points):
        wanted = [entity for entity in formatted.entities if entity.offset <= start and end <= entity.end]
        out += _change_tags(formatted, open_now, wanted)
        out.append(escape(utf16_slice(formatted.text, start, end)))
        open_now = wanted
    out += _change_tags(formatted, open_now, [])
    return "".join(out)


def _change_tags(formatted: Formatted, now: list[Entity], wanted: list[Entity]) -> list[str]:
    same = 0
    while same < min(len(now), len(wanted)) and now[same] == wanted[same]:
        same += 1
    closing = [_tags(formatted, entity)[1] for entity in reversed(now[same:])]
    opening = [_tags(formatted, entity)[0] for entity in wanted[same:]]
    return closing + opening


def _tags(formatted: Formatted, entity: Entity) -> tuple[str, str]:
    if tag := _TAG.get(entity.type):
        return f"<{tag}>", f"</{tag}>"
    if entity.type == "expandable_blockquote":
        return '<blockquote class="expandable">', "</blockquote>"
    if entity.type == "spoiler":
        return '<span class="spoiler">', "</span>"
    link = _link(formatted, entity)
    if link and _LINK.fullmatch(link):
        return f'<a href="{escape(link)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return "", ""


def _link(formatted: Formatted, entity: Entity) -> str | None:
    match entity.type:
        case "text_link":
            return entity.url
        case "url":
            return formatted.part(entity)
        case "email":
            return f"mailto:{formatted.part(entity)}"
    return None
