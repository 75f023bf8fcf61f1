"""A server that gives probabilities weighs a lattice as they are, and is refused where they cannot be."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.correcting.judging.choosing import choose
from bot.correcting.judging.forks import forks
from bot.correcting.judging.lattice import Alternative, Lattice, Picks, Slot, Weights
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from bot.correcting.remote.remote_model import RemoteModel
from bot.correcting.remote.text_scores import BEGINNING, PROMPT_SCORINGS, branch_weights, scored_texts
from tests.correcting.remote.hostile import Received, Reply, hang, response
from tests.correcting.remote.test_remote_model import KEY, asked
from tests.correcting.remote.weighing_server import (
    TOKENISERS,
    Tokenise,
    Vllm,
    completions,
    echo_choice,
    letters,
    llama_server_with_grammars,
    logarithm,
    prompts,
    vllm_choice,
    words,
)

SECRET = "Zanzibar"


def slot(before: str, *texts: str) -> Slot:
    """A slot whose readings the photo finds equally likely."""
    return Slot(before, tuple(Alternative(text, 0.0) for text in texts))


LATTICE = Lattice(
    (
        slot("", "the house", "tne house"),
        slot(f" in {SECRET} and ", "tbe", "the", "lhe"),
        slot(" house of ", '"x"', "é"),
    ),
    " the house and the\nhouse",
)


def truth(lattice: Lattice) -> Weights:
    """What the model finds, fork by fork, less what it finds of the first branch."""
    asked, text = forks(lattice), BEGINNING
    weights = list[tuple[float, ...]]()
    answer: tuple[float, ...] = ()
    while True:
        try:
            fork = asked.send(answer) if answer else next(asked)
        except StopIteration:
            return tuple(map(differences, weights))
        text += fork.added
        answer = tuple(logarithm(text + branch, len(text)) for branch in fork.texts)
        weights.append(answer)


async def weighed(model: RemoteModel, lattice: Lattice) -> Weights:
    """The model's weights of a lattice."""
    found = await model.weigh(lattice)
    assert not isinstance(found, Picks)
    return found


def differences(weights: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(weight - weights[0] for weight in weights)


def texts(lattice: Lattice, weights: Weights) -> list[str]:
    """What is chosen at each slot."""
    return [slot.alternatives[choose(slot, of)].text for slot, of in zip(lattice.slots, weights, strict=True)]


def echoing(tokenise: Tokenise, mark: str = "", several: bool = True) -> Callable[[Received], bytes]:
    """A server of the older protocol, which may take one text at a time."""

    def reply(request: Received) -> bytes:
        if "echo" not in request.json:
            return response(422, {"detail": [{"loc": ["body", "prompt_logprobs"], "msg": "Extra inputs"}]})
        if not several and isinstance(request.json["prompt"], list):
            return response(500, {"error": {"message": "", "type": "internal_server_error"}})
        return completions(
            [echo_choice(text, place, tokenise, mark) for place, text in enumerate(prompts(request.json))]
        )

    return reply


SERVERS = {
    **{f"vLLM, {tokenise.__name__}": Vllm(tokenise) for tokenise in TOKENISERS},
    **{f"echo, {tokenise.__name__}": echoing(tokenise) for tokenise in TOKENISERS},
    "llama-server": llama_server_with_grammars,
    "echo with a mark": echoing(words, "<|begin_of_text|>"),
}


@pytest.mark.parametrize("server", SERVERS.values(), ids=SERVERS)
async def test_forks_are_weighed_exactly_however_the_server_parts_the_text(server: Callable[[Received], bytes]) -> None:
    async with asked(server) as (_, model):
        weights = await weighed(model, LATTICE)
    expected = truth(LATTICE)
    assert [len(each) for each in weights] == [2, 3, 2]
    for found, true in zip(weights, expected, strict=True):
        assert differences(found) == pytest.approx(true)
    assert texts(LATTICE, weights)[1] == "the"


async def test_a_server_that_takes_one_text_at_a_time_is_asked_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.correcting.remote.server._PAUSES", ())
    async with asked(echoing(words, several=False)) as (server, model):
        weights = await weighed(model, LATTICE)
        many = len(server.received)
        await weighed(model, LATTICE)
    assert [differences(each) for each in weights] == [pytest.approx(each) for each in truth(LATTICE)]
    assert len(server.received) - many == 7, "one for each branch"
    assert all(isinstance(request.json["prompt"], str) for request in server.received[many:])


async def test_the_way_is_learned_once_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with asked(Vllm()) as (server, model):
        await asyncio.gather(*(model.weigh(LATTICE) for _ in range(5)))
    assert len(server.received) == 1 + 5 * 3
    assert {request.json["prompt_logprobs"] for request in server.received} == {0}
    assert SECRET not in str(server.received[0].json), "it is learned with a text of ours"
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert logged == [f"the language model server {server.url}/v1 weighs readings, by prompt_logprobs"]


async def test_of_a_lattice_without_doubts_it_only_learns_whether_the_server_weighs() -> None:
    async with asked(Vllm()) as (server, model):
        for _ in range(2):
            assert await weighed(model, Lattice((), "All is sure.")) == ()
    (learned,) = server.received
    assert "All is sure." not in str(learned.json)


async def test_many_branches_go_in_several_requests() -> None:
    many = slot("word " * 400, *(f"way{number}" for number in range(20)))
    async with asked(Vllm()) as (server, model):
        [weights] = await weighed(model, Lattice((many,), ""))
    assert len(weights) == 20
    assert len(server.received) > 3
    assert all(sum(map(len, prompts(request.json))) < 20_000 for request in server.received)


def spoiled(value: object) -> Callable[[list[Any]], object]:
    """The third probability of the second text is this."""

    def lie(choices: list[Any]) -> object:
        [token] = choices[1]["prompt_logprobs"][3].values()
        token["logprob"] = value
        return choices

    return lie


def missing(choices: list[Any]) -> object:
    [token] = choices[1]["prompt_logprobs"][3].values()
    del token["logprob"]
    return choices


def null_token(choices: list[Any]) -> object:
    choices[0]["prompt_logprobs"][2] = None
    return choices


def constant(choices: list[Any]) -> object:
    for choice in choices:
        for entry in choice["prompt_logprobs"][1:]:
            for token in entry.values():
                token["logprob"] = -2.5
    return choices


def other_text(choices: list[Any]) -> object:
    return [vllm_choice("\nanother text altogether", place) for place in range(len(choices))]


def cut_text(choices: list[Any]) -> object:
    del choices[0]["prompt_logprobs"][-3:]
    return choices


def other_order(choices: list[Any]) -> object:
    for place, choice in enumerate(reversed(choices)):
        choice["index"] = place
    return choices


def same_places(choices: list[Any]) -> object:
    return [choice | {"index": 0} for choice in choices]


def odd_places(choices: list[Any]) -> object:
    return [choice | {"index": str(place)} for place, choice in enumerate(choices)]


def lists_for_places(choices: list[Any]) -> object:
    return [choice | {"index": [place]} for place, choice in enumerate(choices)]


CANNOT_BE = "it gives a probability that can be none"
NO_JSON = "its answer is no JSON"
NOTHING = "it gives no probabilities of a text"
LIES: dict[str, tuple[Callable[[list[Any]], object], str]] = {
    "not a number": (spoiled(float("nan")), CANNOT_BE),
    "infinite": (spoiled(float("-inf")), CANNOT_BE),
    "positive": (spoiled(0.5), CANNOT_BE),
    "null": (spoiled(None), CANNOT_BE),
    "a text": (spoiled("-0.5"), CANNOT_BE),
    "a list": (spoiled([-0.5]), CANNOT_BE),
    "true": (spoiled(True), CANNOT_BE),
    "far too small": (spoiled(-(10**400)), CANNOT_BE),
    "missing": (missing, CANNOT_BE),
    "a token that is null": (null_token, CANNOT_BE),
    "always the same": (constant, "it finds everything equally likely"),
    "too few": (lambda choices: choices[1:], "it was asked about 2 texts, and answered about 1"),
    "too many": (lambda choices: [*choices, choices[0]], "it was asked about 2 texts, and answered about 3"),
    "another text": (other_text, "it gives probabilities of another text"),
    "a part of the text": (cut_text, "it gives probabilities of another text"),
    "another order": (other_order, "it gives probabilities of another text"),
    "twice the same": (same_places, "it does not say which text its answers are about"),
    "places as texts": (odd_places, "it does not say which text its answers are about"),
    "places as lists": (lists_for_places, "it does not say which text its answers are about"),
    "no probabilities": (lambda choices: [choice | {"prompt_logprobs": None} for choice in choices], NOTHING),
    "empty ones": (lambda choices: [choice | {"prompt_logprobs": []} for choice in choices], NOTHING),
    "choices of another kind": (lambda choices: ["a", 7], NOTHING),
    "another object": (lambda _: {"hello": SECRET}, NOTHING),
    "a number": (lambda _: 7, NOTHING),
    "no JSON": (lambda _: "<html>", NO_JSON),
    "depth": (lambda _: b"[" * 100_000, NO_JSON),
}


@pytest.mark.parametrize(("lie", "expected"), LIES.values(), ids=LIES)
async def test_what_cannot_be_right_is_refused(lie: Callable[[list[Any]], object], expected: str) -> None:
    async with asked(Vllm(lie=lie)) as (server, model):
        for _ in range(4):
            with pytest.raises(ModelFailed) as raised:
                await weighed(model, LATTICE)
            assert raised.value.details["reason"] == expected
            assert SECRET not in str(raised.value)
    assert len(server.received) == 6, "a server that answers is not left alone, and is tried once more"


async def test_choices_in_another_order_are_told_by_their_places() -> None:
    async with asked(Vllm(lie=lambda choices: choices[::-1])) as (_, model):
        weights = await weighed(model, LATTICE)
    assert [differences(each) for each in weights] == [pytest.approx(each) for each in truth(LATTICE)]


async def test_an_answer_without_end_is_cut_off() -> None:
    known = Vllm()

    async def flood(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
        while True:
            writer.write(b'{"choices": [' + b" " * 100_000)
            await writer.drain()

    def reply(request: Received) -> Reply:
        return flood if SECRET in str(request.json) else known(request)

    lattice = Lattice(LATTICE.slots[1:], LATTICE.after)
    async with asked(reply) as (server, model):
        with pytest.raises(ModelUnreachable, match="sends far more than an answer"):
            await weighed(model, lattice)
        while not server.gone:
            await asyncio.sleep(0.01)


async def test_a_cancelled_weighing_closes_the_connection_and_the_next_is_answered() -> None:
    known, hangs = Vllm(), True

    def reply(request: Received) -> Reply:
        return hang if hangs and SECRET in str(request.json) else known(request)

    async with asked(reply) as (server, model):
        weighing = asyncio.create_task(model.weigh(LATTICE))
        while not any(SECRET in str(request.json) for request in server.received):
            await asyncio.sleep(0.01)
        weighing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await weighing
        while not server.gone:
            await asyncio.sleep(0.01)
        hangs = False
        assert len(await weighed(model, LATTICE)) == 3


async def test_four_are_weighed_at_once() -> None:
    known, open_, most, four = Vllm(), 0, 0, asyncio.Event()

    async def together(writer: asyncio.StreamWriter) -> None:
        nonlocal open_, most
        open_ += 1
        most = max(most, open_)
        if open_ == 4:
            four.set()
        await four.wait()
        await asyncio.sleep(0.05)
        open_ -= 1
        writer.write(response(200, {}))
        await writer.drain()

    def reply(request: Received) -> Reply:
        return together if "house" in str(request.json) else known(request)

    async with asked(reply) as (_, model):
        weighed = (model.weigh(Lattice(LATTICE.slots[:1], "")) for _ in range(9))
        await asyncio.gather(*weighed, return_exceptions=True)
    assert most == 4


async def test_a_server_that_is_down_is_told_and_left_alone_and_nothing_is_learned_of_it() -> None:
    known, down = Vllm(), True
    async with asked(lambda request: hang if down else known(request), patience=0.2) as (server, model):
        for _ in range(3):
            with pytest.raises(ModelUnreachable, match=r"no answer within 0\.2 seconds"):
                await weighed(model, LATTICE)
        with pytest.raises(ModelUnreachable, match="it is tried again in 30 seconds"):
            await weighed(model, LATTICE)
        assert len(server.received) == 3
    down = False
    async with asked(known) as (_, model):
        assert len(await weighed(model, LATTICE)) == 3


async def test_a_text_that_is_too_long_fails_alone() -> None:
    known = Vllm()

    def reply(request: Received) -> bytes:
        if SECRET in str(request.json):
            sentence = f"maximum context length is 40 tokens: {SECRET} sleeps"
            return response(400, {"error": {"message": sentence, "type": "BadRequestError"}})
        return known(request)

    async with asked(reply) as (_, model):
        with pytest.raises(ModelFailed, match="maximum context length is 40 tokens") as raised:
            await weighed(model, LATTICE)
        assert SECRET not in str(raised.value)
        assert len(await weighed(model, Lattice(LATTICE.slots[:1], ""))) == 1


async def test_neither_key_nor_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    error = {"error": {"message": f"what is {SECRET} with {KEY}?"}}
    async with asked(Vllm(lie=lambda _: error)) as (_, model):
        with pytest.raises(ModelFailed, match="what is … with …") as raised:
            await weighed(model, LATTICE)
    for shown in (caplog.text, str(raised.value)):
        assert KEY not in shown
        assert SECRET not in shown


def test_tokens_that_are_parts_of_letters_are_no_common_beginning() -> None:
    scoring = PROMPT_SCORINGS[1]

    def choice(place: int, parts: list[tuple[str, float]]) -> dict[str, Any]:
        tokens, values = zip(*parts, strict=True)
        return {"index": place, "logprobs": {"tokens": tokens, "token_logprobs": values}}

    body = completions(
        [
            choice(0, [("\n", -1.0), ("a ", -2.0), ("�", -3.0), ("�", -4.0), (" and", -0.5)]),
            choice(1, [("\n", -1.0), ("a ", -2.0), ("�", -5.0), ("�", -6.0), (" and", -0.5)]),
        ]
    ).partition(b"\r\n\r\n")[2]
    assert branch_weights(scored_texts(json.loads(body), ["a გ", "a დ"], scoring)) == (-7.0, -11.0)


def test_tokens_of_the_same_text_are_told_by_their_numbers() -> None:
    """Old vLLM shows the tokens ` to` and `to` of some models by the same text."""

    def choice(place: int, numbers: tuple[int, int], last: float) -> dict[str, Any]:
        first, second = (
            {str(n): {"logprob": v, "decoded_token": t}}
            for n, t, v in ((numbers[0], "in", -1.0), (numbers[1], "to", last))
        )
        return {"index": place, "prompt_logprobs": [None, first, second]}

    found = {"choices": [choice(0, (7, 8), -2.0), choice(1, (7, 9), -3.0)]}
    assert PROMPT_SCORINGS[0].weights([found], "", ["in to", "into"]) == (-2.0, -3.0)


async def test_probabilities_of_the_token_before_are_known_by_a_known_text(caplog: pytest.LogCaptureFixture) -> None:
    """As llama-cpp-python's server gives them for models that need no mark of the beginning."""
    caplog.set_level(logging.INFO, "bot")

    def shifted(text: str, place: int) -> dict[str, Any]:
        found = echo_choice(text, place, letters)
        behind = [logarithm(text[: at + 1] + text[at], at + 1) for at in range(1, len(text))]
        found["logprobs"]["token_logprobs"] = [None, *behind, -0.5]
        return found

    def reply(request: Received) -> bytes:
        if "echo" not in request.json:
            return response(404)
        return completions([shifted(text, place) for place, text in enumerate(prompts(request.json))])

    async with asked(reply) as (server, model):
        with pytest.raises(ModelUnreachable):
            await weighed(model, LATTICE)
    echoed = [request for request in server.received if request.json and "echo" in request.json]
    assert len(echoed) == 3, "two texts at once, and one by one"
    assert SECRET not in str(server.received)


def forced(**content: object) -> Callable[[dict[str, Any]], object]:
    return lambda choice: [choice | content]


def spoiled_content(value: object) -> Callable[[dict[str, Any]], object]:
    def lie(choice: dict[str, Any]) -> object:
        choice["logprobs"]["content"][0]["logprob"] = value
        return [choice]

    return lie


FORCED_LIES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another text": (lambda choice: [choice | {"logprobs": {"content": [{"token": "x"}]}}], "another text"),
    "none": (forced(logprobs=None), NOTHING),
    "empty": (forced(logprobs={"content": []}), "another text"),
    "of another kind": (forced(logprobs={"content": [7]}), NOTHING),
    "two": (lambda choice: [choice, choice], NOTHING),
    "not a number": (spoiled_content(float("nan")), CANNOT_BE),
    "positive": (spoiled_content(1), CANNOT_BE),
    "null": (spoiled_content(None), CANNOT_BE),
    "what llama-server says of the impossible": (spoiled_content(-3.4e38), CANNOT_BE),
}


@pytest.mark.parametrize(("lie", "expected"), FORCED_LIES.values(), ids=FORCED_LIES)
async def test_what_cannot_be_right_of_a_forced_text_is_refused(
    lie: Callable[[dict[str, Any]], object], expected: str
) -> None:
    def reply(request: Received) -> bytes:
        honest = llama_server_with_grammars(request)
        if "house" not in str(request.json):
            return honest
        [choice] = json.loads(honest.partition(b"\r\n\r\n")[2])["choices"]
        return response(200, {"choices": lie(choice)})

    async with asked(reply) as (_, model):
        with pytest.raises(ModelFailed, match=expected):
            await weighed(model, LATTICE)
