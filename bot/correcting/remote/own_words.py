"""What a server says for itself when it refuses, without what nobody may see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from bot.letters import word_spans, words

ENOUGH = 2000  # characters that are looked at
LONGEST = 200  # … and shown
HIDDEN = "…"
TOGETHER = 3  # words in a row that are quoted from a text; fewer stand there by chance
_LEAST = 4  # letters of a name

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")  # as they stand in a quotation
_ADDRESS = re.compile(r"(https?://)(?:[^\s/@]*@)?([^\s?#]*)\S*")
_SECRET = re.compile(
    r"\b(?:sk|key|bearer|token)[-_=: ]+[\w*.-]*[\d*][\w*.-]*|[\w.-]*\*{2,}[\w*.-]*|\b(?=\w*\d)[\w-]{24,}", re.I
)


def own_words(body: bytes) -> str:
    """The beginning of an error's sentences, whichever way it is wrapped; empty where there are none."""
    try:
        return "; ".join(dict.fromkeys(_sentences(json.loads(body))))[:ENOUGH]
    except ValueError:
        text = body.decode(errors="replace").strip()
        return "" if text.startswith(("<", "{", "[")) else text.partition("\n")[0][:ENOUGH]
    except RecursionError:
        return ""


def _sentences(found: object) -> Iterator[str]:
    """The sentences below the keys that hold them, with the places that pydantic names."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, list):
        for each in found[:10]:
            yield from _sentences(each)
    elif isinstance(found, dict):
        for key in ("error", "message", "msg", "detail", "param", "raw"):
            yield from _sentences(found.get(key))
        if isinstance(place := found.get("loc"), list):
            yield ".".join(map(str, place))
        if isinstance(more := found.get("metadata"), dict):  # OpenRouter's, which hands on what others said
            yield from _sentences(more)


def discreet(said: str, texts: Sequence[str]) -> str:
    """The words of a server fit for a log: printable, short, and nothing of `texts`, of keys and of other secrets."""
    said = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", said)
    said = _ADDRESS.sub(r"\1\2", "".join(sign if sign.isprintable() else " " for sign in said))
    said = _SECRET.sub(HIDDEN, said)
    for text in texts:
        said = _without(said, text)
    said = " ".join(said.split())
    if not any(map(str.isalpha, said)):
        return ""
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + HIDDEN


def _without(said: str, text: str) -> str:
    """Without what was quoted from the text: words in a row as they stand there, and its names and numbers."""
    theirs = [word.lower() for word in words(text)]
    size = min(TOGETHER, len(theirs))
    runs = {tuple(theirs[place : place + size]) for place in range(len(theirs) - size + 1)} if size else set()
    spans = word_spans(said)
    found = [said[start:end] for start, end in spans]
    hidden = {place for place, word in enumerate(found) if word.lower() in theirs and _is_name(word)}
    for place in range(len(found) - size + 1):
        if tuple(word.lower() for word in found[place : place + size]) in runs:
            hidden.update(range(place, place + size))
    for place in sorted(hidden, reverse=True):
        start, end = spans[place]
        said = said[:start] + HIDDEN + said[end:]
    return re.sub(rf"{HIDDEN}(?:\W*{HIDDEN})+", HIDDEN, said)


def _is_name(word: str) -> bool:
    return len(word) >= _LEAST and (word[0].isupper() or any(map(str.isdigit, word)))
