"""The process that downloads a model beside the bot: `python -m bot.correcting.models.fetcher ORDER`.

It says nothing where all goes well; otherwise its error is on standard error, and its exit code says whether another
try may help.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.correcting.model_errors import DiskFull, DownloadFailed
from bot.correcting.models.choice import ModelChoice
from bot.errors import LegibleError
from bot.processes import belong_to
from bot.proxies import described

MODULE = "bot.correcting.models.fetcher"
DONE, GIVE_UP, TRY_AGAIN = 0, 3, 75  # the last as sysexits.h has it
NICENESS = 10  # a photo that is read meanwhile goes first


@dataclass(frozen=True, slots=True)
class Order:
    """A ModelChoice as plain data, and the process without which this one ends."""

    model: str
    pattern: str
    folder: str
    parent: int

    def dump(self) -> str:
        """As one argument of a command line."""
        return json.dumps(asdict(self))


class Silent:
    """A Watcher that tells nobody."""

    def say(self, sentence: str) -> None:
        """Nobody hears it."""

    def progress(self, there: int, total: int) -> None:
        """Nobody hears it."""


def main(order: Order) -> int:
    """Download what is ordered; the exit code."""
    from bot.correcting.models.download import download
    from bot.correcting.models.hub import Hub

    choice = ModelChoice(order.model, order.pattern, Path(order.folder))
    try:
        described()
        download(choice, Hub.of(os.environ), Silent())
    except LegibleError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return TRY_AGAIN if isinstance(error, (DownloadFailed, DiskFull)) else GIVE_UP
    return DONE


if __name__ == "__main__":
    ordered = Order(**json.loads(sys.argv[1]))
    belong_to(ordered.parent)
    os.nice(NICENESS)
    sys.exit(main(ordered))
