"""Telegram's HTML: from a message with tags to plain text and entities, refusing what Telegram refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.entities import Entity, Formatted, ordered, utf16_length

_ENTITY_OF_TAG = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    offset: int
    attributes: Mapping[str, str]


def parse_html(source: str) -> Formatted:
    """Plain text and entities of a text in Telegram's HTML; raises ApiError where the HTML is wrong."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> Formatted:
        while self.position < len(self.source):
            if self.source.startswith("</", self.position):
                self._end_tag()
            elif self.source[self.position] == "<":
                self._start_tag()
            else:
                self._text()
        if self.open:
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return Formatted("".join(self.parts), ordered(self.entities))

    def _text(self) -> None:
        end = self.source.find("<", self.position)
        end = len(self.source) if end < 0 else end
        text = _REFERENCE.sub(_character, self.source[self.position : end])
        self.parts.append(text)
        self.length += utf16_length(text)
        self.position = end

    def _start_tag(self) -> None:
        start = self.position
        at = f"at byte offset {self._bytes(start)}"
        name = self._name(start + 1)
        if self.position == len(self.source):
            raise _cannot_parse(f"Unclosed start tag {at}")
        if name not in _ENTITY_OF_TAG:
            raise _cannot_parse(f'Unsupported start tag "{name}" {at}')
        attributes = self._attributes()
        if not self._skip_to_close():
            raise _cannot_parse(f"Unclosed start tag {at}")
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" {at}')
        self.open.append(_OpenTag(name, self.length, attributes))

    def _end_tag(self) -> None:
        start = self.position
        at = f"at byte offset {self._bytes(start)}"
        name = self._name(start + 2)
        if not self._skip_to_close():
            raise _cannot_parse(f"Unclosed end tag {at}")
        if not self.open:
            raise _cannot_parse(f"Unexpected end tag {at}")
        tag = self.open.pop()
        if name and name != tag.name:
            raise _cannot_parse(f'Unmatched end tag {at}, expected "</{tag.name}>", found "</{name}>"')
        self._close(tag)

    def _name(self, begin: int) -> str:
        self.position = begin
        while self.position < len(self.source) and self.source[self.position] not in "> \t\r\n":
            self.position += 1
        return self.source[begin : self.position].lower()

    def _skip_to_close(self) -> bool:
        while self.source[self.position : self.position + 1].isspace():
            self.position += 1
        closes = self.source.startswith(">", self.position)
        self.position += closes
        return closes

    def _attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self.source, self.position):
            value = next((group for group in found.groups()[1:] if group is not None), "")
            attributes[found[1].lower()] = _REFERENCE.sub(_character, value)
            self.position = found.end()
        return attributes

    def _close(self, tag: _OpenTag) -> None:
        length = self.length - tag.offset
        if not length:
            return
        kind, url, language = _ENTITY_OF_TAG[tag.name], None, None
        if tag.name == "a":
            url = tag.attributes.get("href") or self._since(tag.offset)
            if not _is_link(url):
                return
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            kind = "expandable_blockquote"
        elif tag.name == "code" and self._is_whole_pre(tag):
            return
        elif tag.name == "pre":
            language = _language(tag)
        self.entities.append(Entity(kind, tag.offset, length, url, language))

    def _is_whole_pre(self, code: _OpenTag) -> bool:
        if not (self.open and self.open[-1].name == "pre" and self.open[-1].offset == code.offset):
            return False
        if _language(code):
            self.open[-1] = replace(self.open[-1], attributes=code.attributes)
        return True

    def _since(self, offset: int) -> str:
        units = "".join(self.parts).encode("utf-16-le", "surrogatepass")
        return units[2 * offset :].decode("utf-16-le", "replace")

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def _cannot_parse(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _language(tag: _OpenTag) -> str | None:
    prefix, _, language = tag.attributes.get("class", "").partition("language-")
    return language if language and not prefix else None


def _character(reference: re.Match[str]) -> str:
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _NAMED[name.lower()]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else reference[0]


def _is_link(url: str) -> bool:
    return bool(re.match(r"(?:https?|tg|ton|mailto|tel):|[\w-]+(?:\.[\w-]+)+", url, re.IGNORECASE))
