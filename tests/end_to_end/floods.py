"""Measures what one chat can do to the others: floods of commands and presses while somebody else sends photos.

`python -m tests.end_to_end.floods [NAME…]` plays each flood against a `legible run` of its own process: how long
others wait for the first sign and the answer meanwhile, what becomes of the flooder's own photos, how long SIGTERM
takes in the middle of it, and how long a photo waits after the restart.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.people import Draft, begin_press, send
from bot.sandbox.world import Message, World
from tests.drawn_receipt import MARKET, draw_receipt
from tests.end_to_end.program import start

TEXT = "Milk for Thursday"
ANSWERS = ("milk", MARKET[0].lower())  # what the answers to the page and to the receipt hold
PATIENCE = 180.0
PRESS_PATIENCE = 15.0  # Telegram's own: then the button stops to wait
ROUNDS = 3  # of photos during a flood, each once the last was answered


@dataclass
class Wait:
    """How long a photo waited for the first sign that it was seen, and for its answer, in seconds."""

    sign: float = PATIENCE
    answer: float = PATIENCE

    def longest(self, other: Wait) -> Wait:
        """The longer of each."""
        return Wait(max(self.sign, other.sign), max(self.answer, other.answer))

    def __str__(self) -> str:
        return f"{self.sign:.1f} / {self.answer:.1f} s"


@dataclass
class Report:
    """What a flood did: the longest waits of the photos of each, before it and while it lasted."""

    name: str
    quiet: dict[str, Wait] = field(default_factory=dict)
    flooded: dict[str, Wait] = field(default_factory=dict)
    pressed: int = 0
    unanswered_presses: int = 0
    messages: int = 0
    seconds_to_exit: float = 0.0
    exit_code: int | None = None
    after_restart: Wait = field(default_factory=Wait)

    def __str__(self) -> str:
        said = [f"{self.name}: first sign / answer of a photo"]
        said += [f"{who}: {wait} (before the flood {self.quiet[who]})" for who, wait in self.flooded.items()]
        if self.pressed:
            said.append(f"{self.unanswered_presses} of {self.pressed} presses without an answer")
        said.append(f"{self.messages} messages in the flooded chat")
        said.append(f"SIGTERM to exit {self.seconds_to_exit:.1f} s, code {self.exit_code}")
        said.append(f"after the restart {self.after_restart}")
        return "\n  ".join(said)


@dataclass
class Stage:
    """The people of a flood: `chat` is the flooded one, which `flooder` floods; a `neighbour` is in it as well."""

    world: World
    person: PersonClient
    photo: Path
    chat: int
    flooder: int
    neighbour: int | None
    other: int
    queries: list[str] = field(default_factory=list)
    receipt: Path | None = None

    async def wait_for_photo(self, chat: int, sender: int) -> Wait:
        """Send a photo, the flooder a receipt where there is one, and wait for its answer."""
        caption = "@legible_bot" if chat < 0 else None
        photo = self.receipt if self.receipt and sender == self.flooder else self.photo
        began = time.monotonic()
        sent = (await self.person.send_photos(chat, [photo], caption=caption, person=sender))[0]
        wait = Wait()
        while (waited := time.monotonic() - began) < PATIENCE:
            replies = [each for each in self.world.messages(chat) if each.sender.is_bot and each.reply_to == sent]
            asked = self.world.message(chat, sent)
            if wait.sign == PATIENCE and (replies or (asked and asked.reactions)):
                wait.sign = waited
            if any(answer in reply.content.text.lower() for reply in replies for answer in ANSWERS):
                wait.answer = waited
                break
            await asyncio.sleep(0.02)
        return wait

    async def say(self, text: str, times: int) -> None:
        """Send a text so many times at once."""
        chat, flooder = self.world.chats[self.chat], self.world.users[self.flooder]
        for _ in range(times):
            await send(self.world, chat, flooder, Draft(text))

    async def press(self, wanted: Callable[[str], bool], times: int) -> None:
        """Press the wanted buttons under the flooder's last note in turn, so many times at once."""
        note = self._note()
        data = [str(button.get("callback_data", "")) for row in note.keyboard for button in row]
        for chosen, _ in zip(cycle(filter(wanted, data)), range(times), strict=False):
            self.queries.append(begin_press(self.world, note, self.world.users[self.flooder], chosen))

    def _note(self) -> Message:
        asked = {each.id for each in self.world.messages(self.chat) if each.sender.id == self.flooder}
        own = [each for each in self.world.messages(self.chat) if each.sender.is_bot and each.reply_to in asked]
        return [each for each in own if each.keyboard][-1]

    async def open(self, opening: Callable[[str], bool], shown: str) -> None:
        """Press a button, and wait for another whose data holds `shown`."""
        await self.press(opening, 1)
        async with asyncio.timeout(PATIENCE):
            while not any(shown in str(button) for row in self._note().keyboard for button in row):
                await asyncio.sleep(0.05)

    async def count(self) -> None:
        """Say that the flooder's last receipt is a second one, where it waits for somebody to say so."""
        await self.press(lambda data: data.endswith(":count"), 1)
        async with asyncio.timeout(PATIENCE):
            while any(":count" in str(button) for row in self._note().keyboard for button in row):
                await asyncio.sleep(0.05)

    async def correct(self, times: int) -> None:
        """Reply to the flooder's last card with so many totals at once."""
        chat, flooder, card = self.world.chats[self.chat], self.world.users[self.flooder], self._note().id
        for number in range(times):
            await send(self.world, chat, flooder, Draft(f"total {number + 1}.00", reply_to=card))


@dataclass(frozen=True)
class Flood:
    """A flood: what is poured out, and where."""

    what: str
    pour: Callable[[Stage], Awaitable[None]]
    in_group: bool = False
    only_invited: bool = False
    on_receipt: bool = False


async def _press_all(stage: Stage) -> None:
    await stage.press(lambda data: data.startswith(("raw:", "clean:", "changes:", "again:", "undo:")), 1000)


async def _save(stage: Stage) -> None:
    await stage.open(lambda data: data.startswith("save:"), ":pdf")
    await stage.press(lambda data: data.endswith(":pdf"), 1000)


async def _claim(stage: Stage) -> None:
    await stage.count()
    await stage.open(lambda data: data.startswith("card:") and (":items" in data or ":card" in data), "mine:")
    await stage.press(lambda data: data.startswith("mine:"), 1000)


async def _pick_payers(stage: Stage) -> None:
    await stage.count()
    await stage.open(lambda data: data.startswith("card:") and (":payers" in data or ":card" in data), "paid:")
    await stage.press(lambda data: data.startswith(("paid:", "card:")), 1000)


FLOODS = {
    "help": Flood("300 /help in one group", lambda stage: stage.say("/help@legible_bot", 300), in_group=True),
    "stranger": Flood(
        "100 /privacy of a stranger to an allow-list",
        lambda stage: stage.say("/privacy@legible_bot", 100),
        in_group=True,
        only_invited=True,
    ),
    "presses": Flood("1,000 presses", _press_all),
    "group presses": Flood("1,000 presses in a group", _press_all, in_group=True),
    "saves": Flood("1,000 times Save as PDF", _save),
    "group saves": Flood("1,000 times Save as PDF in a group", _save, in_group=True),
    "claims": Flood("1,000 claims on a receipt's card", _claim, in_group=True, on_receipt=True),
    "payers": Flood("1,000 presses on who paid", _pick_payers, in_group=True, on_receipt=True),
    "corrections": Flood("300 corrections of a card", lambda stage: stage.correct(300), in_group=True, on_receipt=True),
}


def page(folder: Path) -> Path:
    """A page with a line on it."""
    image = Image.new("L", (1000, 220), 255)
    ImageDraw.Draw(image).text((60, 70), TEXT, 0, ImageFont.truetype("DejaVuSans.ttf", 64))
    image.save(folder / "page.jpg")
    return folder / "page.jpg"


async def measure(flood: Flood, folder: Path, rounds: int = ROUNDS) -> Report:
    """Play a flood, with so many rounds of photos while it lasts."""
    report = Report(flood.what)
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
        await person.set_privacy(False)
        stage = await _people(sandbox, person, page(folder), flood)
        if flood.on_receipt:
            stage.receipt = draw_receipt(folder / "receipt.jpg", MARKET)
        settings = await _invited(person, stage) if flood.only_invited else {}
        bot = await start(sandbox, folder / "data", **settings)
        await _polling(sandbox, bot)
        await _round(report.quiet, stage, flood)
        await flood.pour(stage)
        for _ in range(rounds):
            await _round(report.flooded, stage, flood)
        report.pressed, report.unanswered_presses = len(stage.queries), await _unanswered(stage)
        report.messages = sum(each.sender.is_bot for each in stage.world.messages(stage.chat))
        await flood.pour(stage)
        await asyncio.sleep(1.0)
        report.seconds_to_exit, report.exit_code = await _end(bot)
        bot = await start(sandbox, folder / "data", **settings)
        await _polling(sandbox, bot)
        report.after_restart = await stage.wait_for_photo(stage.other, stage.other)
        await _end(bot)
    return report


async def _round(waits: dict[str, Wait], stage: Stage, flood: Flood) -> None:
    """A photo of everybody at once."""
    senders = {"another chat": (stage.other, stage.other)}
    if stage.neighbour:
        senders["another person in the same group"] = (stage.chat, stage.neighbour)
    if not flood.only_invited:
        senders["the flooder"] = (stage.chat, stage.flooder)
    found = await asyncio.gather(*(stage.wait_for_photo(*sender) for sender in senders.values()))
    for who, wait in zip(senders, found, strict=True):
        waits[who] = waits[who].longest(wait) if who in waits else wait


async def _people(sandbox: Sandbox, person: PersonClient, photo: Path, flood: Flood) -> Stage:
    flooder, other = await person.new_person("Mallory"), await person.new_person("Ada")
    if not flood.in_group:
        return Stage(sandbox.world, person, photo, flooder, flooder, None, other)
    neighbour, group = await person.new_person("Bela"), await person.new_group("Flooded")
    for member in (flooder, neighbour):
        await person.join(group, member)
    return Stage(sandbox.world, person, photo, group, flooder, neighbour, other)


async def _invited(person: PersonClient, stage: Stage) -> dict[str, str]:
    me = (await person.state()).private.id
    return {"BOT_ALLOWED_USERS": ",".join(str(who) for who in (me, stage.other, stage.neighbour) if who)}


async def _unanswered(stage: Stage) -> int:
    """How many presses have no answer, some seconds after the last."""
    deadline = time.monotonic() + PRESS_PATIENCE
    while (left := sum(not stage.world.queries.is_answered(query) for query in stage.queries)) and (
        time.monotonic() < deadline
    ):
        await asyncio.sleep(0.2)
    return left


async def _polling(sandbox: Sandbox, bot: asyncio.subprocess.Process) -> None:
    """Wait until the bot asks for updates."""
    known = sandbox.world.updates.polls
    async with asyncio.timeout(PATIENCE):
        while sandbox.world.updates.polls == known and bot.returncode is None:
            await asyncio.sleep(0.05)


async def _end(bot: asyncio.subprocess.Process) -> tuple[float, int]:
    """Seconds from SIGTERM to the end of the bot, and its exit code; killed where that takes longer than a minute."""
    began = time.monotonic()
    bot.terminate()
    try:
        code = await asyncio.wait_for(bot.wait(), 60)
    except TimeoutError:
        bot.kill()
        code = await bot.wait()
    return time.monotonic() - began, code


async def main(names: list[str]) -> None:
    """Each flood with a stand-in and a bot of its own."""
    for name in names or FLOODS:
        with tempfile.TemporaryDirectory() as folder:
            print(await measure(FLOODS[name], Path(folder)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="FLOOD", help=f"of {', '.join(FLOODS)}; all if none")
    asyncio.run(main(parser.parse_args().names))
