"""What runs a GGUF file, whichever library does it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Protocol

from bot.correcting.language_model import Completion, Question

# Tokens of a question that are computed between two looks at `stop`: of 16 each takes 56 ms of a core, of 193 only 38.
BATCH = 256


@dataclass(frozen=True, slots=True)
class Options:
    """The `library` by its name in `runtimes`, the `model` a GGUF file, `context` in tokens.

    `parent` is the process without which the runtime's ends.
    """

    library: str
    model: str
    context: int
    gpu_layers: int
    threads: int
    parent: int

    def dump(self) -> str:
        """As one argument of a command line."""
        return json.dumps(asdict(self))


class Unloadable(Exception):
    """The runtime cannot load the model."""


class Unanswered(Exception):
    """The runtime gave no answer; the message says why."""


class Runtime(Protocol):
    """A loaded model. Answers are bound by the grammar of the question's lines, and are the likeliest."""

    def answer(self, question: Question, stop: Callable[[], bool]) -> Completion | None:
        """The answer; None where `stop`, which is asked all the time, said yes. Raises Unanswered."""
        ...


def whole_lines(text: str, cut: bool) -> str:
    """An answer without its last line where that was `cut` off by the limit of tokens."""
    return text[: text.rfind("\n") + 1] if cut else text
