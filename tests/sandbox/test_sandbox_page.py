"""The chat page of the stand-in in a real browser, with a small scripted bot on the other side."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from PIL import Image
from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.request import HTTPXRequest

from bot.sandbox import PersonClient, Sandbox

if TYPE_CHECKING:
    from playwright.async_api import Browser, JSHandle, Locator, Page

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
expect = playwright.expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 740}
RECEIPT = "\n".join(
    (
        "FERNBANK STORES            CHANTRY ROAD",
        "MILK SEMI SKIMMED 2L               2.90",
        "FREE RANGE EGGS x12                2.75",
        "TOTAL                   GBP        5.65",
        "A line that is much longer than the forty characters of a till receipt's row",
    )
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH"),
    pytest.mark.asyncio(loop_scope="module"),
]

Visit = Callable[..., Awaitable["Page"]]


class ScriptedBot:
    """Answers a photo with a placeholder, and edits it once `may_answer` is set; /read does the same."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.may_answer = asyncio.Event()
        self.received: list[Message] = []

    async def serve(self) -> None:
        offset = 0
        while True:
            for update in await self.bot.get_updates(offset=offset, timeout=10):
                offset = update.update_id + 1
                if update.callback_query:
                    await self._pressed(update.callback_query)
                elif update.message:
                    self.received.append(update.message)
                    await self._heard(update.message)

    async def _heard(self, message: Message) -> None:
        if message.photo or (message.text or "").startswith("/read"):
            await self._read(message)
        elif message.text:
            await self.bot.send_message(message.chat_id, f"You said: {message.text}")

    async def _read(self, message: Message) -> None:
        reply = ReplyParameters(message.message_id)
        placeholder = await self.bot.send_message(message.chat_id, "Got it. Reading soon…", reply_parameters=reply)
        await self.may_answer.wait()
        await self._show(placeholder, f"<pre>{RECEIPT}</pre>")

    async def _pressed(self, query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        if query.data == "raw":
            await self._show(query.message, "<pre>the raw reading</pre>")
            await self.bot.answer_callback_query(query.id, "This is the raw reading.")
        else:
            await self.bot.answer_callback_query(query.id, "That reading has been deleted.", show_alert=True)

    async def _show(self, message: Message, html: str) -> None:
        texts = ("Raw", "What changed", "As file")
        buttons = [InlineKeyboardButton(text, callback_data=text.lower()) for text in texts]
        copying = InlineKeyboardButton("Copy the total", copy_text=CopyTextButton("5.65"))
        await self.bot.edit_message_text(
            html,
            message.chat_id,
            message.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=InlineKeyboardMarkup([buttons, [copying]]),
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[ScriptedBot]:
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2)]
    async with Bot(
        sandbox.token,
        base_url=f"{sandbox.url}/bot",
        base_file_url=f"{sandbox.url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    ) as api:
        scripted = ScriptedBot(api)
        serving = asyncio.create_task(scripted.serve())
        yield scripted
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the pages: errors, and requests to anywhere but the sandbox."""
    return []


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser, sandbox: Sandbox, problems: list[str]) -> AsyncIterator[Visit]:
    async def visit(**options: Any) -> Page:
        context = await browser.new_context(**options)
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: note_stranger(request.url))
        await page.goto(sandbox.url)
        await expect(page.locator("#subtitle")).to_contain_text("bot")
        return page

    def note_stranger(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("blob", "data") and parts.netloc != urlsplit(sandbox.url).netloc:
            problems.append(f"request to {url}")

    yield visit
    for context in browser.contexts:
        await context.close()
    assert problems == []


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.png"
    Image.new("RGB", (600, 900), "#f6f1e4").save(path)
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


async def transfer_of(page: Page, path: Path) -> JSHandle:
    """What the browser hands over when this file is dropped or pasted."""
    return await page.evaluate_handle(
        """([name, data]) => {
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name, { type: "image/png" }));
            return transfer;
        }""",
        [path.name, base64.b64encode(content(path)).decode()],
    )


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def send_photo(page: Page, *paths: Path) -> None:
    await page.locator("#files").set_input_files(paths)
    await page.get_by_role("button", name="Send", exact=True).click()


def bubbles(page: Page) -> Locator:
    return page.locator("#log article")


async def overflow(page: Page) -> int:
    width: int = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return width


async def test_an_empty_chat_says_what_to_do(visit: Visit) -> None:
    page = await visit()
    await expect(page.get_by_text("Drop a photo here, or tap the paper clip")).to_be_visible()
    await expect(page.locator("#empty")).to_contain_text("stands in for Telegram, on this machine.")


async def test_start_is_a_tap_away(visit: Visit, bot: ScriptedBot) -> None:
    page = await visit()
    await page.get_by_role("button", name="Send /start").click()
    await expect(bubbles(page)).to_have_count(2)
    await expect(bubbles(page).last).to_contain_text("You said: /start")
    await expect(page.locator("#empty")).to_be_hidden()


async def test_a_dropped_photo_waits_for_its_caption(visit: Visit, photo: Path) -> None:
    page = await visit()
    transfer = await transfer_of(page, photo)
    await page.dispatch_event("#log", "dragenter", {"dataTransfer": transfer})
    await expect(page.get_by_text("Drop photos here")).to_be_visible()
    await page.dispatch_event("#conversation", "drop", {"dataTransfer": transfer})
    await expect(page.get_by_text("Drop photos here")).to_be_hidden()
    await expect(page.get_by_alt_text("receipt.png")).to_be_visible()
    await say(page, "Saturday")
    await expect(bubbles(page)).to_contain_text("Saturday")
    width = await page.locator("#log img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert width == 600


async def test_a_pasted_photo_can_be_taken_back(visit: Visit, photo: Path) -> None:
    page = await visit()
    transfer = await transfer_of(page, photo)
    paste = "data => document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }))"
    await page.evaluate(paste, transfer)
    await page.get_by_role("button", name="Remove receipt.png").click()
    await expect(page.locator("#attached")).to_be_hidden()
    await expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()


async def test_photos_go_as_an_album_or_as_files(visit: Visit, photo: Path) -> None:
    page = await visit()
    await send_photo(page, photo, photo, photo)
    await expect(bubbles(page)).to_have_count(1)
    await expect(page.locator("#log img")).to_have_count(3)
    await page.locator("#files").set_input_files([photo, photo])
    await page.get_by_role("button", name="Remove receipt.png").first.click()
    await page.get_by_role("radio", name="As file").click()
    await say(page, "")
    await expect(bubbles(page).last.get_by_role("link", name="receipt.png")).to_be_visible()
    async with page.expect_download() as download:
        await bubbles(page).last.get_by_role("link", name="receipt.png").click()
    assert (await (await download.value).path()).stat().st_size == len(content(photo))


async def test_a_placeholder_becomes_the_answer_in_place(visit: Visit, bot: ScriptedBot, photo: Path) -> None:
    page = await visit(viewport={"width": 900, "height": 500})
    await send_photo(page, photo)
    await expect(bubbles(page).last).to_contain_text("Got it. Reading soon…")
    await page.locator("#log > li").evaluate_all("rows => rows.forEach((row) => { row.seen = true; })")
    await page.locator("#scroll").evaluate("node => { node.scrollTop = 40; }")
    bot.may_answer.set()
    await expect(bubbles(page).last).to_contain_text("MILK SEMI SKIMMED")
    await expect(bubbles(page).last).to_contain_text("edited")
    assert await page.locator("#log > li").evaluate_all("rows => rows.every((row) => row.seen)")
    assert await page.locator("#scroll").evaluate("node => node.scrollTop") == 40
    await page.get_by_role("button", name="Go to the newest message").click()
    await expect(page.get_by_role("button", name="As file")).to_be_in_viewport()


async def test_buttons_edit_and_notify(visit: Visit, bot: ScriptedBot, photo: Path) -> None:
    bot.may_answer.set()
    page = await visit()
    await send_photo(page, photo)
    await page.get_by_role("button", name="Raw").click()
    await expect(page.locator("#toasts")).to_have_text("This is the raw reading.")
    await expect(page.locator("#log pre")).to_have_text("the raw reading")
    await page.get_by_role("button", name="What changed").click()
    alert = page.get_by_role("dialog")
    await expect(alert).to_contain_text("That reading has been deleted.")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()


async def test_a_tap_copies_the_text(visit: Visit, bot: ScriptedBot, photo: Path) -> None:
    bot.may_answer.set()
    page = await visit(permissions=["clipboard-read", "clipboard-write"])
    await send_photo(page, photo)
    await page.locator("#log pre").click()
    await expect(page.locator("#toasts")).to_have_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == RECEIPT
    await page.get_by_role("button", name="Copy the total").click()
    await page.wait_for_function("navigator.clipboard.readText().then((text) => text === '5.65')")


async def test_text_that_looks_like_html_is_text(visit: Visit, bot: ScriptedBot) -> None:
    page = await visit()
    text = "<b>bold</b> & <img src=x onerror=alert(1)> <script>alert(2)</script>"
    await say(page, text)
    await expect(bubbles(page)).to_have_count(2)
    await expect(bubbles(page).first).to_contain_text(text)
    await expect(bubbles(page).last).to_contain_text(f"You said: {text}")
    await expect(page.locator("#log :is(b, img, script)")).to_have_count(0)


async def test_hostile_html_does_not_pass(visit: Visit) -> None:
    page = await visit()
    html = await page.evaluate(
        """async () => {
            const { safeHtml } = await import("/dom.js");
            const box = document.createElement("div");
            box.append(safeHtml(`<b id=x>1</b><script>2</script><a href="javascript:3">3</a><pre>\n4</pre>
                <iframe></iframe><span class=other>5</span><span class=spoiler>6</span>`));
            return box.innerHTML;
        }"""
    )
    assert html.split() == '<b>1</b>23<pre>\n4</pre> 5<span class="spoiler">6</span>'.replace("\n", " ").split()


async def test_the_hint_of_a_group_replies_to_the_photo(visit: Visit, bot: ScriptedBot, photo: Path) -> None:
    bot.may_answer.set()
    page = await visit()
    await page.get_by_role("navigation").get_by_role("button", name="Kitchen table").click()
    hint = page.get_by_role("button", name="The bot does not see plain photos here.")
    await hint.click()
    await expect(page.locator("#toasts")).to_have_text("Send a photo first, then reply to it.")
    await send_photo(page, photo)
    await expect(bubbles(page)).to_have_count(1)
    await hint.click()
    await expect(page.locator("#replying")).to_contain_text("Replying to You")
    await page.keyboard.press("Enter")
    await expect(bubbles(page).last).to_contain_text("MILK SEMI SKIMMED")
    assert [message.text for message in bot.received] == ["/read@legible_bot"]
    assert bot.received[0].reply_to_message is not None
    await page.get_by_role("button", name="Group settings").click()
    await page.get_by_role("switch", name="Privacy mode").uncheck()
    await expect(hint).to_be_hidden()


async def test_a_refused_message_stays_in_the_field(visit: Visit, problems: list[str]) -> None:
    page = await visit()
    await say(page, "x" * 5000)
    await expect(page.locator("#toasts")).to_contain_text("The text is longer than 4096 characters.")
    await expect(page.get_by_label("Message", exact=True)).to_have_value("x" * 5000)
    assert len(problems) == 1
    assert "400" in problems.pop()


async def test_new_chats(visit: Visit) -> None:
    page = await visit()
    await page.get_by_role("button", name="New chat").click()
    await page.get_by_label("Name").fill("Book club")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Book club")).to_be_visible()
    await page.get_by_role("button", name="New chat").click()
    await page.get_by_role("radio", name="Another person").click()
    await page.get_by_label("Name").fill("Grace")
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#subtitle")).to_contain_text("you write as Grace")


async def test_topics_of_a_group_are_kept_apart(visit: Visit, sandbox: Sandbox) -> None:
    async with PersonClient(sandbox.url) as person:
        group = await person.new_group("Trip", ["General", "Receipts"])
    page = await visit()
    await page.get_by_role("button", name="Trip").click()
    await say(page, "for all")
    await page.get_by_role("button", name="Receipts").click()
    await say(page, "for the receipts")
    await expect(bubbles(page)).to_have_count(1)
    await expect(bubbles(page)).to_contain_text("for the receipts")
    assert [message.thread is None for message in sandbox.world.messages(group)[-2:]] == [True, False]


async def test_nothing_overflows_on_a_phone(visit: Visit, bot: ScriptedBot, photo: Path) -> None:
    bot.may_answer.set()
    page = await visit(viewport=PHONE, is_mobile=True, has_touch=True)
    assert await overflow(page) <= 0
    await page.locator("#files").set_input_files([photo] * 6)
    assert await overflow(page) <= 0
    await say(page, f"https://example.org/{'a-long-path/' * 20}")
    await expect(page.get_by_role("button", name="As file").first).to_be_visible()
    assert await overflow(page) <= 0
    await page.get_by_role("button", name="Reply").first.tap()
    await expect(page.locator("#replying")).to_be_visible()
    rows = await page.locator("#log pre").first.evaluate(
        "pre => pre.clientHeight / parseFloat(getComputedStyle(pre).lineHeight)"
    )
    assert rows < 8
    await page.get_by_role("button", name="Back to the chats").tap()
    await expect(page.get_by_role("navigation", name="Chats")).to_be_visible()
    assert await overflow(page) <= 0


async def test_commands_are_offered_while_one_is_written(visit: Visit, bot: ScriptedBot) -> None:
    await bot.bot.set_my_commands([("read", "Read a photo"), ("settings", "Language and layout")])
    page = await visit()
    text, offered = page.get_by_label("Message", exact=True), page.get_by_role("option")
    await text.fill("/")
    await expect(offered).to_have_text(["/readRead a photo", "/settingsLanguage and layout"])
    await text.fill("/s")
    await expect(offered).to_have_count(1)
    await page.keyboard.press("Tab")
    await expect(text).to_have_value("/settings ")
    await expect(offered).to_have_count(0)
    await page.get_by_role("navigation").get_by_role("button", name="Kitchen table").click()
    await text.fill("/")
    await offered.first.click()
    await expect(bubbles(page).first).to_contain_text("/read@legible_bot")
    await expect(text).to_have_value("")


async def test_a_new_person_is_offered_commands_in_their_language(visit: Visit, bot: ScriptedBot) -> None:
    await bot.bot.set_my_commands([("read", "Read a photo")])
    await bot.bot.set_my_commands([("read", "讀取照片")], language_code="zh")
    await bot.bot.set_my_description("把照片傳給我。", language_code="zh")
    page = await visit()
    await page.get_by_role("button", name="New chat").click()
    await page.get_by_role("radio", name="Another person").click()
    await page.get_by_label("Name").fill("Lin")
    await page.get_by_label("Language").select_option("繁體中文")
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#empty-text")).to_have_text("把照片傳給我。")
    await page.get_by_label("Message", exact=True).fill("/")
    await expect(page.get_by_role("option")).to_have_text(["/read讀取照片"])


async def test_a_message_can_be_edited_and_forwarded(visit: Visit, sandbox: Sandbox, bot: ScriptedBot) -> None:
    page = await visit()
    await say(page, "words: Kovacs")
    await bubbles(page).first.hover()
    await page.get_by_role("button", name="Edit").click()
    await expect(page.get_by_label("Message", exact=True)).to_have_value("words: Kovacs")
    await say(page, "words: Kovács")
    await expect(bubbles(page).first).to_contain_text("words: Kovácsedited")
    await bubbles(page).first.hover()
    await page.get_by_role("button", name="Forward").first.click()
    await page.get_by_role("dialog").get_by_role("button", name="Kitchen table").click()
    await expect(page.get_by_role("heading", name="Kitchen table")).to_be_visible()
    await expect(bubbles(page)).to_contain_text("Forwarded from You")
    await expect(bubbles(page)).to_contain_text("words: Kovács")
    assert bot.received[0].text == "words: Kovacs"


async def test_the_bot_is_blocked_and_unblocked(visit: Visit, sandbox: Sandbox) -> None:
    page = await visit()
    await page.get_by_role("button", name="Chat settings").click()
    await page.get_by_role("switch", name="Block the bot").check()
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#subtitle")).to_have_text("blocked")
    await expect(page.get_by_label("Message", exact=True)).to_be_hidden()
    await page.get_by_role("button", name="Unblock the bot").click()
    await expect(page.get_by_label("Message", exact=True)).to_be_visible()


async def test_roles_in_a_group(visit: Visit, sandbox: Sandbox) -> None:
    page = await visit()
    await page.get_by_role("navigation").get_by_role("button", name="Kitchen table").click()
    for role, status in (
        ("Administrator", "an administrator"),
        ("May not write", "may not"),
        ("Removed", "not in this"),
    ):
        await page.get_by_role("button", name="Group settings").click()
        await page.get_by_label("The bot is").select_option(role)
        await expect(page.locator("#subtitle")).to_contain_text(status)
    await page.get_by_role("button", name="Group settings").click()
    await page.get_by_label("The bot is").select_option("Member")
    await page.get_by_role("button", name="Group settings").click()
    await page.get_by_role("switch", name="Ada").check()
    await page.get_by_label("Reactions").select_option("None")
    await page.get_by_label("Write as").select_option("Ada")
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#subtitle")).to_have_text("2 people · privacy mode on · you write as Ada")
    async with PersonClient(sandbox.url) as person:
        group = (await person.state()).group
    assert group.reactions == ()
    assert [member.status for member in group.members if member.name == "Ada"] == ["administrator"]


async def test_a_basic_group_goes_on_as_a_supergroup(visit: Visit, sandbox: Sandbox) -> None:
    async with PersonClient(sandbox.url) as person:
        await person.new_group("Choir", kind="group")
    page = await visit()
    await page.get_by_role("navigation").get_by_role("button", name="Choir").click()
    await page.get_by_role("button", name="Group settings").click()
    await expect(page.locator("#subtitle")).to_have_text("basic group · 1 person · privacy mode on")
    await page.get_by_role("button", name="Make it a supergroup").click()
    await expect(page.locator("#subtitle")).to_have_text("1 person · privacy mode on")
    await expect(page.get_by_role("navigation").get_by_role("button", name="Choir")).to_have_count(1)
    await say(page, "still here")
    await expect(bubbles(page)).to_contain_text("still here")


async def test_a_long_quote_unfolds_at_a_tap(visit: Visit, sandbox: Sandbox, bot: ScriptedBot) -> None:
    lines = "\n".join(f"line {number}" for number in range(20))
    for text in (lines, "short"):
        html = f"<blockquote expandable>{text}</blockquote>"
        await bot.bot.send_message(sandbox.world.me.id, html, parse_mode=ParseMode.HTML)
    page = await visit()
    long, short = page.locator("blockquote").first, page.locator("blockquote").last
    height = "node => node.clientHeight"
    folded = await long.evaluate(height)
    assert folded < 90
    await expect(short.get_by_role("button")).to_have_count(0)
    await long.click()
    assert await long.evaluate(height) > 4 * folded
    await long.get_by_role("button", name="Show less").click()
    assert await long.evaluate(height) == folded


async def test_a_link_to_the_bot_starts_it_with_a_parameter(visit: Visit, sandbox: Sandbox, bot: ScriptedBot) -> None:
    link = InlineKeyboardButton("Settings", url="https://t.me/legible_bot?start=settings")
    group = next(chat.id for chat in sandbox.world.chats.values() if chat.type != "private")
    await bot.bot.send_message(group, "Tap", reply_markup=InlineKeyboardMarkup([[link]]))
    page = await visit()
    await page.get_by_role("navigation").get_by_role("button", name="Kitchen table").click()
    await page.get_by_role("link", name="Settings").click()
    await expect(page.get_by_role("heading", name="Legible")).to_be_visible()
    await expect(bubbles(page).first).to_contain_text("/start settings")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_colours_follow_the_system(visit: Visit, scheme: str) -> None:
    page = await visit(color_scheme=scheme)
    colour = await page.locator("#conversation").evaluate("node => getComputedStyle(node).backgroundColor")
    channels = [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    assert max(channels) < 60 if scheme == "dark" else min(channels) > 200


async def test_it_says_when_the_sandbox_is_gone_and_goes_on(visit: Visit, problems: list[str]) -> None:
    async with Sandbox() as first:
        page = await visit()
        await page.goto(first.url)
        await expect(page.get_by_text("Drop a photo here")).to_be_visible()
    await expect(page.get_by_role("alert")).to_contain_text("The sandbox has stopped")
    async with Sandbox(int(first.url.rpartition(":")[2])):
        await expect(page.get_by_role("alert")).to_be_hidden(timeout=15_000)
        await page.close()
    assert all("ERR_" in problem or "request to" in problem for problem in problems)
    problems.clear()
