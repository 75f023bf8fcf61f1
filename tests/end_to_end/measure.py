"""Measures the bot on the stand-in: from a photo's arrival to its answer, beside its peers, and its memory.

`python -m tests.end_to_end.measure FOLDER` sends the JPEGs of FOLDER one after the other to a `legible run` of its own
process. Each is read by the peers of `legible bench` in the same run, right after it, so that the ratios hold on a busy
machine. With a number behind FOLDER that many photos are sent, without the peers: for the memory.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from bot.bench.peers import Peer, peers_named
from bot.chat.texts import progress
from bot.job import Stage
from bot.sandbox import PersonClient, Sandbox
from tests.end_to_end.live import answers
from tests.end_to_end.program import ready, start


@dataclass(frozen=True)
class Seconds:
    """Of one photo: wall from arrival to the first sign, to the placeholder, and to the answer, the part of that not
    spent reading, CPU of the whole bot; peers' too.
    """

    reaction: float
    placeholder: float
    answer: float
    around: float
    cpu: float
    tesseract: float = 0.0
    tesseract_cpu: float = 0.0
    rapidocr: float = 0.0
    rapidocr_cpu: float = 0.0


async def main(photos: list[Path], count: int, peers: Sequence[Peer]) -> None:
    """Send, wait, compare, and print medians."""
    results: list[Seconds] = []
    memory: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as data:
        async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
            chat = (await person.state()).private.id
            bot = await start(sandbox, Path(data))
            process = psutil.Process(bot.pid)
            await ready(person)
            memory.append((0, megabytes(process)))
            for number, photo in enumerate(itertools.islice(itertools.cycle(photos), count), 1):
                before = cpu(process)
                waits = await asked(person, chat, photo)
                own_cpu = cpu(process) - before
                theirs = [seconds for peer in peers for seconds in await of(peer, photo)]
                results.append(Seconds(*waits, own_cpu, *theirs))
                if number % 10 == 0 or number == len(photos):
                    memory.append((number, megabytes(process)))
            bot.terminate()
            await bot.wait()
    for peer in peers:
        await peer.stop()
    for name in Seconds.__dataclass_fields__:
        values = sorted(getattr(result, name) for result in results)
        if not any(values):
            continue
        p95 = values[int(0.95 * (len(values) - 1))]
        print(f"{name:>14}: median {median(values):6.3f}  p95 {p95:6.3f}  max {values[-1]:6.3f}")
    print("memory, MB (PSS of bot and worker) after n photos:", ", ".join(f"{n}: {mb:.0f}" for n, mb in memory))


async def asked(person: PersonClient, chat: int, photo: Path) -> tuple[float, float, float, float]:
    """Seconds from a photo's arrival to the bot's reaction, its placeholder and its answer, and of the last those
    before reading began and after it ended.
    """
    known = len(await person.calls())
    request = (await person.send_photos(chat, [photo]))[0]
    arrived = time.time()
    await person.wait(lambda state: request in answers(state.chat(chat)), 120)
    calls = await person.calls(known)
    shown = {call["params"].get("text"): call["time"] for call in calls}
    reaction, placeholder = (
        next(call["time"] for call in calls if call["method"] == method) - arrived
        for method in ("setMessageReaction", "sendMessage")
    )
    reading, correcting = (shown[progress.STAGES[stage]] for stage in (Stage.READ, Stage.CORRECT))
    answered = max(shown.values())
    return reaction, placeholder, answered - arrived, (answered - arrived) - (correcting - reading)


async def of(peer: Peer, photo: Path) -> tuple[float, float]:
    """Wall and CPU seconds of a peer."""
    seconds = (await peer.read(photo)).seconds
    return seconds.wall, seconds.cpu


def cpu(process: psutil.Process) -> float:
    """CPU seconds of a process and its children."""
    family = [process, *process.children(recursive=True)]
    return sum(sum(member.cpu_times()[:2]) for member in family)


def megabytes(process: psutil.Process) -> float:
    """The memory of a process and its children, what they share counted once."""
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_full_info().pss for member in family) / 2**20


if __name__ == "__main__":
    images = sorted(Path(sys.argv[1]).glob("*.jpg"))
    if len(sys.argv) > 2:
        asyncio.run(main(images, int(sys.argv[2]), []))
    else:
        asyncio.run(main(images, len(images), peers_named("tesseract,rapidocr")))
