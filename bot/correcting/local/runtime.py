"""What runs a GGUF file: one of two libraries, behind one small interface."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Literal, Protocol

from bot.correcting.language_model import Completion, Question

Library = Literal["llama-cpp-python", "xllamacpp"]
# Tokens of a question that are computed between two looks at `stop`: of 16 each takes 56 ms of a core, of 193 only 38.
BATCH = 256


@dataclass(frozen=True, slots=True)
class Options:
    """The `model` is a GGUF file, `context` in tokens; `parent` is the process without which the runtime's ends."""

    library: Library
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


def installed_library() -> Library:
    """llama-cpp-python where it is installed, as it is compiled for the processor at hand; else xllamacpp."""
    return "llama-cpp-python" if find_spec("llama_cpp") else "xllamacpp"


def load(options: Options) -> Runtime:
    """Load a model. Raises Unloadable, and ImportError or OSError where the library itself does not work."""
    if options.library == "llama-cpp-python":
        from bot.correcting.local.llama_cpp_runtime import LlamaCppRuntime

        return LlamaCppRuntime(options)
    from bot.correcting.local.xllamacpp_runtime import XllamacppRuntime

    return XllamacppRuntime(options)


def whole_lines(text: str, cut: bool) -> str:
    """An answer without its last line where that was `cut` off by the limit of tokens."""
    return text[: text.rfind("\n") + 1] if cut else text


def messages(question: Question) -> list[dict[str, str]]:
    """The question as a chat."""
    return [{"role": "system", "content": question.system}, {"role": "user", "content": question.user}]
