"""The runtime on llama-cpp-python, which pip compiles for the processor at hand: the extra `native`."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import llama_cpp
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.local.grammar import REPAIRS
from bot.correcting.local.runtime import BATCH, NO_THINKING, Options, Unanswered, Unloadable, closed, whole_lines

# The formatter hands nothing on to the template.
_SILENT = "".join(f"{{% set {name} = {str(value).lower()} %}}" for name, value in NO_THINKING.items())


class LlamaCppRuntime:
    """A Runtime."""

    def __init__(self, options: Options) -> None:
        try:
            self._llama = llama_cpp.Llama(
                options.model,
                n_ctx=options.context,
                n_batch=BATCH,
                n_ubatch=BATCH,
                n_gpu_layers=options.gpu_layers,
                n_threads=options.threads,
                n_threads_batch=options.threads,
                verbose=True,  # else it hides why it cannot load a model
            )
        except ValueError as error:
            raise Unloadable(str(error)) from error
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._llama.model)
        self._prompt = Jinja2ChatFormatter(
            _SILENT + self._llama.metadata["tokenizer.chat_template"],
            eos_token=self._text_of(self._llama.token_eos()),
            bos_token=self._text_of(self._llama.token_bos()),
        )
        self._stop: Callable[[], bool] = lambda: False
        self._asked = llama_cpp.ggml_abort_callback(lambda _: self._stop())
        llama_cpp.llama_set_abort_callback(self._llama.ctx, self._asked, ctypes.c_void_p())

    def answer(self, question: Question, stop: Callable[[], bool]) -> Completion | None:
        """The answer, or None; it is asked to stop between any two steps of a computation."""
        prompt = closed(self._prompt(messages=question.messages).prompt)
        tokens = self._llama.tokenize(prompt.encode(), add_bos=False, special=True)
        if len(tokens) + question.most_tokens > self._llama.n_ctx():
            raise Unanswered(f"it takes {len(tokens)} tokens and up to {question.most_tokens} more")
        kept = self._llama.longest_token_prefix(self._llama.input_ids[: self._llama.n_tokens], tokens[:-1])
        self._stop = stop
        try:
            answer = list(self._answered(tokens, question))
        except RuntimeError as error:
            if not stop():
                raise Unanswered(str(error)) from error
        if stop():
            return None
        text = self._llama.detokenize(answer).decode(errors="ignore")
        cut = len(answer) == question.most_tokens
        return whole_lines(Completion(text, len(tokens), kept, len(answer), cut))

    def weigh(self, lattice: Lattice, stop: Callable[[], bool]) -> Weights | None:
        """Raises Unanswered."""
        raise Unanswered("llama-cpp-python is used to write only")

    def _answered(self, tokens: list[int], question: Question) -> Iterator[int]:
        """The tokens of the answer, each as soon as it is known."""
        grammar = llama_cpp.LlamaGrammar.from_string(REPAIRS, verbose=False)
        generated: Iterator[int] = self._llama.generate(tokens, temp=0, grammar=grammar)
        for number, token in enumerate(generated, 1):
            if self._stop() or llama_cpp.llama_vocab_is_eog(self._vocabulary, token):
                return
            yield token
            if number == question.most_tokens:
                return

    def _text_of(self, token: int) -> str:
        return self._llama.detokenize([token], special=True).decode() if token >= 0 else ""
