"""Draws what people see on a phone: scenes of conversations with the real bot on the chat page, in Chromium.

`python -m tests.end_to_end.scenes FOLDER` writes a picture of each scene.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Literal

from playwright.async_api import ViewportSize, async_playwright
from pydantic import SecretStr

from bot.app import run
from bot.chat import texts
from bot.chat.texts import answer as answers
from bot.chat.texts import receipts
from bot.chat.texts import settings as settings_texts
from bot.concurrency import first
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from tests.drawn_receipt import MARKET, TAVERN, Rows, draw_receipt
from tests.end_to_end.live import Chat
from tests.end_to_end.live import answers as last_words

SAMPLES = Path(__file__).parents[1] / "data"
PHONE = {"width": 390, "height": 844}
LOADING = 120.0  # seconds, also where the models are loaded on a busy machine
GROUP = "Kitchen table"
IN_GROUP = ("receipt", "card", "items", "difference", "fixing", "fixed", "duplicate", "payers")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

Scene = Callable[[Chat, int], Awaitable[None]]


async def receipt_in_a_group(chat: Chat, group: int) -> None:
    """A receipt that somebody asks the bot to read."""
    there = Chat(chat.person, group, chat.folder)
    photo = (await chat.person.send_photos(group, [SAMPLES / "receipt.jpg"]))[0]
    await there.answer(await chat.person.send_text(group, "/read@legible_bot", reply_to=photo))


async def album(chat: Chat, _: int) -> None:
    """A letter of two pages."""
    sent = await chat.person.send_photos(chat.id, [SAMPLES / "note.jpg", SAMPLES / "letter.jpg"])
    await chat.answer(sent[0])


async def what_changed(chat: Chat, _: int) -> None:
    """The changes of a note."""
    answer = await chat.answer((await chat.person.send_photos(chat.id, [SAMPLES / "note.jpg"]))[0])
    await chat.press(answer, texts.WHAT_CHANGED)


async def saving(chat: Chat, _: int) -> None:
    """The formats behind Save as…"""
    answer = await chat.answer((await chat.person.send_photos(chat.id, [SAMPLES / "note.jpg"]))[0])
    await chat.press(answer, answers.SAVE_AS)


async def glossary(chat: Chat, _: int) -> None:
    """Words for good."""
    await chat.say("/glossary add Amoxicillin, Kovács Ilona, Kovas=Kovács")
    await chat.say("/glossary")


async def learning(chat: Chat, _: int) -> None:
    """An answer, its text as it should be, and what could be learned."""
    answer = await chat.answer((await chat.person.send_photos(chat.id, [SAMPLES / "note.jpg"]))[0])
    right = (answer.text or "").split("\n\n")[0].replace("Keller", "Kehler").replace("Anna", "Annika")
    said = await chat.person.send_text(chat.id, right, reply_to=answer.id)
    await chat.answer(said)


async def settings(chat: Chat, _: int, language: str) -> None:
    """A language chosen, and what is then said."""
    menu = await chat.say("/settings")
    await chat.press(menu, settings_texts.CHOOSE_LANGUAGE)
    await chat.press(await chat.message(menu.id), language)
    await chat.answer((await chat.person.send_photos(chat.id, [SAMPLES / "note.jpg"]))[0])
    await chat.say("/settings")


async def shared_card(chat: Chat, group: int, rows: Rows = MARKET) -> tuple[Chat, ShownMessage]:
    """The card of a receipt in the group, whose people are Ada and You."""
    there = Chat(chat.person, group, chat.folder)
    photo = draw_receipt(chat.folder / "receipt.jpg", rows)
    sent = (await chat.person.send_photos(group, [photo]))[0]
    request = await chat.person.send_text(group, "/read@legible_bot", reply_to=sent)
    state = await chat.person.wait(lambda state: request in last_words(state.chat(group)), LOADING)
    card = last_words(state.chat(group))[request]
    ada = next(member.id for member in (await chat.person.state()).group.members if member.name == "Ada")
    if any(button.text == receipts.JOIN for row in card.buttons for button in row):
        await chat.person.press(group, card.id, receipts.JOIN, person=ada)
    return there, await there.message(card.id)


async def card(chat: Chat, group: int) -> None:
    """A receipt that adds up."""
    await shared_card(chat, group)


async def items(chat: Chat, group: int) -> None:
    """Whose the items are."""
    there, shown = await shared_card(chat, group)
    ada = next(member.id for member in (await chat.person.state()).group.members if member.name == "Ada")
    await there.press(shown, receipts.ITEMS)
    await chat.person.press(group, shown.id, "4", person=ada)
    await there.press(await there.message(shown.id), "5")
    await chat.person.press(group, shown.id, "5 ✓", person=ada)


async def not_adding_up(chat: Chat, group: int) -> None:
    """A receipt whose items make another sum."""
    await shared_card(chat, group, TAVERN)


async def fixing(chat: Chat, group: int) -> None:
    """How that is corrected."""
    there, shown = await shared_card(chat, group, TAVERN)
    await there.press(shown, receipts.FIX)


async def fixed(chat: Chat, group: int) -> None:
    """The correction of an amount."""
    there, shown = await shared_card(chat, group, TAVERN)
    await there.reply(shown.id, "3 4.20")
    await there.until(shown.id, "4.20")


async def duplicate(chat: Chat, group: int) -> None:
    """The same receipt, photographed by another one."""
    await shared_card(chat, group)
    await shared_card(chat, group, [*MARKET, "Come again"])


async def payers(chat: Chat, group: int) -> None:
    """Who paid."""
    there, shown = await shared_card(chat, group)
    await there.press(shown, receipts.PAID_BY.format(name="You"))


SCENES: dict[str, Scene] = {
    "card": card,
    "items": items,
    "difference": not_adding_up,
    "fixing": fixing,
    "fixed": fixed,
    "duplicate": duplicate,
    "payers": payers,
    "receipt": receipt_in_a_group,
    "album": album,
    "changes": what_changed,
    "saving": saving,
    "glossary": glossary,
    "learning": learning,
    "chinese": partial(settings, language="繁體中文"),
    "german": partial(settings, language="Deutsch"),
}


async def act(scene: Scene, sandbox: Sandbox) -> None:
    """Play a scene in a private chat."""
    async with PersonClient(sandbox.url) as person:
        state = await person.state()
        with tempfile.TemporaryDirectory() as folder:
            await scene(Chat(person, state.private.id, Path(folder)), state.group.id)


async def draw(url: str, chat: str | None, target: Path) -> None:
    """A picture of the page in light and in dark, with that chat open where one is named."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scheme in SCHEMES:
            size: ViewportSize = {"width": PHONE["width"], "height": PHONE["height"]}
            page = await browser.new_page(color_scheme=scheme, viewport=size)
            await page.goto(url)
            if chat:
                await page.locator("#back").click()
                await page.locator("#chats").get_by_text(chat).click()
            await page.wait_for_timeout(1500)
            await page.screenshot(path=target.with_stem(f"{target.stem}-{scheme}"))
            await page.close()
        await browser.close()


async def main(folder: Path, names: list[str]) -> None:
    """Play and draw each scene with a stand-in and a bot of its own."""
    for name in names or SCENES:
        async with Sandbox() as sandbox:
            with tempfile.TemporaryDirectory() as data:
                own = Settings(
                    token=SecretStr(sandbox.token),
                    api_url=sandbox.url,
                    data_dir=Path(data),
                    listen="127.0.0.1:0",
                    corrector="spelling",
                )
                await first(run(own, asyncio.Event()), act(SCENES[name], sandbox))
            await draw(sandbox.url, GROUP if name in IN_GROUP else None, folder / f"{name}.png")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target, sys.argv[2:]))
