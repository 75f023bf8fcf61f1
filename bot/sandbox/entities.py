"""Telegram's message entities: which part of a text is bold, a link or a command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

MAX_ENTITIES = 100

_PATTERNS = {
    "url": re.compile(r"https?://[^\s<>\"]*[^\s<>\".,:;!?)\]}']"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"),
    "bot_command": re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII),
    "hashtag": re.compile(r"(?<![\w#&])#\d*[^\W\d]\w*"),
}
_SPLIT_BY_CODE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_CLOSED = frozenset({"code", "pre", "text_link"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked part of a text; `offset` and `length` count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length

    def as_json(self) -> dict[str, object]:
        """The Bot API's MessageEntity."""
        data: dict[str, object] = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.url is not None:
            data["url"] = self.url
        if self.language is not None:
            data["language"] = self.language
        return data


@dataclass(frozen=True, slots=True)
class Formatted:
    """A plain text and its entities in order of their offsets."""

    text: str
    entities: tuple[Entity, ...] = ()

    def __len__(self) -> int:
        return utf16_length(self.text)

    def part(self, entity: Entity) -> str:
        """The text that the entity covers."""
        return utf16_slice(self.text, entity.offset, entity.end)


NO_TEXT = Formatted("")


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    """The part between two offsets in UTF-16 units; half a character becomes U+FFFD."""
    units = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return units.decode("utf-16-le", "replace")


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities as Telegram orders them, outer before inner and quotes outermost, without those beyond its limit."""
    nesting = sorted(entities, key=lambda entity: (entity.offset, -entity.length, "blockquote" not in entity.type))
    return tuple(nesting[:MAX_ENTITIES])


def outside_code(entities: Iterable[Entity]) -> Iterator[Entity]:
    """Entities as Telegram keeps them: code holds no bold and the like, which ends before it and goes on after it."""
    given = ordered(entities)
    code = [entity for entity in given if entity.type in ("code", "pre")]
    for entity in given:
        start = entity.offset
        for inner in code if entity.type in _SPLIT_BY_CODE else ():
            if start < inner.end and inner.offset < entity.end:
                if start < inner.offset:
                    yield replace(entity, offset=start, length=inner.offset - start)
                start = inner.end
        if start < entity.end:
            yield replace(entity, offset=start, length=entity.end - start)


def entity_from_json(data: Mapping[str, object]) -> Entity:
    """An entity from the Bot API's MessageEntity; raises ValueError if a field is wrong."""
    match data:
        case {"type": str(kind), "offset": int(offset), "length": int(length)} if offset >= 0 and length > 0:
            url, language = data.get("url"), data.get("language")
            return Entity(
                kind,
                offset,
                length,
                url if isinstance(url, str) else None,
                language if isinstance(language, str) else None,
            )
    raise ValueError("can't parse MessageEntity")


def trimmed(formatted: Formatted) -> Formatted:
    """The text without surrounding white space, as Telegram stores it; a leading entity keeps its own."""
    text = formatted.text.rstrip()
    first = min((entity.offset for entity in formatted.entities), default=len(text))
    cut = min(len(text) - len(text.lstrip()), first)
    end = utf16_length(text)
    entities = (
        replace(entity, offset=entity.offset - cut, length=min(entity.end, end) - entity.offset)
        for entity in formatted.entities
    )
    return Formatted(text[cut:], tuple(entity for entity in entities if entity.length > 0))


def with_detected(formatted: Formatted) -> Formatted:
    """Adds what Telegram finds by itself: links, addresses, commands, mentions and hashtags."""
    taken = [entity for entity in formatted.entities if entity.type in _CLOSED]
    found: list[Entity] = []
    for entity in _matches(formatted.text):
        if not any(entity.offset < other.end and other.offset < entity.end for other in (*taken, *found)):
            found.append(entity)
    return Formatted(formatted.text, ordered((*formatted.entities, *found)))


def _matches(text: str) -> Iterator[Entity]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            yield Entity(kind, utf16_length(text[: match.start()]), utf16_length(match[0]))
