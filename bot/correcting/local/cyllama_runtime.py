"""The runtime on cyllama: llama.cpp itself, from a wheel that needs no compiler. It weighs, and does not write."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from cyllama.llama import llama_cpp
from numpy.typing import NDArray

from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.local.runtime import BATCH, Options, Unanswered, Unloadable
from bot.correcting.local.token_tree import Step
from bot.correcting.local.weighing import BRANCHES, Interrupted, weigh

LINE_FEED = "\n"


class CyllamaRuntime:
    """A Runtime."""

    def __init__(self, options: Options) -> None:
        try:
            self._decoder = CyllamaDecoder(options)
        except (RuntimeError, ValueError) as error:
            raise Unloadable(str(error)) from error

    def answer(self, question: Question, stop: Callable[[], bool]) -> Completion | None:
        """Raises Unanswered."""
        raise Unanswered("cyllama weighs, it does not write")

    def weigh(self, lattice: Lattice, stop: Callable[[], bool]) -> Weights | None:
        """The weights, or None; it is asked to stop between any two steps of a computation. Raises Unanswered."""
        self._decoder.stop = stop
        return weigh(self._decoder, lattice, stop)


class _Model(llama_cpp.LlamaModel):  # type: ignore[misc]
    """A model with the size of its vocabulary, which a context asks it for and cyllama forgot."""

    @property
    def n_vocab(self) -> int:
        size: int = self.get_vocab().n_vocab
        return size


class CyllamaDecoder:
    """A SequenceDecoder. Raises Unloadable, and what cyllama raises, where there is no such model."""

    def __init__(self, options: Options) -> None:
        parameters = llama_cpp.LlamaModelParams()
        parameters.n_gpu_layers = options.gpu_layers
        parameters.use_extra_bufts = False  # weights as they lie in the file, as in `xllamacpp_runtime`
        self._model = _Model(options.model, parameters, verbose=True)  # else it hides why it cannot load a model
        self._check()
        self._context = llama_cpp.LlamaContext(self._model, _context_parameters(options), verbose=False)
        self._batch = llama_cpp.LlamaBatch(n_tokens=BATCH, embd=0, n_seq_max=1 + BRANCHES)
        self._vocabulary = self._model.get_vocab()
        self.chance = -math.log(self._model.n_vocab)
        self._room = options.context
        self._kept = self._text = 0
        # Some vocabularies put a space before any text: behind a line feed, which is cut off again, it does no harm.
        bare = self._tokens(LINE_FEED)
        self._before = len(bare) if len(bare) > 1 else 0
        begin = self._vocabulary.token_bos()
        self.start: Sequence[int] = [begin] if self._vocabulary.get_add_bos() and begin >= 0 else bare
        self.stop: Callable[[], bool] = lambda: False
        self._context.set_abort_callback(lambda: self.stop())

    def tokens(self, text: str) -> Sequence[int]:
        """The tokens of a text, without any of a chat."""
        return self._tokens(LINE_FEED + text)[self._before :] if self._before else self._tokens(text)

    def compute(self, steps: Sequence[Step]) -> list[tuple[float, ...]]:
        """The logarithms. Raises Unanswered, Interrupted."""
        self._kept += len(steps)
        if self._kept > self._room:
            raise Unanswered(f"the text takes more than the {self._room} tokens that the model knows")
        self._batch.clear()
        for step in steps:
            self._batch.add(step.token, step.position, list(step.sequences), bool(step.wanted))
        try:
            self._context.decode(self._batch)
        except InterruptedError as error:
            raise Interrupted from error
        except (RuntimeError, ValueError) as error:
            raise Unanswered(str(error)) from error
        return [self._logarithms(number, step.wanted) if step.wanted else () for number, step in enumerate(steps)]

    def forget(self) -> None:
        """Keep nothing."""
        self._context.kv_cache_clear()
        self._kept = self._text = 0

    def branch(self, number: int) -> None:
        """Let sequences begin as the text."""
        self._text = self._kept
        for sequence in range(1, number + 1):
            self._context.memory_seq_cp(0, sequence, -1, -1)

    def prune(self, number: int) -> None:
        """Keep nothing of them."""
        self._kept = self._text
        for sequence in range(1, number + 1):
            self._context.memory_seq_rm(sequence, -1, -1)

    def _check(self) -> None:
        """Raise Unloadable for a model that cannot tell how likely a text is, or cannot branch."""
        metadata = self._model.metadata()
        architecture = metadata.get("general.architecture", "")
        if self._model.has_encoder() or metadata.get(f"{architecture}.attention.causal") == "false":
            raise Unloadable(f"a model of the kind {architecture} does not tell how likely a text is")
        if self._model.is_recurrent() or self._model.is_hybrid():
            raise Unloadable(f"a model of the kind {architecture} cannot weigh readings")

    def _tokens(self, text: str) -> list[int]:
        return list(self._vocabulary.tokenize(text, add_special=False, parse_special=False))

    def _logarithms(self, number: int, wanted: Sequence[int]) -> tuple[float, ...]:
        """Of the softmax of a step's scores."""
        listed: list[float] | None = self._context.get_logits_ith(number)
        if not listed:
            raise Unanswered("the model gives no probabilities")
        scores: NDArray[np.float32] = np.fromiter(listed, np.float32, len(listed))
        best = scores.max()
        found = scores[list(wanted)] - best - np.log(np.exp(scores - best).sum())
        if not np.isfinite(found).all():
            raise Unanswered("the model computes numbers that are none")
        return tuple(found.tolist())


def _context_parameters(options: Options) -> Any:
    """What the context is made with."""
    parameters = llama_cpp.LlamaContextParams()
    parameters.n_ctx = options.context
    parameters.n_batch = parameters.n_ubatch = BATCH
    parameters.n_seq_max = 1 + BRANCHES
    parameters.kv_unified = True  # branches share the text
    parameters.swa_full = True  # else a model with a sliding window forgets what branches begin with
    parameters.n_threads = parameters.n_threads_batch = options.threads
    return parameters
