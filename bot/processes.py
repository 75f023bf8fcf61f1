"""Processes that the bot starts: how they find its code, and what they do first."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parents[1]
PR_SET_PDEATHSIG = 1


def command_for(module: str, argument: str) -> tuple[str, ...]:
    """The command line that runs a module of the bot, whatever lies in the working folder."""
    return sys.executable, "-P", "-m", module, argument


def environment() -> dict[str, str]:
    """This process's environment, with the bot's code before all else that PYTHONPATH names."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def belong_to(parent: int) -> None:
    """Leave Ctrl-C to the process that started this one, and on Linux end with it, even in the middle of a call."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            raise SystemExit(1)


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for this program alone: what a library prints goes to standard error."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, answers
