"""The branches behind a text as a tree of tokens: what several have in common is computed once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

Tokens = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A token at its `position` in `sequences`; how likely the `wanted` are to follow is to be known."""

    token: int
    position: int
    sequences: Tokens = (0,)
    wanted: Tokens = ()


Compute = Callable[[Sequence[Step]], list[tuple[float, ...]]]


class TokenTree:
    """Branches of one token or more, each with the tokens `following` it, behind a text of `length` tokens.

    The branch with the index n is the sequence n + 1. `begun` are the logarithms of the branches' first tokens.
    """

    def __init__(
        self, length: int, branches: Sequence[Tokens], following: Tokens, begun: Sequence[float], compute: Compute
    ) -> None:
        self._length = length
        self._sizes = [len(branch) for branch in branches]
        self._paths = [branch + following for branch in branches]
        self._found: dict[tuple[Tokens, int], float] = {
            ((), branch[0]): weight for branch, weight in zip(branches, begun, strict=True)
        }
        self._computed: set[Tokens] = set()
        self._compute = compute

    def branches(self, numbers: Collection[int]) -> dict[int, float]:
        """The logarithms of how likely the branches with these indexes are."""
        return self._weights(numbers, self._sizes)

    def texts(self, numbers: Collection[int]) -> dict[int, float]:
        """The same with what follows them."""
        return self._weights(numbers, [len(path) for path in self._paths])

    def _weights(self, numbers: Collection[int], ends: Sequence[int]) -> dict[int, float]:
        begun = [self._paths[number][:size] for number in sorted(numbers) for size in range(1, ends[number])]
        missing = [path for path in dict.fromkeys(begun) if path not in self._computed]
        steps = [self._step(path) for path in missing]
        for path, step, found in zip(missing, steps, self._compute(steps), strict=True):
            self._found.update(((path, token), weight) for token, weight in zip(step.wanted, found, strict=True))
        self._computed.update(missing)
        return {
            number: sum(self._found[path[:at], path[at]] for at in range(ends[number]))
            for number, path in ((number, self._paths[number]) for number in numbers)
        }

    def _step(self, path: Tokens) -> Step:
        """The last token of a path, for all branches that begin so."""
        size = len(path)
        shared = [number for number, other in enumerate(self._paths) if other[:size] == path]
        wanted = {self._paths[number][size] for number in shared if len(self._paths[number]) > size}
        return Step(path[-1], self._length + size - 1, tuple(n + 1 for n in shared), tuple(sorted(wanted)))
