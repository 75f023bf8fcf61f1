"""How work gets into the engine's worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.engine.worker import Tools

P = ParamSpec("P")
R = TypeVar("R")


class Compute(Protocol):
    """Does a piece of work in the engine's worker; raises PhotoError."""

    def __call__(self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs) -> Awaitable[R]: ...
