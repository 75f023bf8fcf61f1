"""Checks calls and answers against the machine-readable Bot API, `botapi/api.json` of the test data.

Files are expected as the stand-in records them: `{"file": name, "bytes": n}` in place of the upload.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

Spec = Mapping[str, Any]

_ARRAY = "Array of "
_RANGE = re.compile(r"(\d+)-(\d+) (characters|bytes|items)")
_CONSTANT = re.compile(r"(?:always|must be) [“\"]?([a-z_]+)[”\"]?\.?$")
_PARSED = re.compile("after entit(?:y|ies) parsing")
_UPLOAD = frozenset({"file", "bytes"})
_TAGS = {
    *("a", "b", "blockquote", "code", "del", "em", "i", "ins", "pre", "s", "span", "strike", "strong", "u"),
    *("tg-emoji", "tg-spoiler", "tg-time"),
}


def violations(method: str, params: Mapping[str, object], spec: Spec) -> list[str]:
    """What is wrong with a call: a sentence for each mistake, none if it is right."""
    known = spec["methods"].get(method)
    if known is None:
        return [f"{method}: unknown method"]
    return list(_Checker(spec).fields(known.get("fields", []), params, method))


def result_violations(method: str, result: object, spec: Spec) -> list[str]:
    """What is wrong with the result of a call."""
    return _Checker(spec).any_of(spec["methods"][method]["returns"], result, method)


class _Checker:
    def __init__(self, spec: Spec) -> None:
        self.types = spec["types"]

    def fields(self, fields: Sequence[Spec], values: Mapping[str, Any], path: str) -> Iterator[str]:
        known = {field["name"]: field for field in fields}
        for name in values.keys() - known.keys():
            yield f"{path}.{name}: unknown"
        for name, field in known.items():
            if name in values:
                yield from self.field(field, values[name], f"{path}.{name}", values.get("parse_mode"))
            elif field["required"]:
                yield f"{path}.{name}: missing"

    def field(self, field: Spec, value: object, path: str, parse_mode: object) -> Iterator[str]:
        description = field["description"]
        if _is_upload(value) and "attach://" in description:
            return
        wrong = self.any_of(field["types"], value, path)
        yield from wrong or _out_of_range(description, value, path, parse_mode)
        constant = _CONSTANT.search(description)
        if constant and field["name"] in ("type", "status", "source") and value != constant[1]:
            yield f"{path}: must be {constant[1]}"

    def any_of(self, types: Iterable[str], value: object, path: str) -> list[str]:
        """The mistakes against the type that fits best."""
        return min((list(self.one(kind, value, path)) for kind in types), key=len)

    def one(self, kind: str, value: object, path: str) -> Iterator[str]:
        if kind == "InputFile":
            if not _is_upload(value):
                yield f"{path}: not an upload"
        elif kind.startswith(_ARRAY):
            if not isinstance(value, list):
                yield f"{path}: not an array"
                return
            for index, item in enumerate(value):
                yield from self.one(kind.removeprefix(_ARRAY), item, f"{path}[{index}]")
        elif kind in self.types:
            yield from self.object(self.types[kind], kind, value, path)
        elif not _is_basic(kind, value):
            yield f"{path}: not a {kind}"

    def object(self, known: Spec, kind: str, value: object, path: str) -> Iterator[str]:
        if subtypes := known.get("subtypes"):
            yield from self.any_of(subtypes, value, path)
        elif not isinstance(value, Mapping):
            yield f"{path}: not a {kind}"
        else:
            yield from self.fields(known.get("fields", []), value, path)


def _is_upload(value: object) -> bool:
    return isinstance(value, Mapping) and value.keys() == _UPLOAD


def _is_basic(kind: str, value: object) -> bool:
    is_bool = isinstance(value, bool)
    match kind:
        case "String":
            return isinstance(value, str)
        case "Boolean":
            return is_bool
        case "Integer":
            return isinstance(value, int) and not is_bool
        case "Float":
            return isinstance(value, int | float) and not is_bool
    return False


def _out_of_range(description: str, value: object, path: str, parse_mode: object) -> Iterator[str]:
    found = _RANGE.search(description)
    if found is None or not isinstance(value, str | list):
        return
    low, high, unit = int(found[1]), int(found[2]), found[3]
    if isinstance(value, str) and _PARSED.search(description) and parse_mode == "HTML":
        text = _PlainText(value)
        yield from (f"{path}: {mistake}" for mistake in text.mistakes)
        value = text.text
    count = _count(value, unit)
    if count is not None and not low <= count <= high:
        yield f"{path}: {count} {unit}, not {low}-{high}"


def _count(value: str | list[Any], unit: str) -> int | None:
    match unit, value:
        case "items", list():
            return len(value)
        case "bytes", str():
            return len(value.encode())
        case "characters", str():
            return len(value.encode("utf-16-le")) // 2
    return None


class _PlainText(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.mistakes: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.mistakes += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._open.append(tag)
        if tag not in _TAGS:
            self.mistakes.append(f"<{tag}> is not known")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.mistakes.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data
