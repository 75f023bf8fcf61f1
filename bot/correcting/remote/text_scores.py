"""How likely a server finds the tokens of texts: how it is asked, and what of its response can be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.completions import Json

BEGINNING = "\n\n"  # before each text: no server gives the first token a probability
UNDECODED = "�"  # what servers show for a token that is a part of a letter

_LETTERS_AT_ONCE = 2**14
_MOST = 1e-3  # a logarithm above nought is a server's rounding, or a lie
_LEAST = -1e5
NOTHING = "it gives no probabilities of a text"
_BYTE = re.compile(r"<0x[0-9A-Fa-f]{2}>")
_SEEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class PromptScoring:
    """A way to ask for the probabilities of texts: in which part of a choice they stand, and what is to be sent for it.

    `several` is whether one request may hold more texts than one.
    """

    name: str
    found_in: Literal["prompt_logprobs", "logprobs"]
    parameters: Mapping[str, object]
    several: bool = True

    def requests(self, text: str, branches: Sequence[str]) -> list[Json]:
        """The bodies of the requests that ask for what `weights` takes."""
        return [self._request(batch) for batch in self._batches(text, branches)]

    def weights(self, found: Sequence[object], text: str, branches: Sequence[str]) -> tuple[float, ...]:
        """The natural logarithms of how likely the branches are behind the text; raises ModelFailed."""
        batches = zip(found, self._batches(text, branches), strict=True)
        return branch_weights([scored for each, texts in batches for scored in scored_texts(each, texts, self)])

    def _batches(self, text: str, branches: Sequence[str]) -> list[list[str]]:
        """The texts as they go into requests; a response takes some 100 bytes for each token."""
        batches: list[list[str]] = []
        for whole in (text + branch for branch in branches):
            if not batches or not self.several or len(whole) + sum(map(len, batches[-1])) > _LETTERS_AT_ONCE:
                batches.append([])
            batches[-1].append(whole)
        return batches

    def _request(self, texts: Sequence[str]) -> Json:
        """It writes one token, since some servers take none as the wish for any number."""
        begun = [BEGINNING + text for text in texts]
        return {"prompt": begun if self.several else begun[0], "max_tokens": 1, "temperature": 0, **self.parameters}


PROMPT_SCORINGS = (
    PromptScoring("prompt_logprobs", "prompt_logprobs", {"prompt_logprobs": 0}),
    PromptScoring("echo", "logprobs", {"echo": True, "logprobs": 1}),  # SGLang takes 0 for none
    PromptScoring("echo of one text", "logprobs", {"echo": True, "logprobs": 1}, several=False),
)
"""vLLM's own parameter, and what is left of OpenAI's older protocol; llama-cpp-python's server takes one text each."""


@dataclass(frozen=True, slots=True)
class ScoredToken:
    """A token, and the natural logarithm of how likely it is behind those before it.

    Its `name` tells it from others: its number, since servers show several tokens by the same text, or that text.
    """

    name: str
    text: str
    logarithm: float


ScoredText = tuple[ScoredToken, ...]
_Token = tuple[str, object, object]  # number, text and logarithm, as a server says them


def scored_texts(response: object, texts: Sequence[str], scoring: PromptScoring) -> list[ScoredText]:
    """The tokens of each text; the first one's logarithm is 0.

    Raises ModelFailed where the response cannot be about these texts, or no probability can be so.
    """
    found = [_scored(choice, scoring) for choice in _choices(response, len(texts))]
    written = 0 if scoring.found_in == "prompt_logprobs" else 1
    scored = [_tokens_of(text, tokens, written) for text, tokens in zip(texts, found, strict=True)]
    values = [token.logarithm for tokens in scored for token in tokens[1:]]
    if len(values) > 2 and len(set(values)) == 1:
        raise ModelFailed(reason="it finds everything equally likely")
    return scored


def branch_weights(branches: Sequence[ScoredText]) -> tuple[float, ...]:
    """Of each branch the sum of its logarithms behind the tokens with which all begin.

    A token may reach across the place where the branches part: so it is the tokens that are compared, not the letters.
    """
    shared = 0
    for tokens in zip(*branches, strict=False):
        names = {token.name for token in tokens}
        if len(names) > 1 or (shared and "" in names) or any(UNDECODED in name for name in names):
            break
        shared += 1
    return tuple(sum(token.logarithm for token in tokens[shared:]) for tokens in branches)


def _choices(response: object, count: int) -> list[Json]:
    """The choices of a response, in the order of the texts."""
    choices = response.get("choices") if isinstance(response, dict) else None
    if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
        raise ModelFailed(reason=NOTHING)
    if len(choices) != count:
        raise ModelFailed(reason=f"it was asked about {count} texts, and answered about {len(choices)}")
    places = {choice.get("index", place): choice for place, choice in enumerate(choices) if _is_place(choice)}
    if sorted(places) != list(range(count)):
        raise ModelFailed(reason="it does not say which text its answers are about")
    return [places[place] for place in range(count)]


def _is_place(choice: Json) -> bool:
    return type(choice.get("index", 0)) is int


def _scored(choice: Json, scoring: PromptScoring) -> ScoredText:
    """The tokens of a choice, whichever they are."""
    found = choice.get(scoring.found_in)
    tokens = _numbered(found) if scoring.found_in == "prompt_logprobs" else _echoed(found)
    if not tokens:
        raise ModelFailed(reason=NOTHING)
    values = [0.0 if place == 0 and value is None else logarithm(value) for place, (_, _, value) in enumerate(tokens)]
    texts = [text if isinstance(text, str) else "" for _, text, _ in tokens]
    names = [str(number) if number else text for (number, _, _), text in zip(tokens, texts, strict=True)]
    return tuple(map(ScoredToken, names, texts, values))


def _numbered(found: object) -> list[_Token]:
    """vLLM's: null, and then of each token `{"its number": {"logprob": …, "decoded_token": …}}`."""
    return [_numbered_one(entry) for entry in found] if isinstance(found, list) else []


def _numbered_one(entry: object) -> _Token:
    number, token = next(iter(entry.items()), ("", None)) if isinstance(entry, dict) else ("", None)
    return (number, token.get("decoded_token"), token.get("logprob")) if isinstance(token, dict) else ("", "", None)


def _echoed(found: object) -> list[_Token]:
    """OpenAI's of old: `{"tokens": […], "token_logprobs": […]}`, the first of which is null."""
    texts, values = (found.get("tokens"), found.get("token_logprobs")) if isinstance(found, dict) else (None, None)
    if not isinstance(texts, list) or not isinstance(values, list) or len(texts) != len(values):
        return []
    return [("", text, value) for text, value in zip(texts, values, strict=True)]


def logarithm(found: object) -> float:
    """What a server calls one; raises ModelFailed."""
    if isinstance(found, bool) or not isinstance(found, int | float) or not _LEAST <= found <= _MOST:
        raise ModelFailed(reason="it gives a probability that can be none")
    return min(float(found), 0.0)


def _tokens_of(text: str, tokens: ScoredText, written: int) -> ScoredText:
    """Without what may have been written behind the text; the first may be the mark of a beginning."""
    wanted = seen(text)
    for end in range(len(tokens) - written, len(tokens) + 1):
        if any(seen("".join(token.text for token in tokens[start:end])) == wanted for start in (0, 1)):
            return tokens[:end]
    raise ModelFailed(reason="it gives probabilities of another text")


def seen(text: str) -> str:
    """The signs of ASCII: servers show spaces, and letters of several bytes, each in its own way."""
    return "".join(_SEEN.findall(_BYTE.sub("", text)))
