"""`legible bench` on a folder: every image through every contender, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial

from rich.console import Console
from rich.progress import Progress

from bot.bench.contender import Contender, Outcome, Seconds
from bot.bench.results import Measured, Result
from bot.bench.sets import Sample

Complain = Callable[[str], None]
Advance = Callable[[], None]


async def measure(
    sets: Mapping[str, Sequence[Sample]], contenders: Sequence[Contender], complain: Complain
) -> Measured:
    """Start the contenders and let them read; the first is Legible. Raises CannotRun.

    Every failure goes to `complain` at once, with the image and, where it is a peer's, whose it is.
    """
    load: dict[str, Seconds] = {}
    results: dict[str, dict[str, Result]] = {}
    console = Console(stderr=True)
    async with AsyncExitStack() as stack:
        for contender in contenders:
            stack.push_async_callback(contender.stop)
            load[contender.name] = await contender.start()
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            for name, samples in sets.items():
                task = progress.add_task(name, total=len(samples))
                results[name] = await _measure_set(samples, contenders, complain, partial(progress.advance, task))
    return Measured(load, results)


async def _measure_set(
    samples: Sequence[Sample], contenders: Sequence[Contender], complain: Complain, advance: Advance
) -> dict[str, Result]:
    """Each image is read by all before the next, so that a machine that gets busy is busy for all alike."""
    outcomes: dict[str, list[Outcome]] = {contender.name: [] for contender in contenders}
    for sample in samples:
        for contender in contenders:
            outcome = await contender.read(sample.image)
            outcomes[contender.name].append(outcome)
            if outcome.error:
                whose = "" if contender is contenders[0] else f"{contender.name}: "
                complain(f"{sample.image}: {whose}{outcome.error}")
        advance()
    return {name: Result.of(samples, read) for name, read in outcomes.items()}
