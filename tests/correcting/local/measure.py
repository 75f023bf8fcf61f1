"""Measures what a model costs: `python -m tests.correcting.local.measure MODEL.gguf`.

Load to the first answer, what is kept of the system prompt, and memory, through the front door. Then one page with 5 %
of its words wrong, corrected in three ways: weighed, asked and answered as where a model cannot weigh, and the whole
text in and out as the tutorial does it. The model's weights may be random: a grammar admits the known answer's tokens
only, and weights take as long whatever they are.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from bot.bench.pairs import page_of
from bot.correcting.asking.refinement import Refinement
from bot.correcting.corrector import Unchanged
from bot.correcting.judging.judgement import doubtful_texts
from bot.correcting.judging.letter_slots import letter_slots
from bot.correcting.language_model import Completion, Question
from bot.correcting.local.child import ENVIRONMENT
from bot.correcting.local.cores import usable_cores
from bot.correcting.local.local_model import LocalModel
from bot.correcting.local.memory import memory_needed
from bot.correcting.local.runtime import Options
from bot.correcting.model_errors import ModelFailed
from bot.correcting.models.gguf_header import read_header
from bot.correcting.spelling.lexicon import Lexicon
from bot.glossary.glossary import Glossary

TEXT = Path(__file__).parents[2] / "data" / "letter.txt"
WRONG = 0.05  # of the words
CONTEXT = 2048
TUTORIAL = "Fix the OCR errors in this text. Answer with the corrected text only:\n\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one answer took: tokens in (without those kept), out, wall seconds for each, and CPU seconds."""

    tokens_in: int
    tokens_out: int
    wall_in: float
    wall_out: float
    cpu: float


class Forced:
    """A server whose answers are known before."""

    def __init__(self, model: Path) -> None:
        import xllamacpp  # after the environment is set

        from bot.correcting.local.xllamacpp_runtime import parameters_for

        parameters = parameters_for(Options("xllamacpp", str(model), CONTEXT, 0, usable_cores(), os.getpid()))
        self._key = parameters.api_keys[0]
        self._server = xllamacpp.Server(parameters)

    def tokens(self, text: str) -> list[int]:
        """How the model writes a text."""
        asked = httpx.post(
            f"{self._server.listening_address}/tokenize",
            json={"content": text},
            headers={"Authorization": f"Bearer {self._key}"},
        )
        numbers: list[int] = asked.json()["tokens"]
        return numbers

    def answer(self, system: str, user: str, answer: str) -> Cost:
        """What it costs to answer so."""
        grammar = "root ::= " + " ".join(f"<[{token}]>" for token in self.tokens(answer))
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        before = _cpu()
        given: dict[str, Any] = self._server.handle_chat_completions(
            {"messages": messages, "grammar": grammar, "temperature": 0, "cache_prompt": True}
        )
        assert given["choices"][0]["message"]["content"] == answer
        took = given["timings"]
        return Cost(
            took["prompt_n"],
            took["predicted_n"],
            took["prompt_ms"] / 1000,
            took["predicted_ms"] / 1000,
            _cpu() - before,
        )


def misread(lines: list[str], chance: random.Random) -> list[str]:
    """The lines with one letter wrong in WRONG of their words."""
    words = [line.split() for line in lines]
    places = [(row, place) for row, line in enumerate(words) for place, word in enumerate(line) if len(word) > 2]
    for row, place in chance.sample(places, round(WRONG * sum(map(len, words)))):
        word = words[row][place]
        at = chance.randrange(1, len(word))
        letter = chance.choice([letter for letter in "cevlin" if letter != word[at]])
        words[row][place] = word[:at] + letter + word[at + 1 :]
    return [" ".join(line) for line in words]


async def front_door(model: Path) -> None:
    """Print load, first and second answer, and memory."""
    local = LocalModel(model, gpu_layers=0, idle_seconds=3600, library="xllamacpp")
    started = time.perf_counter()
    await local.load()
    loaded = time.perf_counter() - started
    answers: list[Completion] = []
    for text in ("Ths is a smple note wth some erors.", "We have receivcd your letter."):
        began = time.perf_counter()
        asked = question_about([text])
        answers.append(await local.answer(Question(asked.system, asked.user, 15)))
        print(f"answer after {time.perf_counter() - began:.1f} s: {_counts(answers[-1])}")
    assert local.pid
    memory = psutil.Process(local.pid).memory_info().rss
    needed = memory_needed(read_header(model), 1024, 0)
    print(f"load {loaded:.1f} s; memory {memory / 1e9:.2f} GB, reckoned {needed / 1e9:.2f} GB")
    await local.close()


async def judge(model: Path) -> None:
    """Print what it costs to weigh the page's doubtful words."""
    page = page_of("\n".join(misread(right_lines(), random.Random(3))))
    correction = Unchanged().correct(page)
    slots = letter_slots(page, correction, Lexicon("en"), (), {}, range(len(page.lines)))
    local = LocalModel(model, gpu_layers=0, idle_seconds=3600, library="cyllama")
    await local.load()
    assert local.pid
    process, started = psutil.Process(local.pid), time.perf_counter()
    before = sum(process.cpu_times()[:2])
    try:
        for text in doubtful_texts(correction.lines, slots, page.paragraphs):
            await local.weigh(text.lattice)
    except ModelFailed as error:  # as random weights do
        print(f"judge: {error}")
    print(
        f"judge: {sum(map(len, slots.values()))} doubtful words; {time.perf_counter() - started:.1f} s, "
        f"CPU {sum(process.cpu_times()[:2]) - before:.1f} s; memory {process.memory_info().rss / 1e9:.2f} GB"
    )
    await local.close()


def right_lines() -> list[str]:
    """The page. No grammar admits half a character, and the pound sign takes two tokens."""
    return TEXT.read_text().replace("£", "GBP ").strip().split("\n")


def question_about(lines: list[str]) -> Question:
    """What the bot asks about a page in one piece."""
    page = page_of("\n".join(lines))
    correction, frequency = Unchanged().correct(page), Lexicon("en").frequency
    (asked,) = Refinement(page, correction, Glossary(), "en", frequency).questions("lines")
    return asked


def two_ways(model: Path) -> None:
    """Print what the page costs in each way."""
    right = right_lines()
    raw = misread(right, random.Random(3))
    server = Forced(model)
    whole = "\n".join(right)
    repairs = [change for pair in zip(raw, right, strict=True) for change in _changes(*pair)]
    page, asked = len(server.tokens(whole)), question_about(raw)
    print(f"page: {len(whole.split())} words, {len(repairs)} of them wrong, {len(whole)} characters, {page} tokens")
    server.answer(asked.system, "x", "none")  # what is kept of the page before is the system prompt
    _print("repairs", page, server.answer(asked.system, asked.user, "\n".join(repairs)))
    _print("whole text", page, server.answer("You are a helpful assistant.", TUTORIAL + "\n".join(raw), whole))


def _print(name: str, page: int, cost: Cost) -> None:
    print(
        f"{name}: in {cost.tokens_in} tokens {cost.wall_in:.1f} s ({cost.tokens_in / cost.wall_in:.0f}/s), "
        f"out {cost.tokens_out} tokens {cost.wall_out:.1f} s ({cost.tokens_out / cost.wall_out:.1f}/s), "
        f"{cost.tokens_out / page:.0%} of the page; {cost.wall_in + cost.wall_out:.1f} s, CPU {cost.cpu:.1f} s"
    )


def _changes(before: str, after: str) -> list[str]:
    pairs = zip(before.split(), after.split(), strict=True)
    return [f"{wrong}={right}" for wrong, right in pairs if wrong != right]


def _counts(answer: Completion) -> str:
    return f"{answer.tokens_in} tokens in, {answer.tokens_kept} of them kept, {answer.tokens_out} out"


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    os.environ.update(ENVIRONMENT)
    asyncio.run(front_door(Path(sys.argv[1])))
    asyncio.run(judge(Path(sys.argv[1])))
    two_ways(Path(sys.argv[1]))
