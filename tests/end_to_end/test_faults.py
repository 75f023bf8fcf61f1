"""Workers that die, networks that fail, tokens that are revoked: each harms its own photo at the most."""

from __future__ import annotations

import asyncio
import time
from statistics import median

import pytest
from pydantic import SecretStr

from bot.chat import texts
from bot.commands.doctor import CHECKS, Degraded
from bot.engine.worker_limits import Limits
from bot.errors import (
    AlreadyRunning,
    LegibleError,
    ReaderCrashed,
    ReaderOutOfMemory,
    ReaderTooSlow,
    SecondInstance,
    Stopped,
    TokenRefused,
)
from bot.sandbox import Sandbox
from bot.sandbox.faults import FaultStatus
from bot.settings import Settings
from tests.end_to_end.live import Chat, of_album, running
from tests.scripted import script

TIGHT = Limits(seconds=3, memory=512 * 2**20)


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("abort", ReaderCrashed.person),
        ("segfault", ReaderCrashed.person),
        ("raise", ReaderCrashed.person),
        ("hang", ReaderTooSlow.person),
        ("memory", ReaderOutOfMemory.person),
    ],
)
async def test_a_broken_reader_harms_its_own_photo_alone(
    settings: Settings, sandbox: Sandbox, chat: Chat, action: str, sentence: str
) -> None:
    async with running(settings, sandbox, limits=TIGHT):
        before = await chat.send("text", "before")
        broken = await chat.send(action)
        after = await chat.send("text", "after")
        assert (await chat.answer(broken)).text == sentence
        assert (await chat.answer(before)).text == "before"
        assert (await chat.answer(after)).text == "after"


async def test_an_album_of_ten_is_one_note(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    photos = [script(chat.folder, f"photo{number}", "text", f"photo {number}") for number in range(10)]
    async with running(settings, sandbox):
        requests = await chat.person.send_photos(chat.id, photos, as_document=True)
        answer = await chat.answer(requests[0])
        assert answer.text == of_album(*(f"photo {number}" for number in range(10)))
        assert await chat.messages() == [answer]


async def test_help_is_answered_at_once_while_ten_photos_are_read(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        requests = [await chat.send("slow 0.5", f"photo {number}") for number in range(10)]
        waits = []
        for _ in range(5):
            started = time.monotonic()
            assert "Under each answer" in ((await chat.say("/help")).text or "")
            waits.append(time.monotonic() - started)
            await asyncio.sleep(0.3)
        assert median(waits) < 1
        for number, request in enumerate(requests):
            assert (await chat.answer(request)).text == f"photo {number}"


FAILURES: list[FaultStatus] = [429, 500, 401, "drop", "html", "truncated", "answer"]
CALLS = ("sendMessage", "editMessageText", "getFile")


async def test_calls_that_fail_are_tried_again_and_nothing_is_said_twice(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    chats = [Chat(chat.person, await chat.person.new_person(str(number)), chat.folder) for number in range(7)]
    async with running(settings, sandbox):
        for status in FAILURES:
            for method in CALLS if status == "answer" else (*CALLS, "file"):
                await chat.person.fail(method, status)
        photos = [await each.send("text", f"in spite of it, {each.id}") for each in chats]
        for each, photo in zip(chats, photos, strict=True):
            assert (await each.answer(photo)).text == f"in spite of it, {each.id}"
            assert len(await each.messages()) == 1


async def test_a_file_that_only_the_server_has_is_an_apology_at_once_and_said_to_the_operator(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    path = f"/var/lib/telegram-bot-api/{sandbox.token}/photos/file_9.jpg"
    local = {"file_id": "la2", "file_unique_id": "u", "file_size": 1000, "file_path": path}
    own = settings.model_copy(update={"token": SecretStr(sandbox.token), "api_url": sandbox.url})
    async with running(settings, sandbox):
        await chat.person.fail("getFile", "answer", result=local)
        async with asyncio.timeout(5):
            assert (await chat.answer(await chat.send("text", "out of reach"))).text == LegibleError.person
    assert "BOT_API_FILES" in caplog.text and sandbox.token not in caplog.text
    await chat.person.fail("getFile", "answer", result=local)
    with pytest.raises(Degraded, match="BOT_API_FILES"):
        await CHECKS["files"](own)
    assert "can be fetched" in await CHECKS["files"](own)
    with pytest.raises(Degraded, match="no folder"):
        await CHECKS["files"](own.model_copy(update={"api_files": chat.folder / "nowhere"}))


async def test_a_person_who_blocked_the_bot_is_no_error(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        await chat.person.fail("sendMessage", 403, times=1)
        await chat.send("text", "nobody reads this")
        assert (await chat.answer(await chat.send("text", "somebody reads this"))).text == "somebody reads this"
    assert list(settings.folder.glob("jobs/*")) == []


@pytest.mark.parametrize(("status", "error"), [(401, TokenRefused), (409, SecondInstance)])
async def test_a_revoked_token_or_a_second_instance_ends_the_bot(
    settings: Settings,
    sandbox: Sandbox,
    chat: Chat,
    status: FaultStatus,
    error: type[LegibleError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.chat.polling.CONFIRM_SECONDS", 1.0)
    monkeypatch.setattr("bot.chat.polling.LEAST_REFUSALS", 3)
    async with running(settings, sandbox) as task:
        await chat.say("/help")
        await chat.person.fail("getUpdates", status)
        assert (await chat.answer(await chat.send("text", "in spite of it"))).text == "in spite of it"
        await chat.person.fail("getUpdates", status, times=100)
        await chat.person.fail("getMe", 401, times=100)
        await chat.person.send_text(chat.id, "ends the long poll")
        with pytest.raises(error):
            await asyncio.wait_for(task, 30)


async def test_a_wrong_token_ends_the_bot_at_start(settings: Settings, sandbox: Sandbox) -> None:
    sandbox.token = "1:wrong"
    async with running(settings, sandbox) as task:
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(task, 20)


async def test_two_bots_on_one_folder_are_refused(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        await chat.say("/help")
        async with running(settings, sandbox) as second:
            with pytest.raises(AlreadyRunning):
                await second


async def test_cancel_stops_what_is_being_read(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        requests = [await chat.send("hang"), await chat.send("hang")]
        await chat.person.wait(lambda state: "Reading…" in [m.text for m in state.chat(chat.id).messages], 10)
        said = await chat.person.send_text(chat.id, "/cancel")
        for request in requests:
            assert (await chat.answer(request)).text == Stopped.person
        state = await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].id > said, 10)
        assert state.chat(chat.id).messages[-1].text == "I stopped reading 2 of your photos."
        assert (await chat.say("/cancel")).text == texts.NOTHING_TO_CANCEL
        assert (await chat.answer(await chat.send("text", "the next one"))).text == "the next one"
    assert list(settings.folder.glob("jobs/*")) == []
