"""A flat-share's month: three people drop receipts into their group, and settle; a fourth joins late.

`python -m tests.end_to_end.flat_share FOLDER` plays it with the whole bot and its real reader against the stand-in:
twenty receipts, claims, corrections by reply, a duplicate, a foreign currency, `/paid`, `/ledger`, settling and files.
It takes two minutes and writes into the folder what it saved, the conversation as `conversation.txt`, and pictures of a
phone in light and dark. The receipts are made up and drawn; with `--data` they are scans and photos of `LEGIBLE_DATA`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from playwright.async_api import Page, async_playwright
from pydantic import SecretStr

from bot.app import run
from bot.chat.texts import ledger as texts
from bot.chat.texts import receipts as cards
from bot.concurrency import first
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.drawn_receipts import draw_receipts
from tests.end_to_end.live import answers
from tests.end_to_end.scenes import PHONE

GROUP = "Mill Lane 12"
SETS = {"german": 9, "malaysian": 7, "phone": 4}  # of LEGIBLE_DATA's receipts
SCHEMES = ("light", "dark")
PATIENCE = 300.0
Found = TypeVar("Found")
FORMATS = (texts.XLSX, texts.CSV, texts.JSON, texts.HLEDGER, texts.ZIP, texts.CHART)


@dataclass
class FlatShare:
    """The people in their group, and the pages on which they are seen."""

    person: PersonClient
    group: int
    pages: Sequence[Page]
    folder: Path
    people: dict[str, int]

    async def send(self, photo: Path, by: str) -> ShownMessage:
        """Drop a receipt into the group; the bot's answer."""
        sent = (await self.person.send_photos(self.group, [photo], person=self.people[by]))[0]
        return (await self._seen(lambda state: [*filter(None, [answers(state.chat(self.group)).get(sent)])]))[0]

    async def write(self, text: str, by: str, reply_to: int | None = None) -> int:
        """Write something, perhaps in reply; its id."""
        return await self.person.send_text(self.group, text, person=self.people[by], reply_to=reply_to)

    async def ask(self, text: str, by: str) -> ShownMessage:
        """The bot's reply to what somebody writes."""
        sent = await self.write(text, by)
        return (await self._seen(lambda state: self._bots(state, lambda message: message.reply_to == sent)))[-1]

    async def press(self, message: ShownMessage, label: str, by: str) -> None:
        """Press the button whose label begins like that, once it is there."""

        def labels(state: State) -> list[str]:
            now = state.chat(self.group).message(message.id)
            assert now, "the message is gone"
            return [button.text for row in now.buttons for button in row if button.text.startswith(label)]

        wanted = (await self._seen(labels))[0]
        toast = await self.person.press(self.group, message.id, wanted, person=self.people[by])
        print(f"{by} pressed {wanted}" + (f": {toast.text}" if toast else ""))

    async def until(self, message: ShownMessage, text: str) -> ShownMessage:
        """The message once it says that."""

        def says(state: State) -> list[ShownMessage]:
            return self._bots(state, lambda each: each.id == message.id and text in (each.text or ""))

        return (await self._seen(says))[0]

    async def newest(self, text: str, after: int = 0) -> ShownMessage:
        """The bot's newest message with that in it, sent after another one."""
        wanted = await self._seen(
            lambda state: self._bots(state, lambda each: each.id > after and text in (each.text or ""))
        )
        return wanted[-1]

    async def shoot(self, name: str, message: ShownMessage | None = None) -> None:
        """Pictures of a message, or of what stands at the end of the chat now."""
        for scheme, page in zip(SCHEMES, self.pages, strict=True):
            await page.wait_for_timeout(700)
            if message:
                await page.locator(f"[data-id='{message.id}']").evaluate("node => node.scrollIntoView({block: 'end'})")
            await page.screenshot(path=self.folder / f"{name}-{scheme}.png")

    async def files(self) -> list[ShownMessage]:
        """The messages with files that the bot sent."""
        messages = (await self.person.state()).chat(self.group).messages
        return [message for message in messages if message.sender.is_bot and (message.document or message.photo)]

    async def _seen(self, find: Callable[[State], list[Found]]) -> list[Found]:
        return find(await self.person.wait(find, PATIENCE))

    def _bots(self, state: State, fits: Callable[[ShownMessage], bool]) -> list[ShownMessage]:
        return [each for each in state.chat(self.group).messages if each.sender.is_bot and fits(each)]


async def month(flat: FlatShare, photos: Sequence[Path]) -> None:
    """All that happens."""
    cards_sent = []
    for number, photo in enumerate(photos):
        by = ("You", "Ada", "Ben")[number % 3]
        cards_sent.append(await flat.send(photo, by))
        print(f"{by} sent {photo.name}: {(cards_sent[-1].text or '').splitlines()[:2]}")
        if number == 2:
            await claims(flat, cards_sent[0])
        if number == 12:
            await late(flat)
    await fixes(flat, cards_sent)
    await twice(flat, photos[1])
    await flat.ask("/paid 24.00 EUR Internet", "Ada")
    await sums(flat)


async def claims(flat: FlatShare, answer: ShownMessage) -> None:
    """The card of the first receipt, and whose its items are."""
    await flat.press(answer, cards.DETAILS, "Ada")
    await flat.until(answer, "\n")
    await flat.press(answer, cards.ITEMS, "Ada")
    items = [each.text for row in (await flat.until(answer, "1. ")).buttons for each in row if each.text[0].isdigit()]
    for by, item in (("Ada", 0), ("Ben", 1), ("You", 1)):
        await flat.press(answer, items[min(item, len(items) - 1)], by)
    await flat.shoot("items", answer)
    await flat.press(answer, cards.BACK, "Ada")
    await flat.shoot("card", answer)


async def late(flat: FlatShare) -> None:
    """Cleo comes into the group, and joins."""
    flat.people["Cleo"] = await flat.person.new_person("Cleo")
    await flat.person.join(flat.group, flat.people["Cleo"])
    shown = await flat.ask("/ledger", "You")
    await flat.press(shown, texts.JOIN, "Cleo")


async def fixes(flat: FlatShare, sent: Sequence[ShownMessage]) -> None:
    """Corrections by reply: of one that does not add up, of payers, of the amount charged for a foreign one."""
    now = [await flat.until(answer, "") for answer in sent]
    wrong = next((each for each in now if "✗" in (each.text or "")), now[-1])
    await flat.press(wrong, cards.DETAILS, "You")
    await flat.shoot("does-not-add-up", wrong)
    await flat.write("+ Bag 1.00", "You", wrong.id)
    await flat.until(wrong, "Bag")
    await flat.shoot("corrected", wrong)
    foreign = next((each for each in now if any(code in (each.text or "") for code in ("JPY", "MYR"))), now[8])
    await flat.write("charged 11.20 EUR", "You", foreign.id)
    await flat.until(foreign, "11.20")
    shared = now[3]
    await flat.write("Ben 5, Ada rest", "You", shared.id)
    await asyncio.sleep(2)


async def twice(flat: FlatShare, photo: Path) -> None:
    """Ben sends a receipt that Ada sent before."""
    copy = flat.folder / f"copy-{photo.name}"
    copy.write_bytes(photo.read_bytes() + b"\0")  # the same receipt in another file
    answer = await flat.send(copy, "Ben")
    if cards.DETAILS in [button.text for row in answer.buttons for button in row]:
        await flat.press(answer, cards.DETAILS, "Ben")
    await flat.until(answer, "Looks like")
    await flat.shoot("duplicate", answer)
    await flat.press(answer, cards.SAME_RECEIPT, "Ben")


async def sums(flat: FlatShare) -> None:
    """The ledger, settling, and files."""
    shown = await flat.ask("/ledger", "Ben")
    await flat.shoot("ledger", shown)
    await flat.press(shown, texts.SETTLED, "You")
    await flat.until(shown, "Which of these")
    await flat.shoot("settling", shown)
    transfer = next(
        button.text for row in (await flat.until(shown, "")).buttons for button in row if "→" in button.text
    )
    await flat.press(shown, transfer, "You")
    gave = await flat.newest(" gave ", shown.id)
    await flat.write("5", "You", gave.id)
    await flat.until(gave, "5.00")
    await flat.shoot("settled", gave)
    await flat.press(shown, texts.BACK, "You")
    await flat.press(shown, texts.EXPORT, "You")
    await flat.press(shown, texts.ALL_MONTHS, "You")
    for count, label in enumerate(FORMATS, 1):
        await flat.press(shown, label, "You")
        await _files(flat, count)
    await flat.shoot("chart", (await flat.files())[-1])
    for message in await flat.files():
        name = message.document.name if message.document else "chart.png"
        (flat.folder / name).write_bytes(await flat.person.download(message))


async def _files(flat: FlatShare, count: int) -> None:
    """Wait until so many files are there."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while len(await flat.files()) < count:
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError("a file did not come")
        await asyncio.sleep(0.3)


async def play(sandbox: Sandbox, folder: Path, photos: Sequence[Path]) -> None:
    """Bring the people together, and let the month begin."""
    async with PersonClient(sandbox.url) as person:
        state = await person.state()
        people = {"You": state.private.id, "Ada": await person.new_person("Ada"), "Ben": await person.new_person("Ben")}
        group = await person.new_group(GROUP)
        await person.promote(group, sandbox.world.bot.id)
        for name in ("Ada", "Ben"):
            await person.join(group, people[name])
        async with pages(sandbox.url) as opened:
            flat = FlatShare(person, group, opened, folder, people)
            await flat.ask("/auto on", "You")
            shown = await flat.ask("/ledger", "You")
            for name in ("Ada", "Ben"):
                await flat.press(shown, texts.JOIN, name)
            try:
                await month(flat, photos)
            finally:
                (folder / "conversation.txt").write_text(conversation(await person.state(), group))


@asynccontextmanager
async def pages(url: str) -> AsyncIterator[list[Page]]:
    """The chat page on a phone, in light and dark, with the group open."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        opened = []
        for scheme in SCHEMES:
            page = await browser.new_page(
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": PHONE["width"], "height": PHONE["height"]},
            )
            await page.goto(url)
            await page.locator("#back").click()
            await page.locator("#chats").get_by_text(GROUP).click()
            opened.append(page)
        yield opened
        await browser.close()


def conversation(state: State, group: int) -> str:
    """All that was said, as text."""
    return "\n\n".join(
        f"{message.sender.name}: {message.text or message.caption or '(a photo or file)'}"
        + "".join(f"\n  [{'] ['.join(button.text for button in row)}]" for row in message.buttons)
        for message in state.chat(group).messages
    )


def of_data(folder: Path) -> list[Path]:
    """Twenty receipts of the evaluation data, by turns of its sets."""
    return [path for name, count in SETS.items() for path in sorted((folder / "receipts" / name).glob("*.jpg"))[:count]]


async def main(folder: Path, *, data: Path | None) -> None:
    """Run stand-in, bot and people."""
    folder.mkdir(parents=True, exist_ok=True)
    first_day = datetime.now(UTC).date() - timedelta(days=28)
    with tempfile.TemporaryDirectory() as made:
        photos = of_data(data) if data else await asyncio.to_thread(draw_receipts, Path(made), first_day)
        async with Sandbox() as sandbox:
            settings = Settings(
                token=SecretStr(sandbox.token),
                api_url=sandbox.url,
                data_dir=Path(made) / "bot",
                listen="127.0.0.1:0",
                corrector="spelling",
            )
            await first(run(settings, asyncio.Event()), play(sandbox, folder, photos))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A flat-share's month.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", action="store_true", help="receipts of LEGIBLE_DATA instead of drawn ones")
    options = parser.parse_args()
    asyncio.run(main(options.folder, data=Path(os.environ["LEGIBLE_DATA"]) if options.data else None))
