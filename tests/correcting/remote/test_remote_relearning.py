"""How a server weighs is learned again when that fails, when it was away, and where the trial itself told little."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.lattice import Alternative, Lattice, Picks, Slot
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from bot.correcting.remote.remote_model import RemoteModel
from tests.correcting.remote.hostile import Received, answered, models, response, said
from tests.correcting.remote.test_circuit import Clock
from tests.correcting.remote.test_remote_model import QUESTION, asked
from tests.correcting.remote.weighing_server import Vllm, llama_server, llama_server_with_grammars, openai

Answer = Callable[[Received], bytes]

LATTICE = Lattice((Slot("We were ", (Alternative("ln", 0.0), Alternative("on", -1.0))),), " the house and on the house")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that fails is asked once."""
    monkeypatch.setattr("bot.correcting.remote.server._PAUSES", ())


class Replaced:
    """Servers behind one address, one after the other: `now` is the one that answers."""

    def __init__(self, now: Answer) -> None:
        self.now = now

    def __call__(self, request: Received) -> bytes:
        return self.now(request)


def is_chat(request: Received) -> bool:
    return "/chat/" in request.line


def chats_only(status: int, body: object = b"") -> Answer:
    """A server that chooses, and says this to what is no chat."""
    return lambda request: openai(request) if is_chat(request) else response(status, body)


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the bot said, without the addresses."""
    told = (record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    return [" ".join(sentence.split(" ")[5:]) for sentence in told]


async def way(model: RemoteModel) -> str:
    """How it was answered."""
    try:
        return "picks" if isinstance(await model.weigh(LATTICE), Picks) else "weights"
    except CannotWeigh:
        return "none"


OTHERS: dict[str, Answer] = {
    "404": openai,
    "405": chats_only(405),
    "a refusal": chats_only(400, {"error": {"message": "Extra inputs are not permitted"}}),
    "an error in a success": chats_only(200, {"error": {"message": "no such thing", "code": 404}}),
    "no probabilities": llama_server,
    "no probabilities, echo or not": lambda request: llama_server(request, refuses_echo=False),
    "an empty object": chats_only(200, {}),
}


@pytest.mark.parametrize("before", [Vllm(), llama_server_with_grammars], ids=["vLLM", "llama-server"])
@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
async def test_a_server_that_only_chats_takes_over_from_one_that_weighed(before: Answer, other: Answer) -> None:
    servers = Replaced(before)
    async with asked(servers) as (server, model):
        assert await way(model) == "weights"
        servers.now = other
        assert [await way(model) for _ in range(2)] == ["picks", "picks"]
        assert is_chat(server.received[-2]), "it was learned once"
        assert is_chat(server.received[-1])


async def test_of_one_that_fails_for_completions_the_next_text_learns() -> None:
    servers = Replaced(Vllm())
    async with asked(servers) as (_, model):
        assert await way(model) == "weights"
        servers.now = chats_only(500)
        with pytest.raises(ModelUnreachable):
            await model.weigh(LATTICE)
        assert await way(model) == "picks"


def only_answers(request: Received) -> bytes:
    return said("No.") if is_chat(request) else response(404)


@pytest.mark.parametrize(("before", "known"), [(openai, "picks"), (only_answers, "none")])
@pytest.mark.parametrize("status", [401, 503])
async def test_a_server_that_was_away_may_weigh_when_it_is_back(before: Answer, known: str, status: int) -> None:
    clock, servers = Clock(), Replaced(before)
    async with asked(servers, clock=clock) as (_, model):
        assert await way(model) == known
        servers.now = lambda _: response(status)
        for _ in range(3):
            with pytest.raises(ModelUnreachable):
                await model.answer(QUESTION)
        servers.now = Vllm()
        clock.now += 30
        assert await way(model) == "weights"


async def test_a_server_that_was_warming_up_weighs_later(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    servers = Replaced(chats_only(500, {"error": {"message": "the engine is not up", "type": "InternalServerError"}}))
    async with asked(servers) as (server, model):
        assert await way(model) == "picks"
        servers.now = Vllm()
        assert [await way(model) for _ in range(2)] == ["weights", "weights"]
    assert len([request for request in server.received if "prompt_logprobs" in request.json]) == 4
    chooses, weighs = logged(caplog)
    assert "chooses between readings (prompt_logprobs: it fails (status 500" in chooses
    assert "weighs readings, by prompt_logprobs" in weighs


@pytest.mark.parametrize("message", ["", "the grammar could not be compiled just now"])
async def test_one_that_always_fails_for_completions_is_tried_ever_more_seldom(
    message: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    clock = Clock()
    async with asked(chats_only(500, {"error": {"message": message}}), clock=clock) as (server, model):
        for _ in range(600):
            assert await way(model) == "picks"
            clock.now += 10
    trials = len([request for request in server.received if "prompt_logprobs" in request.json])
    assert 10 <= trials <= 16, "after 0, 30, 60, 120, 240, 480, and each 600 seconds of 6000"
    assert len(logged(caplog)) == 1


PASSING: dict[str, bytes] = {
    "cut": said('{"1": "gar', "length", completion_tokens=9),
    "declined": said("", "content_filter"),
    "only thought": answered({"reasoning_content": "hm"}, finish="length"),
    "empty": said(""),
    "broken off": said('{"1": ', None),
    "a refusal": response(400, {"error": {"message": "not now"}}),
}


@pytest.mark.parametrize("reply", PASSING.values(), ids=PASSING)
async def test_a_trial_that_ended_without_an_answer_is_repeated(reply: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.correcting.remote.remote_judge")
    servers = Replaced(lambda request: reply if is_chat(request) else response(404))
    clock = Clock()
    async with asked(servers, clock=clock) as (server, model):
        for _ in range(9):
            assert await way(model) == "none"
        assert len([request for request in server.received if "prompt_logprobs" in request.json]) == 2
        servers.now = openai
        clock.now += 30
        assert await way(model) == "picks"
    only_answers, _ = logged(caplog)
    assert "only answers questions" in only_answers


async def test_a_chat_that_fails_in_the_trial_leaves_all_open() -> None:
    servers = Replaced(lambda request: response(500 if is_chat(request) else 404))
    async with asked(servers) as (_, model):
        with pytest.raises(ModelUnreachable):
            await model.weigh(LATTICE)
        servers.now = openai
        assert await way(model) == "picks"


async def test_of_another_model_it_is_learned_anew() -> None:
    weighs = Vllm()

    def reply(request: Received) -> bytes:
        if request.line.startswith("GET"):
            return models("first", "second")
        if request.json["model"] == "first":
            return response(400, {"error": {"message": "this model does not support chat"}})
        return openai(request) if is_chat(request) else weighs(request)

    async with asked(reply, None) as (_, model):
        assert [await way(model) for _ in range(2)] == ["picks", "weights"]


async def test_a_text_that_fails_takes_nothing_from_the_others() -> None:
    clock, known = Clock(), Vllm()

    def reply(request: Received) -> bytes:
        return response(400, {"error": {"message": "no"}}) if "We were" in str(request.json) else known(request)

    other = Lattice((Slot("They ", LATTICE.slots[0].alternatives),), "")
    async with asked(reply, clock=clock) as (server, model):
        for _ in range(9):
            with pytest.raises(ModelFailed, match="status 400"):
                await model.weigh(LATTICE)
            assert not isinstance(await model.weigh(other), Picks)
        assert len(server.received) == 2 + 9 + 9, "the known text once more, and each text once"
