"""What runs in the language model's own process: `python -m bot.correcting.local.process OPTIONS`.

Messages are JSON, one a line. The first answer says that it ends with the bot, the second whether the model could be
loaded; then there is one for each request. While it computes, a line that says `stop` ends the request, not the
process.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from queue import SimpleQueue
from typing import IO, Any, BinaryIO

from bot.correcting.judging.lattice import Lattice
from bot.correcting.local import requests
from bot.correcting.local.requests import Request
from bot.correcting.local.runtime import Options, Runtime, Unanswered, Unloadable
from bot.correcting.local.runtimes import load
from bot.processes import belong_to, own_pipes

STOP = "stop"
BEGUN: dict[str, Any] = {"begun": True}
LOADED: dict[str, Any] = {"loaded": True}  # or `damaged` or `missing` with the reason
LOG_PATIENCE = 2.0  # seconds
REASON = re.compile(rb"error loading model: (?:\w+: )?(.+)")  # how llama.cpp writes it to its log


class Requests:
    """What arrives on a pipe, and whether what is being computed was stopped.

    The process ends when the pipe does: whoever asked is gone.
    """

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._waiting: SimpleQueue[Request] = SimpleQueue()
        self._stopped = False
        threading.Thread(target=self._listen, daemon=True).start()

    def next(self) -> Request:
        """Wait for a request."""
        return self._waiting.get()

    def stopped(self) -> bool:
        """Whether the last request was stopped."""
        return self._stopped

    def _listen(self) -> None:
        for line in self._pipe:
            message = json.loads(line)
            self._stopped = message == STOP
            if message != STOP:
                self._waiting.put(requests.loaded(message))
        os._exit(0)


def serve(options: Options, asked: Requests, say: Callable[[dict[str, Any]], None]) -> None:
    """Load the model, then answer one request after the other."""
    try:
        runtime = _loaded(options)
    except Unloadable as error:
        say({"damaged": str(error)})
        return
    except (ImportError, OSError) as error:
        say({"missing": str(error)})
        return
    say(LOADED)
    while True:
        say(_answer(runtime, asked.next(), asked.stopped))


def _answer(runtime: Runtime, request: Request, stopped: Callable[[], bool]) -> dict[str, Any]:
    try:
        return _computed(runtime, request, stopped) or {"stopped": True}
    except Unanswered as error:
        return {"failed": str(error)}


def _computed(runtime: Runtime, request: Request, stopped: Callable[[], bool]) -> dict[str, Any] | None:
    """The answer; None where it was stopped."""
    if isinstance(request, Lattice):
        weights = runtime.weigh(request, stopped)
        return None if weights is None else {"weights": weights}
    completion = runtime.answer(request, stopped)
    return asdict(completion) if completion else None


def _loaded(options: Options) -> Runtime:
    """The runtime; raises Unloadable with what it wrote to its log."""
    with _log_in_a_file() as log:
        try:
            return load(options)
        except Unloadable as error:
            raise Unloadable(reason(log) or str(error)) from error


def reason(log: IO[bytes], patience: float = LOG_PATIENCE) -> str | None:
    """Why a model was not loaded, by the log, which llama.cpp writes in a thread of its own: it may come late."""
    deadline = time.monotonic() + patience
    while True:
        written = os.pread(log.fileno(), os.fstat(log.fileno()).st_size, 0)  # to seek would move what is written next
        if found := REASON.search(written):
            return found[1].decode(errors="replace")
        if time.monotonic() > deadline:
            return None
        time.sleep(0.05)


@contextmanager
def _log_in_a_file() -> Iterator[IO[bytes]]:
    """What libraries write to standard output and error, in a file; afterwards nowhere."""
    with tempfile.TemporaryFile() as log:
        _redirect(log.fileno())
        try:
            yield log
        finally:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 — a device, no path
                _redirect(nowhere.fileno())


def _redirect(target: int) -> None:
    os.dup2(target, 1)
    os.dup2(target, 2)


def main() -> None:
    """The command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    options = Options(**json.loads(sys.argv[1]))
    belong_to(options.parent)
    pipe, answers = own_pipes()

    def say(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    say(BEGUN)
    serve(options, Requests(pipe), say)


if __name__ == "__main__":
    main()
