"""Measures a crowd on the stand-in: an album whose last photo is late, and ten chats with ten photos each at once.

`python -m tests.end_to_end.crowd FOLDER` sends the JPEGs of FOLDER to a `legible run` of its own process.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import State
from tests.end_to_end.live import answers
from tests.end_to_end.program import ready, start

CHATS, PHOTOS = 10, 10
LATE_SECONDS = 10.0
PATIENCE = 300.0


def pages(folder: Path) -> list[Path]:
    """Ten pages with a line on each."""
    paths = []
    for number in range(1, PHOTOS + 1):
        page = Image.new("L", (1280, 300), 255)
        font = ImageFont.truetype("DejaVuSans.ttf", 72)
        ImageDraw.Draw(page).text((80, 100), f"This is page number {number}", 0, font)
        paths.append(folder / f"page{number}.jpg")
        page.save(paths[-1])
    return paths


async def late_album(person: PersonClient, photos: list[Path]) -> None:
    """Ten photos as one album, the last ten seconds late: how often the answer was written, and when it was whole."""
    chat = (await person.state()).private.id
    known = len(await person.calls())
    started = time.time()
    first = (await person.send_photos(chat, photos[:-1]))[0]
    sent_first = (await person.state()).private.message(first)
    album = sent_first.album if sent_first else None
    await asyncio.sleep(LATE_SECONDS)
    await person.send_photos(chat, photos[-1:], album=album)

    def whole(state: State) -> bool:
        answer = answers(state.private).get(first)
        return answer is not None and f"page number {len(photos)}" in (answer.text or "")

    state = await person.wait(whole, PATIENCE)
    text = answers(state.private)[first].text or ""
    order = [int(number) for number in re.findall(r"page number (\d+)", text)]
    own = [message for message in state.private.messages if message.sender.is_bot]
    sent = [call for call in await person.calls(known) if call["method"] == "sendMessage"]
    in_order = order == list(range(1, len(photos) + 1))
    print(
        f"album of {len(photos)}: {len(own)} message, sent {len(sent)} times, in order: {in_order}, "
        f"whole after {time.time() - started:.1f} s"
    )


async def crowd(person: PersonClient, photos: list[Path]) -> None:
    """Ten photos in each of ten chats at once: when each chat has its first and its last answer, and its share."""
    chats = [await person.new_person(f"Person {number}") for number in range(CHATS)]
    supply = itertools.cycle(photos)
    known = len(await person.calls())
    started = time.time()
    for _ in range(PHOTOS):
        await asyncio.gather(*(person.send_photos(chat, [next(supply)]) for chat in chats))
    sent = time.time() - started

    def all_answered(state: State) -> bool:
        return all(len(answers(state.chat(chat))) == PHOTOS for chat in chats)

    await person.wait(all_answered, PATIENCE)
    finals: dict[int, dict[int, float]] = {chat: {} for chat in chats}
    for call in await person.calls(known):
        params = call["params"]
        if call["method"] == "editMessageText" and params["chat_id"] in finals and "raw:" in str(params):
            finals[params["chat_id"]].setdefault(params["message_id"], call["time"] - started)
    order = sorted((seconds, chat) for chat, answered in finals.items() for seconds in answered.values())
    turns = {chat: [rank for rank, (_, whose) in enumerate(order) if whose == chat] for chat in chats}
    late = max(rank - CHATS * (turn + 1) for ranks in turns.values() for turn, rank in enumerate(ranks))
    firsts = [min(answered.values()) for answered in finals.values()]
    lasts = [max(answered.values()) for answered in finals.values()]
    print(f"{CHATS * PHOTOS} photos in {CHATS} chats, sent in {sent:.1f} s, answered in {max(lasts):.0f} s")
    print(
        f"first answer of a chat after {min(firsts):.1f} to {max(firsts):.1f} s, last after {min(lasts):.0f} to "
        f"{max(lasts):.0f} s; at most {max(late, 0)} notes of others more than its share were before one"
    )


async def main(folder: Path) -> None:
    """Both, with a bot of their own."""
    photos = sorted(folder.glob("*.jpg"))
    with tempfile.TemporaryDirectory() as data:
        async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
            bot = await start(sandbox, Path(data))
            try:
                await ready(person)
                await late_album(person, pages(Path(data)))
                await crowd(person, photos)
            finally:
                bot.terminate()
                await bot.wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
