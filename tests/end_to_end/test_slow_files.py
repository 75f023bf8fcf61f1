"""Files that take long: each costs its sender, none holds up another chat, and what was read of it is answered."""

from __future__ import annotations

import asyncio

from bot.chat import texts
from bot.engine.worker_limits import Limits
from bot.errors import TooComplex
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, running
from tests.reading.documents import pdf, text
from tests.test_engine import SLOW_RESOURCES, slow_objects


async def test_a_slow_photo_in_one_chat_does_not_hold_up_anothers(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    other = Chat(chat.person, await chat.person.new_person("Bob"), chat.folder)
    two = settings.model_copy(update={"readers": 2})
    async with running(two, sandbox, limits=Limits(seconds=6)):
        slow = await chat.send("hang")
        await asyncio.sleep(1)
        quick = [await other.send("text", f"note {number}", by=other.id) for number in range(2)]
        for number, request in enumerate(quick):
            assert (await other.answer(request)).text == f"note {number}"
        assert len(await chat.messages()) == 1, "the slow one was given up before"
        assert "took too long" in ((await chat.answer(slow)).text or "")


async def test_a_file_is_given_up_at_the_first_page_that_takes_too_long_and_what_was_read_is_answered(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    content = pdf(text("first page"), "/S sh", "/S sh", text("last page"), objects=slow_objects())
    (file := chat.folder / "plans.pdf").write_bytes(content.replace(b"/Font<<", SLOW_RESOURCES))
    async with running(settings, sandbox, limits=Limits(opening=1)):
        request = (await chat.person.send_photos(chat.id, [file], as_document=True))[0]
        answer = (await chat.answer(request)).text or ""
    assert answer.startswith("first page")
    assert texts.FAILED_PAGE.format(number=2, reason=TooComplex.person) in answer
    assert "3" not in answer
    assert "last page" not in answer


async def test_a_slow_file_counts_as_many_photos(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    few = settings.model_copy(update={"photos_per_minute": 10})
    async with running(few, sandbox, limits=Limits(seconds=2)):
        assert "took too long" in ((await chat.answer(await chat.send("hang"))).text or "")
        refused = (await chat.answer(await chat.send("text", "one more"))).text or ""
    assert "one more" not in refused
    assert "10 photos" in refused


async def test_a_blank_page_of_a_document_is_said_to_be_empty_and_nothing_else(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    (file := chat.folder / "contract.pdf").write_bytes(pdf(text("front"), "", text("back")))
    async with running(settings, sandbox):
        request = (await chat.person.send_photos(chat.id, [file], as_document=True))[0]
        answer = (await chat.answer(request)).text or ""
    assert answer.splitlines()[-1] == "Page 2 is empty."
    assert "light" not in answer
