"""Draws the README's picture: a conversation with the real bot on the chat page, in Chromium.

`python -m tests.end_to_end.screenshot FOLDER` writes conversation-light.png, conversation-dark.png and the same
at a phone's width.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from pydantic import SecretStr

from bot.app import run
from bot.chat import texts
from bot.concurrency import first
from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from tests.end_to_end.live import answers

SAMPLES = Path(__file__).parents[1] / "data"
SIZES = {"": (1120, 1080), "-phone": (360, 740)}


async def converse(sandbox: Sandbox) -> None:
    """Have a note read, look at what changed, and have a receipt read in the group."""
    async with PersonClient(sandbox.url) as person:
        state = await person.state()
        for chat, photo in ((state.private.id, "note.jpg"), (state.group.id, "receipt.jpg")):
            request = (await person.send_photos(chat, [SAMPLES / photo]))[0]
            if chat == state.group.id:
                request = await person.send_text(chat, f"/read@{sandbox.bot_username}", reply_to=request)
            await person.wait(lambda now, chat=chat, request=request: request in answers(now.chat(chat)), 120)  # type: ignore[misc]
        note = answers((await person.state()).private)
        await person.press(state.private.id, next(iter(note.values())).id, texts.RAW)
        await person.press(state.private.id, next(iter(note.values())).id, texts.CLEAN)


async def draw(browser: Browser, url: str, folder: Path) -> None:
    """A picture for each colour scheme and width."""
    for scheme in ("light", "dark"):
        for suffix, (width, height) in SIZES.items():
            page = await browser.new_page(
                color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": height}
            )
            await page.goto(url)
            await page.wait_for_timeout(1500)
            await page.screenshot(path=folder / f"conversation-{scheme}{suffix}.png")
            await page.close()


async def main(folder: Path) -> None:
    """Run stand-in, bot and browser."""
    async with Sandbox() as sandbox:
        with tempfile.TemporaryDirectory() as data:
            settings = Settings(
                token=SecretStr(sandbox.token),
                api_url=sandbox.url,
                data_dir=Path(data),
                listen="127.0.0.1:0",
                corrector="spelling",
            )
            await first(run(settings, asyncio.Event()), converse(sandbox))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            await draw(browser, sandbox.url, folder)
            await browser.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target))
