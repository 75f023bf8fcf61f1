"""Stand-ins for servers that weigh: their probabilities are those of a simple model, and so can be reckoned again."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any
from zlib import crc32

from bot.correcting.remote.remote_judge import KNOWN
from tests.correcting.remote.hostile import Received, response, said

MEMORY = 4  # letters that the model looks back

Tokenise = Callable[[str], list[str]]


@cache
def logarithms(text: str) -> list[float]:
    """Of each letter behind those before it: by what followed the same four letters in the text so far."""
    followed, pairs, found = Counter[str](), Counter[str](), []
    for place, letter in enumerate(text):
        behind = text[max(0, place - MEMORY) : place]
        rarity = 1 + ord(letter) % 7
        found.append(math.log((pairs[behind + letter] + 0.01 / rarity) / (followed[behind] + 10)))
        for start in range(len(behind) + 1):
            followed[behind[start:]] += 1
            pairs[behind[start:] + letter] += 1
    return found


def logarithm(text: str, start: int) -> float:
    """That of the text from this place on, behind what is before."""
    return sum(logarithms(text)[start:])


def letters(text: str) -> list[str]:
    """Each letter a token."""
    return list(text)


def words(text: str) -> list[str]:
    """Words, a space before them included."""
    return re.findall(r"\s?\S+|\s", text)


def merged(text: str) -> list[str]:
    """Three letters each: tokens reach from one word into the next."""
    return [text[at : at + 3] for at in range(0, len(text), 3)]


TOKENISERS: tuple[Tokenise, ...] = (letters, words, merged)


def scored(text: str, tokenise: Tokenise) -> list[tuple[str, float]]:
    """The tokens of a text and their logarithms."""
    tokens, place, found = tokenise(text), 0, []
    for token in tokens:
        found.append((token, sum(logarithms(text)[place : place + len(token)])))
        place += len(token)
    return found


def prompts(body: Mapping[str, Any]) -> list[str]:
    """The texts of a request."""
    prompt = body["prompt"]
    return [prompt] if isinstance(prompt, str) else prompt


def vllm_choice(text: str, place: int, tokenise: Tokenise = words) -> dict[str, Any]:
    """What vLLM says of a text: the mark of the beginning is a token, and has no probability."""
    tokens = [
        {str(crc32(token.encode())): {"logprob": value, "rank": 1, "decoded_token": token}}
        for token, value in scored(text, tokenise)
    ]
    written = {"index": place, "text": " and", "logprobs": None, "finish_reason": "length"}
    return {**written, "prompt_logprobs": [None, *tokens]}


def echo_choice(text: str, place: int, tokenise: Tokenise = words, mark: str = "") -> dict[str, Any]:
    """What OpenAI's older protocol says of a text, and of the token that was written behind it."""
    pairs = [*([(mark, 0.0)] if mark else []), *scored(text, tokenise), (" and", -1.5)]
    values = [None, *(value for _, value in pairs[1:])]
    logprobs = {"tokens": [token for token, _ in pairs], "token_logprobs": values, "text_offset": [0] * len(pairs)}
    return {"index": place, "text": text + " and", "logprobs": logprobs, "finish_reason": "length"}


def completions(choices: Sequence[object]) -> bytes:
    """A response with these choices."""
    return response(200, {"object": "text_completion", "choices": list(choices), "usage": {"prompt_tokens": 9}})


class Vllm:
    """A server that takes `prompt_logprobs`; `lie` spoils the choices, but of the known text."""

    def __init__(self, tokenise: Tokenise = words, lie: Callable[[list[Any]], object] | None = None) -> None:
        self._tokenise = tokenise
        self._lie = lie

    def __call__(self, request: Received) -> bytes:
        if "/completions" not in request.line or "prompt_logprobs" not in request.json:
            return response(404, {"error": {"message": "Not Found"}})
        choices = [vllm_choice(text, place, self._tokenise) for place, text in enumerate(prompts(request.json))]
        if self._lie and KNOWN not in str(request.json):
            lied = self._lie(choices)
            return completions(lied) if isinstance(lied, list) else response(200, lied)
        return completions(choices)


def llama_server(request: Received, *, refuses_echo: bool = True) -> bytes:
    """llama.cpp's: takes no notice of `prompt_logprobs`; refuses `echo`, or says nothing of the prompt."""
    if request.line.startswith("POST /v1/chat/completions"):
        return picked_last(request)
    if refuses_echo and request.json.get("echo"):
        return response(400, {"error": {"code": 400, "message": "Only no echo is supported", "type": "server_error"}})
    written = {"content": [{"token": " and", "logprob": -1.5}]} if request.json.get("logprobs") else None
    many = enumerate(prompts(request.json))
    return completions([{"index": place, "text": " and", "logprobs": written} for place, _ in many])


def llama_server_with_grammars(request: Received) -> bytes:
    """The same, which writes what a grammar makes it write, and says how likely that was; its last token is an end."""
    body = request.json
    if "grammar" not in body:
        return llama_server(request)
    branch = json.loads(body["grammar"].removeprefix("root ::= "))
    assert body["logit_bias"] == [[branch, 100]]
    text, tokens, place = body["prompt"] + branch, words(branch), len(body["prompt"])
    content = []
    for token in tokens:
        content.append({"token": token, "logprob": sum(logarithms(text)[place : place + len(token)])})
        place += len(token)
    content.append({"token": "", "logprob": -9.0})
    return completions([{"index": 0, "text": branch, "logprobs": {"content": content}, "finish_reason": "stop"}])


def openai(request: Received) -> bytes:
    """OpenAI's own: chat models are no completion models."""
    if request.line.startswith("POST /v1/chat/completions"):
        return picked_last(request)
    sentence = "This is a chat model and not supported in the v1/completions endpoint."
    return response(404, {"error": {"message": sentence, "type": "invalid_request_error", "param": "model"}})


def picked_last(request: Received, choose: Callable[[list[str]], str] = max) -> bytes:
    """A chat's answer that is bound by the schema: of the readings of each place the last one of the alphabet."""
    places = request.json["response_format"]["json_schema"]["schema"]["properties"]
    return said(json.dumps({name: choose(place["enum"]) for name, place in places.items()}))
