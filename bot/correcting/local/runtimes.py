"""The libraries that run a model, the one that is to be preferred first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from bot.correcting.local.runtime import Options, Runtime


@dataclass(frozen=True, slots=True)
class Library:
    """The `package` that is imported where the library is used, how a model is loaded with it, and its `gpus`.

    One that `weighs` is asked to weigh only.
    """

    package: str
    load: Callable[[Options], Runtime]
    gpus: Callable[[], list[str]]
    weighs: bool = False


def _llama_cpp(options: Options) -> Runtime:
    from bot.correcting.local.llama_cpp_runtime import LlamaCppRuntime

    return LlamaCppRuntime(options)


def _cyllama(options: Options) -> Runtime:
    from bot.correcting.local.cyllama_runtime import CyllamaRuntime

    return CyllamaRuntime(options)


def _xllamacpp(options: Options) -> Runtime:
    from bot.correcting.local.xllamacpp_runtime import XllamacppRuntime

    return XllamacppRuntime(options)


def _llama_cpp_gpus() -> list[str]:
    """It does not name them."""
    import llama_cpp

    return ["a GPU"] if llama_cpp.llama_supports_gpu_offload() else []


def _cyllama_gpus() -> list[str]:
    """Those with memory of their own."""
    from cyllama.llama.llama_cpp import ggml_backend_dev_info

    return [device["description"] for device in ggml_backend_dev_info() if device["type"] == "GPU"]


def _xllamacpp_gpus() -> list[str]:
    """Those beside the processor: one inside it takes the same memory."""
    import xllamacpp

    own = xllamacpp.ggml_backend_dev_type.GGML_BACKEND_DEVICE_TYPE_GPU
    return [device["description"] for device in xllamacpp.get_device_info() if device["type"] == own]


LIBRARIES = {
    "llama-cpp-python": Library("llama_cpp", _llama_cpp, _llama_cpp_gpus),  # as it is compiled for this processor
    "cyllama": Library("cyllama", _cyllama, _cyllama_gpus, weighs=True),
    "xllamacpp": Library("xllamacpp", _xllamacpp, _xllamacpp_gpus),
}


def installed_library() -> str:
    """The first that is installed; xllamacpp comes with the bot."""
    return next((name for name, library in LIBRARIES.items() if find_spec(library.package)), "xllamacpp")


def answering_library() -> str | None:
    """The first that is installed and answers questions."""
    names = (name for name, library in LIBRARIES.items() if not library.weighs and find_spec(library.package))
    return next(names, None)


def load(options: Options) -> Runtime:
    """Load a model. Raises Unloadable, and ImportError or OSError where the library itself does not work."""
    return LIBRARIES[options.library].load(options)
