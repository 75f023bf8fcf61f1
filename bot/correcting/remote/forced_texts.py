"""How likely llama-server finds a text: it is made to write it, and says how likely each token was of itself.

It tells nothing of a prompt, but takes a grammar, here one that allows the text and nothing else. So that it takes the
tokens of its own tokeniser, and no others that spell the same, these are preferred. The probabilities are those before
grammar and preference. The prompt it keeps from one request to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.completions import Json
from bot.correcting.remote.text_scores import BEGINNING, NOTHING, logarithm, seen

_PREFERRED = 100  # added to the logarithms of the text's own tokens
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Forcing:
    """A way to ask for the probabilities of branches: one request makes the server write one of them."""

    name: str = "grammar"

    def requests(self, text: str, branches: Sequence[str]) -> list[Json]:
        """The bodies of the requests that ask for what `weights` takes."""
        return [self._request(text, branch) for branch in branches]

    def weights(self, found: Sequence[object], text: str, branches: Sequence[str]) -> tuple[float, ...]:
        """The natural logarithms of how likely the branches are behind the text; raises ModelFailed."""
        return tuple(_weight(each, branch) for each, branch in zip(found, branches, strict=True))

    def _request(self, text: str, branch: str) -> Json:
        return {
            "prompt": BEGINNING + text,
            "grammar": f'root ::= "{"".join(_ESCAPES.get(sign, sign) for sign in branch)}"',
            "logit_bias": [[branch, _PREFERRED]],
            "max_tokens": len(branch.encode()) + 1,
            "temperature": 0,
            "logprobs": 1,
        }


def _weight(response: object, branch: str) -> float:
    choices = response.get("choices") if isinstance(response, dict) else None
    choice = choices[0] if isinstance(choices, list) and len(choices) == 1 else None
    logprobs = choice.get("logprobs") if isinstance(choice, dict) else None
    tokens = logprobs.get("content") if isinstance(logprobs, dict) else None
    if not isinstance(tokens, list) or not all(isinstance(token, dict) for token in tokens):
        raise ModelFailed(reason=NOTHING)
    texts = [str(token.get("token")) for token in tokens]
    ends = [end for end in (len(texts), len(texts) - 1) if seen("".join(texts[:end])) == seen(branch)]
    if not any(texts) or not ends:
        raise ModelFailed(reason="it gives probabilities of another text")
    written = [
        token for token, text in zip(tokens[: ends[0]], texts, strict=False) if text
    ]  # without the mark of an end
    return sum(logarithm(token.get("logprob")) for token in written)
