"""The runtime on xllamacpp: llama.cpp's server as a library, from a wheel that needs no compiler."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import xllamacpp

from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.local.grammar import REPAIRS
from bot.correcting.local.runtime import BATCH, NO_THINKING, Options, Unanswered, Unloadable, whole_lines

ERRORS_ONLY = 1  # of llama.cpp's log


class XllamacppRuntime:
    """A Runtime. The server opens a port on loopback that nobody needs: only a key that nobody has opens it."""

    def __init__(self, options: Options) -> None:
        try:
            self._server = xllamacpp.Server(parameters_for(options))
        except RuntimeError as error:
            raise Unloadable(str(error)) from error

    def answer(self, question: Question, stop: Callable[[], bool]) -> Completion | None:
        """The answer, or None; it is asked to stop after each token, and after each batch of the question's."""
        pieces: list[dict[str, Any]] = []

        def heard(piece: dict[str, Any]) -> bool:
            pieces.append(piece)
            return stop()

        self._server.handle_chat_completions(_request(question), heard)
        last = pieces[-1] if pieces else {}
        if "error" in last:
            raise Unanswered(last["error"]["message"])
        return _completion(pieces) if "usage" in last else None

    def weigh(self, lattice: Lattice, stop: Callable[[], bool]) -> Weights | None:
        """Raises Unanswered: the server gives the probabilities of what it writes only."""
        raise Unanswered("xllamacpp writes, it does not weigh")


def parameters_for(options: Options) -> Any:
    """What the server is started with, as xllamacpp.CommonParams."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = options.model
    parameters.n_ctx = options.context
    parameters.n_batch = parameters.n_ubatch = BATCH
    parameters.n_gpu_layers = options.gpu_layers
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = options.threads
    parameters.n_parallel = 1
    parameters.api_keys = [secrets.token_urlsafe()]
    parameters.no_extra_bufts = True  # weights as they lie in the file: 2.2 GB instead of 3.5 for a model of 2.1
    parameters.cache_ram_mib = 0  # else it keeps the state of earlier questions in up to 8 GB
    parameters.fit_params = False  # else it may make the context smaller
    parameters.warmup = False
    parameters.verbosity = ERRORS_ONLY
    return parameters


def _request(question: Question) -> dict[str, Any]:
    return {
        "messages": question.messages,
        "grammar": REPAIRS,
        "max_tokens": question.most_tokens,
        "temperature": 0,
        "cache_prompt": True,
        "stream": True,
        "stream_options": {"include_usage": True},
        "return_progress": True,
        "chat_template_kwargs": NO_THINKING,
    }


def _completion(pieces: list[dict[str, Any]]) -> Completion:
    choices = [choice for piece in pieces for choice in piece["choices"]]
    text = "".join(_said(choice["delta"]) for choice in choices)
    cut = any(choice["finish_reason"] == "length" for choice in choices)
    usage = pieces[-1]["usage"]
    kept = usage["prompt_tokens_details"]["cached_tokens"]
    return whole_lines(Completion(text, usage["prompt_tokens"], kept, usage["completion_tokens"], cut))


def _said(delta: dict[str, Any]) -> str:
    """What a piece adds to the answer, which the grammar binds from its first token.

    Where a template always opens a thought, the server takes for a thought what is the answer.
    """
    return (delta.get("reasoning_content") or "") + (delta.get("content") or "")
