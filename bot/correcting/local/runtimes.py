"""The libraries that run a model, the one that is to be preferred first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from bot.correcting.local.runtime import Options, Runtime


@dataclass(frozen=True, slots=True)
class Library:
    """The `package` that is imported where the library is used, and how a model is loaded with it."""

    package: str
    load: Callable[[Options], Runtime]


def _llama_cpp(options: Options) -> Runtime:
    from bot.correcting.local.llama_cpp_runtime import LlamaCppRuntime

    return LlamaCppRuntime(options)


def _xllamacpp(options: Options) -> Runtime:
    from bot.correcting.local.xllamacpp_runtime import XllamacppRuntime

    return XllamacppRuntime(options)


LIBRARIES = {
    "llama-cpp-python": Library("llama_cpp", _llama_cpp),  # as it is compiled for the processor at hand
    "xllamacpp": Library("xllamacpp", _xllamacpp),
}


def installed_library() -> str:
    """The first that is installed; xllamacpp comes with the bot."""
    return next((name for name, library in LIBRARIES.items() if find_spec(library.package)), "xllamacpp")


def load(options: Options) -> Runtime:
    """Load a model. Raises Unloadable, and ImportError or OSError where the library itself does not work."""
    return LIBRARIES[options.library].load(options)
