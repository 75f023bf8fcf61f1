"""What the outcomes of a set come to, and how `legible bench --json` says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.bench.contender import Outcome, Seconds
from bot.bench.receipt_score import ReceiptScore
from bot.bench.sets import Sample
from bot.scores import NOTHING, Score

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile of the photos' seconds."""

    median: float
    p95: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Of at least one value; between two neighbours it interpolates."""
        median, p95 = np.percentile(list(values), [50, 95])
        return cls(float(median), float(p95))

    def as_object(self) -> dict[str, float]:
        """For JSON, in milliseconds' precision."""
        return {"median": round(self.median, 3), "p95": round(self.p95, 3)}


class StageSpread(NamedTuple):
    """What a stage took: processor time and wall time."""

    cpu: Spread
    wall: Spread


@dataclass(frozen=True, slots=True)
class Result:
    """One contender on one set. `peak` is in bytes.

    `score` is missing where no text is known, `raw` also where a contender has no such text, `receipt` where it looks
    for none.
    """

    images: int
    failed: int
    score: Score | None
    raw: Score | None
    receipt: ReceiptScore | None
    cpu: Spread
    wall: Spread
    peak: int
    stages: Mapping[str, StageSpread]

    @classmethod
    def of(cls, samples: Sequence[Sample], outcomes: Sequence[Outcome]) -> Result:
        """Sum up the outcomes of at least one image. A stage counts the images that came to it."""
        pairs = list(zip(samples, outcomes, strict=True))
        texts = [Score.of(s.truth, o.text) for s, o in pairs if s.truth is not None]
        raws = [Score.of(s.truth, o.raw) for s, o in pairs if s.truth is not None and o.raw is not None]
        receipts = [ReceiptScore.of(s.receipt, o.receipts) for s, o in pairs if o.receipts is not None]
        names = dict.fromkeys(name for outcome in outcomes for name in outcome.stages)
        return cls(
            images=len(outcomes),
            failed=sum(outcome.error is not None for outcome in outcomes),
            score=sum(texts, NOTHING) if texts else None,
            raw=sum(raws, NOTHING) if raws else None,
            receipt=sum(receipts, ReceiptScore()) if receipts else None,
            cpu=Spread.of(outcome.seconds.cpu for outcome in outcomes),
            wall=Spread.of(outcome.seconds.wall for outcome in outcomes),
            peak=max(outcome.peak for outcome in outcomes),
            stages={name: _stage_spread(o.stages[name] for o in outcomes if name in o.stages) for name in names},
        )

    def as_object(self) -> dict[str, object]:
        """For JSON: rates in percent, F1 as a fraction, memory in MB of 2**20 bytes."""
        return {
            "images": self.images,
            "failed": self.failed,
            **(_rates(self.score) if self.score else {}),
            **({"raw": _rates(self.raw)} if self.raw else {}),
            "cpu_seconds": self.cpu.as_object(),
            "wall_seconds": self.wall.as_object(),
            "stages": {
                name: {"cpu_seconds": stage.cpu.as_object(), "wall_seconds": stage.wall.as_object()}
                for name, stage in self.stages.items()
            },
            "peak_mb": round(self.peak / MEGABYTE, 1),
            **({"receipt": self.receipt.as_object()} if self.receipt else {}),
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole run: what loading took, and each set's results, both by contender; Legible comes first."""

    load: Mapping[str, Seconds]
    sets: Mapping[str, Mapping[str, Result]]

    def as_object(self) -> dict[str, object]:
        """For JSON: the sets with Legible's own results, the peers' under `against`."""
        return {"sets": {name: _with_peers(results) for name, results in self.sets.items()}, "load": self._load()}

    def _load(self) -> dict[str, object]:
        return {
            name: {"cpu_seconds": round(seconds.cpu, 3), "wall_seconds": round(seconds.wall, 3)}
            for name, seconds in self.load.items()
        }


def _with_peers(results: Mapping[str, Result]) -> dict[str, object]:
    (_, own), *peers = results.items()
    against = {name: result.as_object() for name, result in peers}
    return {**own.as_object(), **({"against": against} if against else {})}


def _rates(score: Score) -> dict[str, float]:
    return {"cer": round(score.cer, 2), "wer": round(score.wer, 2), "f1": round(score.f1, 4)}


def _stage_spread(seconds: Iterable[Seconds]) -> StageSpread:
    both = list(seconds)
    return StageSpread(Spread.of(one.cpu for one in both), Spread.of(one.wall for one in both))
