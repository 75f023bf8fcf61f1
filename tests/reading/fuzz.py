"""Mutated files through the decoders, in the engine's limited workers: `python -m tests.reading.fuzz --seconds 60`.

What must not be: an error that is none of ours, a file that takes longer than its limit, the end of this process. That
a worker dies is what it is there for; it is counted, and the file kept where `--keep` says.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.correcting.corrector import Unchanged
from bot.engine import worker
from bot.engine.engine import Engine
from bot.engine.worker import Tools
from bot.engine.worker_limits import Limits
from bot.errors import NothingToRead, PhotoError
from bot.logs import where
from bot.page import Page
from bot.reading.files.image import UprightImage
from tests.reading.corpus import corpus
from tests.reading.mutations import mutated

LIMITS = Limits(seconds=20, opening=8)
BATCH = 50  # files that a worker tries at a time: handing over one takes as long as trying ten
DEFECT = "an error that is none of ours"
GRACE = 5.0  # seconds that ending a worker may take on a busy machine


class BlindReader:
    """Reads nothing: it is the decoders that are tried."""

    name = "blind"

    def read(self, image: UprightImage) -> Page:
        """Look at the pixels, and find no text."""
        image.pixels.max(initial=0)
        raise NothingToRead


@dataclass(frozen=True)
class BlindLoader:
    """Loads the blind reader."""

    def __call__(self) -> Tools:
        """Load it."""
        return Tools(BlindReader(), Unchanged())


@dataclass
class Findings:
    """What came of the files: how many, by outcome; which ended a worker; in `wrong` what must not be."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    longest: float = 0.0

    @property
    def files(self) -> int:
        """How many were tried."""
        return self.outcomes.total()


def tried(tools: Tools, paths: Sequence[Path], opening: float) -> list[tuple[str, float]]:
    """What comes of each file, and in how many seconds; to be done in a worker."""
    outcomes = []
    for path in paths:
        started = time.monotonic()
        try:
            outcome = type(worker.read(tools, path, 1, opening)).__name__
        except PhotoError as error:
            outcome = type(error).__name__
        except MemoryError as error:
            outcome = type(error).__name__
        except Exception as error:
            outcome = f"{DEFECT}: {type(error).__name__}, {where(error)}"
        outcomes.append((outcome, time.monotonic() - started))
    return outcomes


async def fuzz(
    seed: int, seconds: float, most: int, extra: Sequence[bytes] = (), keep: Path | None = None, readers: int = 1
) -> Findings:
    """Try mutated files until the time is over or `most` are done; file `n` of a seed is the same in each run."""
    samples = [*corpus(), *extra]
    findings = Findings()
    engine = Engine(BlindLoader(), LIMITS, readers=readers)
    batches, end = iter(range(0, most, BATCH)), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:

        async def one_after_the_other() -> None:
            for first in itertools.takewhile(lambda _: time.monotonic() < end, batches):
                paths = [Path(folder) / str(number) for number in range(first, min(first + BATCH, most))]
                for path in paths:
                    path.write_bytes(mutated(random.Random(f"{seed}/{path.name}"), samples))
                await _try_all(engine, paths, findings)
                for path in paths:
                    if keep and path.name in findings.deaths:
                        keep.mkdir(parents=True, exist_ok=True)
                        shutil.copy(path, keep / f"{seed}-{path.name}")
                    path.unlink()

        try:
            await engine.start()
            await asyncio.gather(*(one_after_the_other() for _ in range(readers)))
        finally:
            await engine.stop()
    return findings


async def _try_all(engine: Engine, paths: Sequence[Path], findings: Findings) -> None:
    """Try some files at once, and each alone where the worker did not live to tell of them."""
    started = time.monotonic()
    try:
        outcomes = await engine.compute(tried, paths, LIMITS.opening)
    except PhotoError as error:
        if len(paths) > 1:
            for path in paths:
                await _try_all(engine, [path], findings)
            return
        outcomes = [(type(error).__name__, time.monotonic() - started)]
        findings.deaths.append(paths[0].name)
    for path, (outcome, took) in zip(paths, outcomes, strict=True):
        findings.outcomes[outcome] += 1
        findings.longest = max(findings.longest, took)
        if outcome.startswith(DEFECT) or took > LIMITS.seconds + GRACE:
            findings.wrong.append(f"file {path.name}: {outcome} after {took:.1f} seconds")


def main() -> int:
    """Run it from the command line; exit code 1 where something must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--corpus", type=Path, help="a folder of further files to mutate")
    parser.add_argument("--keep", type=Path, help="a folder for files that end a worker")
    parser.add_argument("--readers", type=int, default=2)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    extra = [path.read_bytes() for path in sorted(options.corpus.iterdir())] if options.corpus else []
    found = asyncio.run(fuzz(options.seed, options.seconds, options.files, extra, options.keep, options.readers))
    print(f"{found.files} files; the longest took {found.longest:.1f} s; workers that died: {len(found.deaths)}")
    print(*(f"{count:8} {outcome}" for outcome, count in found.outcomes.most_common()), sep="\n")
    print(*found.wrong or ["nothing that must not be"], sep="\n")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
