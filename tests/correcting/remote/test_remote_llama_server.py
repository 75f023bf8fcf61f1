"""The remote model on llama.cpp's own server, which is in another process and wants a key."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.correcting.judging.lattice import Alternative, Lattice, Picks, Slot
from bot.correcting.language_model import Question
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from bot.correcting.remote.forced_texts import Forcing
from bot.correcting.remote.remote_model import RemoteModel
from tests.correcting.local.tiny_gguf import write

KEY = "sk-only-for-this-test"
LONG = 1500  # tokens, about two seconds of work


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a model that repeats what the user wrote, `|` as `I`."""
    path = tmp_path_factory.mktemp("model") / "copying.gguf"
    write(path)
    command = [sys.executable, "-m", "tests.correcting.remote.llama_server", str(path), KEY]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.communicate()


@pytest.fixture
async def model(url: str) -> AsyncIterator[RemoteModel]:
    model = RemoteModel(url, SecretStr(KEY))
    yield model
    await model.close()


def copied(*repairs: str, most_tokens: int = 200) -> Question:
    return Question("Repeat it.", json.dumps({"misread": repairs}), most_tokens)


async def test_it_answers_with_repairs_and_counts_tokens(model: RemoteModel) -> None:
    question = copied("ls=|s", "ths=this")
    first = await model.answer(question)
    second = await model.answer(question)
    assert first.text == second.text == '{"misread": ["ls=Is", "ths=this"]}'
    assert first.tokens_out >= 20
    assert first.tokens_in > first.tokens_out
    assert first.tokens_kept < second.tokens_kept < second.tokens_in


async def test_nothing_but_a_list_of_repairs_can_be_answered(model: RemoteModel) -> None:
    answer = await model.answer(Question("Repeat it.", '{"hello": "I am a poem"}', 200))
    assert set(json.loads(answer.text)) == {"misread"}


async def test_a_model_that_only_copies_fails_the_known_text_and_chooses(
    model: RemoteModel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    found = await model.weigh(Lattice((Slot("We sat ", (Alternative("ln", 0.0), Alternative("in", 0.0))),), "."))
    assert isinstance(found, Picks)
    assert "chooses between readings" in caplog.text


@pytest.mark.parametrize("branch", [' the "old" house', "\nin \\ Köln, გ — 12,50 €", "x"])
async def test_a_branch_is_written_as_it_is(url: str, branch: str) -> None:
    [body] = Forcing().requests("We sat in", [branch])
    async with httpx.AsyncClient(base_url=url, headers={"authorization": f"Bearer {KEY}"}) as server:
        [choice] = (await server.post("/v1/completions", json=body)).json()["choices"]
    assert choice["text"] == branch
    assert all(isinstance(token["logprob"], float) for token in choice["logprobs"]["content"])


async def test_an_answer_that_is_cut_off_is_not_taken(model: RemoteModel) -> None:
    with pytest.raises(ModelFailed, match="cut off after 9 tokens"):
        await model.answer(copied("a longer=line", most_tokens=9))


async def test_a_question_that_is_too_long_fails_and_others_do_not(model: RemoteModel) -> None:
    with pytest.raises(ModelFailed, match="exceed_context_size_error"):
        await model.answer(copied("x" * 70_000))
    assert (await model.answer(copied("a=b"))).text == '{"misread": ["a=b"]}'


async def test_several_questions_are_answered_at_once(model: RemoteModel) -> None:
    questions = [copied(f"a={letter}") for letter in "bcdefg"]
    answers = await asyncio.gather(*map(model.answer, questions))
    assert [answer.text for answer in answers] == [question.user for question in questions]


async def test_cancelling_stops_the_model(url: str, model: RemoteModel) -> None:
    letters = random.Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=LONG)
    question = copied("".join(letters), most_tokens=2 * LONG)
    async with httpx.AsyncClient(base_url=url, headers={"authorization": f"Bearer {KEY}"}) as server:
        before = await predicted(server)
        answer = asyncio.create_task(model.answer(question))
        while not await written(server):
            await asyncio.sleep(0.01)
        answer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answer
        while await written(server):
            await asyncio.sleep(0.01)
        assert 0 < await predicted(server) - before < LONG


async def written(server: httpx.AsyncClient) -> int:
    """How many tokens of an answer the server has written that it is still writing."""
    slots = (await server.get("/slots")).json()
    return sum(slot["next_token"][0]["n_decoded"] for slot in slots if slot["is_processing"] and "next_token" in slot)


async def predicted(server: httpx.AsyncClient) -> int:
    """How many tokens it has written in all."""
    lines = (await server.get("/metrics")).text.splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("llamacpp:tokens_predicted_total"))


async def test_it_is_described_with_the_name_of_its_model(url: str, model: RemoteModel) -> None:
    assert await model.describe() == f"tiny at {url}/v1"


@pytest.mark.parametrize(
    ("path", "key", "reason", "look"),
    [
        ("", "sk-another", "it refuses the key (status 401): “Invalid API Key", "BOT_LLM_KEY"),
        ("/nowhere", KEY, "it finds nothing at this address (status 404): is its path right?", "BOT_LLM_URL"),
    ],
)
async def test_a_wrong_key_and_a_wrong_path_are_told_apart(
    url: str, path: str, key: str, reason: str, look: str
) -> None:
    model = RemoteModel(url + path, SecretStr(key), "tiny")
    with pytest.raises(ModelUnreachable) as raised:
        await model.answer(copied("a=b"))
    told = raised.value.details
    assert (told["url"], told["look"]) == (f"{url}{path}/v1", look)
    assert str(told["reason"]).startswith(reason)
    await model.close()


async def test_after_it_was_closed_it_answers_again(model: RemoteModel) -> None:
    await model.answer(copied("a=b"))
    await model.close()
    assert (await model.answer(copied("a=b"))).text == '{"misread": ["a=b"]}'
