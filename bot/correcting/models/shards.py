"""Models in several files: `NAME-00001-of-00003.gguf` is the first of three, and the one that is loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

PART = re.compile(r"(.+)-\d{5}-of-(\d{5})(\.gguf)", re.IGNORECASE | re.DOTALL)


def shards(name: str) -> tuple[str, ...]:
    """The files of the model to which a file belongs, in order; the file alone where it is whole."""
    match = PART.fullmatch(name)
    count = int(match[2]) if match else 0
    if not match or not count:
        return (name,)
    return tuple(f"{match[1]}-{number:05}-of-{match[2]}{match[3]}" for number in range(1, count + 1))


def whole_models(names: Iterable[str], fits: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """The models of which a file fits and no file is missing, each as the names of its files, sorted."""
    there = set(names)
    return sorted(model for model in {shards(name) for name in there if fits(name)} if there.issuperset(model))
