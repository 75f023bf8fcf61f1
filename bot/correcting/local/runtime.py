"""What runs a GGUF file, whichever library does it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import Completion, Question

# Tokens of a question that are computed between two looks at `stop`: of 16 each takes 56 ms of a core, of 193 only 38.
BATCH = 256

# What templates are told, each by its own word, so that a model answers at once: Qwen3's and GLM's, DeepSeek's.
NO_THINKING = {"enable_thinking": False, "thinking": False}


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

    def weigh(self, lattice: Lattice, stop: Callable[[], bool]) -> Weights | None:
        """The weights; None where `stop` said yes. Raises Unanswered."""
        ...


def closed(prompt: str) -> str:
    """A prompt whose template opens a thought, with that closed: the answer is bound from its first token."""
    return f"{prompt.rstrip()}\n\n</think>\n\n" if prompt.rstrip().endswith("<think>") else prompt


def whole_lines(answer: Completion) -> Completion:
    """An answer without its last line where that was cut off by the limit of tokens."""
    return replace(answer, text=answer.text[: answer.text.rfind("\n") + 1]) if answer.cut else answer
