"""A peer in a process of its own: `python -m bot.bench.peer_process NAME`.

One JSON line on standard output says that it is ready. Then every line on standard input is a path, answered by a line.
It imports little: Linux counts the memory of a parent towards that of the program it starts, and Tesseract needs 40 MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.bench.usage import Usage, of, usage

Read = Callable[[str], tuple[str, Usage]]


def tesseract() -> Read:
    """The program `tesseract` on the PATH, a process for each image, as its users call it."""

    def read(path: str) -> tuple[str, Usage]:
        command = ["tesseract", path, "-", "--psm", "3", "-l", "eng"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            text = process.stdout.read() if process.stdout else b""
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise ChildProcessError(f"tesseract ended with exit code {process.returncode}")
        return text.decode(), of(used)

    return read


def rapidocr() -> Read:
    """RapidOCR with its defaults, its boxes in their own order."""
    from rapidocr import RapidOCR

    library = RapidOCR(params={"Global.log_level": "critical"})

    def read(path: str) -> tuple[str, Usage]:
        before = usage()
        text = "\n".join(library(path).txts or ())
        after = usage()
        return text, Usage(after.cpu - before.cpu, after.peak)

    return read


def faster_paddle() -> Read:
    """faster-paddle, the same networks in a program of Rust: of its sizes the one that RapidOCR's wheel has, too."""
    from faster_paddle import OcrEngine

    engine = OcrEngine(model_size="small")

    def read(path: str) -> tuple[str, Usage]:
        before = usage()
        text: str = engine.ocr(Path(path).read_bytes())["text"]
        after = usage()
        return text, Usage(after.cpu - before.cpu, after.peak)

    return read


PEERS: dict[str, Callable[[], Read]] = {"tesseract": tesseract, "rapidocr": rapidocr, "faster-paddle": faster_paddle}


def main(name: str) -> None:
    """Answer until standard input ends. Keys: `text`, `cpu` (seconds), `peak` (bytes), or `error`."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    read = PEERS[name]()
    _say(answers.write, cpu=usage().cpu)
    answers.flush()
    for line in sys.stdin:
        try:
            text, used = read(json.loads(line))
        except Exception as error:  # whatever a peer does with a photo is its result
            _say(answers.write, error=f"{type(error).__name__}: {error}")
        else:
            _say(answers.write, text=text, cpu=used.cpu, peak=used.peak)
        answers.flush()


def _say(write: Callable[[str], object], **answer: object) -> None:
    write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
