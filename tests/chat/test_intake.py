"""The queue of updates: in the journal before Telegram is told, never twice, back after a crash, and without texts."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import NetworkError, TimedOut
from telegram.ext import TypeHandler

from bot.chat.application import build_application, build_bot, stop_receiving
from bot.chat.echo import Echo
from bot.chat.failed_updates import FailedUpdates
from bot.chat.fairuse.floodgate import MESSAGES_A_MINUTE, Floodgate
from bot.chat.intake import (
    GRACE_SECONDS,
    LATE,
    LONGEST_RUSH,
    JournalProcessor,
    JournalQueue,
    payload,
)
from bot.chat.languages.locale import Locales
from bot.chat.locale_selector import LocaleSelector
from bot.chat.polling import PollingRequest
from bot.chat.turns import AT_A_TIME
from bot.errors import TelegramUnreachable
from bot.job import Job, Photo, Request
from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from bot.store.database import Database, Sessions
from bot.store.journal import Journal
from bot.store.store import Store
from bot.store.updates import Updates
from tests.end_to_end.live import Chat, running

SECRET = "Zanzibar is where the treasure lies"
ADA: dict[str, object] = {"id": 1, "is_bot": False, "first_name": "Ada"}
PRIVATE: dict[str, object] = {"id": 1, "type": "private", "first_name": "Ada"}
GROUP: dict[str, object] = {"id": -100, "type": "supergroup", "title": "Flat 12", "is_forum": True}
PHOTO = [{"file_id": f"size{side}", "file_unique_id": f"u{side}", "width": side, "height": side} for side in (90, 1280)]
BOT = Bot("1:none")


def message(**fields: object) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_700_000_000, "chat": PRIVATE, "from": ADA, **fields}


def update(update_id: int = 1, **fields: object) -> Update:
    found = Update.de_json({"update_id": update_id, "message": message(**(fields or {"text": "hello"}))}, BOT)
    assert found
    return found


def press(update_id: int = 9) -> Update:
    answer = message(
        text=SECRET,
        entities=[{"type": "pre", "offset": 0, "length": 5}],
        reply_to_message=message(message_id=4, caption=SECRET, photo=PHOTO),
        reply_markup={
            "inline_keyboard": [
                [{"text": "Copy", "copy_text": {"text": SECRET}}],
                [{"text": "Raw", "callback_data": "raw:7"}],
            ]
        },
    )
    query = {"id": "q", "from": ADA, "chat_instance": "c", "data": "raw:7", "message": answer}
    found = Update.de_json({"update_id": update_id, "callback_query": query}, BOT)
    assert found
    return found


class GatedUpdates(Updates):
    """Updates whose disk waits for a signal."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(sessions)
        self.gate = asyncio.Event()

    async def accept(self, payloads: Mapping[int, str]) -> set[int]:
        await self.gate.wait()
        return await super().accept(payloads)


async def test_an_update_counts_as_put_when_it_is_committed(database: Database) -> None:
    updates = GatedUpdates(database.sessions)
    queue = JournalQueue(updates, Floodgate())
    putting = asyncio.create_task(queue.put(update()))
    await asyncio.sleep(0.1)
    assert not putting.done() and queue.empty()
    updates.gate.set()
    await putting
    with closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT id FROM 'update'").fetchall() == [(1,)]
    assert queue.get_nowait() == update()


async def test_an_update_that_cannot_be_journaled_is_not_put(database: Database, updates: Updates) -> None:
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("DROP TABLE 'update'")
        connection.commit()
    queue = JournalQueue(updates, Floodgate())
    with pytest.raises(Exception, match="the journal cannot be written"):
        await queue.put(update())
    assert queue.empty()


async def test_a_known_update_is_not_queued_again(updates: Updates) -> None:
    queue = JournalQueue(updates, Floodgate())
    for update_id in (1, 1, 2, 1):
        await queue.put(update(update_id, photo=PHOTO))
    await updates.finish(1)
    await queue.put(update(1, photo=PHOTO))
    assert [queue.get_nowait(), queue.get_nowait()] == [update(1, photo=PHOTO), update(2, photo=PHOTO)]
    assert queue.empty()


async def test_what_is_no_update_is_queued_as_it_is(updates: Updates) -> None:
    queue = JournalQueue(updates, Floodgate())
    stop = object()
    await queue.put(stop)
    assert queue.get_nowait() is stop
    assert await updates.unfinished() == []


async def test_after_a_crash_what_was_not_finished_is_queued_in_order(updates: Updates) -> None:
    before = JournalQueue(updates, Floodgate())
    for update_id in (1, 2, 3):
        await before.put(update(update_id, photo=PHOTO, caption="a note"))
    await updates.finish(2)
    after = JournalQueue(updates, Floodgate())
    await after.replay(BOT)
    replayed = [after.get_nowait(), after.get_nowait()]
    assert after.empty()
    messages = [found.message for found in replayed if isinstance(found, Update) and found.message]
    assert [message.photo[-1].file_id for message in messages] == ["size1280", "size1280"]
    assert [message.caption for message in messages] == ["a note", "a note"]


async def test_a_pressed_button_is_kept_without_the_text_above_it(updates: Updates) -> None:
    kept = payload(press())
    assert SECRET not in kept
    await JournalQueue(updates, Floodgate()).put(press())
    queue = JournalQueue(updates, Floodgate())
    await queue.replay(BOT)
    replayed = queue.get_nowait()
    assert isinstance(replayed, Update) and replayed.callback_query
    query = replayed.callback_query
    assert (query.data, query.id, query.from_user.id) == ("raw:7", "q", 1)
    assert query.message and (query.message.chat.id, query.message.message_id) == (1, 5)


def test_a_press_on_a_message_that_telegram_no_longer_shows_is_kept() -> None:
    gone = {"message_id": 5, "date": 0, "chat": PRIVATE}
    query = {"id": "q", "from": ADA, "chat_instance": "c", "data": "raw:7", "message": gone}
    found = Update.de_json({"update_id": 9, "callback_query": query}, BOT)
    assert found
    assert Update.de_json(json.loads(payload(found)), BOT) == found


@pytest.mark.parametrize(
    ("error", "unfinished"),
    [(None, 0), (TimedOut(), 0), (TelegramUnreachable(), 0), (OSError("disk full"), 1)],
    ids=["well", "Telegram", "Telegram, as we say it", "ours"],
)
async def test_an_update_that_failed_by_our_own_fault_waits_for_the_next_start(
    store: Store, updates: Updates, error: Exception | None, unfinished: int
) -> None:
    async def handle(update: Update, context: object) -> None:
        if error:
            raise error

    async with Sandbox() as sandbox:
        polling = PollingRequest()
        locale_selector = LocaleSelector(Locales(), store.preferences)
        telegram_bot = build_bot(sandbox.token, sandbox.url, polling)
        application = build_application(telegram_bot, updates, locale_selector, Floodgate())
        application.add_handler(TypeHandler(Update, handle))
        async with application:
            await application.update_queue.put(update())
            await application.start()
            async with asyncio.timeout(5):
                await application.update_queue.join()
                while len(await updates.unfinished()) != unfinished:
                    await asyncio.sleep(0.01)
            await application.stop()
        polling.fatal.cancel()
    assert len(await updates.unfinished()) == unfinished


async def test_a_journal_that_fails_once_does_not_leave_the_bot_deaf(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept, failures = Updates.accept, [OSError("disk full")]

    async def fail_once(updates: Updates, payloads: Mapping[int, str]) -> set[int]:
        if failures:
            raise failures.pop()
        return await accept(updates, payloads)

    monkeypatch.setattr(Updates, "accept", fail_once)
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, running(settings, sandbox):
        chat = (await person.state()).private.id
        sent = await person.send_text(chat, "/help")
        answered = await person.wait(lambda state: state.private.messages[-1].id > sent, 20)
        assert answered.private.messages[-1].sender.is_bot


async def test_a_photo_that_a_full_disk_kept_out_is_read_once_there_is_space(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_job, failures = Journal.add_job, [OSError("disk full"), OSError("disk full")]

    async def fail_twice(journal: Journal, request: Request, photo: Photo) -> Job | None:
        if failures:
            raise failures.pop()
        return await add_job(journal, request, photo)

    monkeypatch.setattr(Journal, "add_job", fail_twice)
    monkeypatch.setattr("bot.chat.failed_updates.FIRST_PAUSE", 0.1)
    settings = settings.model_copy(update={"photos_per_minute": 1})  # what comes again does not count again
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, running(settings, sandbox):
        chat = Chat(person, (await person.state()).private.id, tmp_path)
        assert (await chat.answer(await chat.send("text", "there is space"))).text == "there is space"
        assert len(await chat.messages()) == 1


def test_what_is_quoted_of_another_chat_and_its_names_are_not_kept() -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": SECRET}
    channel = {"type": "channel", "date": 1, "chat": GROUP, "message_id": 7, "author_signature": SECRET}
    for outside in ({"origin": origin, "photo": PHOTO}, {"origin": channel, "photo": PHOTO}):
        kept = payload(update(text="/read", external_reply=outside, quote={"text": SECRET, "position": 0}))
        assert SECRET not in kept
        found = Update.de_json(json.loads(kept), BOT)
        assert found and found.message and found.message.external_reply and found.message.external_reply.photo


def test_a_forward_from_where_none_came_before_is_kept_without_names() -> None:
    origin = {"type": "of a later year", "date": 1, "sender_user": {**ADA, "first_name": SECRET}}
    kept = payload(update(photo=PHOTO, forward_origin=origin))
    assert SECRET not in kept
    found = Update.de_json(json.loads(kept), BOT)
    assert found and found.message and found.message.photo


def test_an_edit_is_journaled_without_the_words_of_the_message_it_replies_to() -> None:
    replied = message(message_id=4, caption=SECRET, photo=PHOTO)
    edit = {"update_id": 9, "edited_message": message(edit_date=1, text="words: Okafor", reply_to_message=replied)}
    found = Update.de_json(edit, BOT)
    assert found and SECRET not in payload(found) and "Okafor" in payload(found)


async def test_an_update_that_cannot_be_judged_is_handled_and_holds_up_no_other(
    store: Store, updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(update: Update) -> None:
        if update.update_id == 1:
            raise TypeError("unhashable type")

    monkeypatch.setattr("bot.chat.intake.errand_of", judge)
    queue, handled = JournalQueue(updates, Floodgate()), []
    processor = JournalProcessor(FailedUpdates(updates, queue.put_again), Floodgate(), queue.rush_is_over)

    async def handle(number: int) -> None:
        handled.append(number)

    for number in (1, 2):
        await queue.put(update(number))
    for number in (1, 2):
        item = queue.get_nowait()
        await processor.do_process_update(item, handle(number))
    assert handled == [2]
    assert len(processor.failed_updates._due) == len(await updates.unfinished()) == 1
    again = JournalQueue(updates, Floodgate())
    await again.replay(BOT)
    assert again.qsize() == 1


async def test_an_update_that_cannot_be_written_down_is_left_out(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = JournalQueue(updates, Floodgate())
    with monkeypatch.context() as patch:
        patch.setattr("bot.chat.intake.payload", lambda update: 1 / 0)
        await queue.put(update(1))
    await queue.put(update(2))
    assert queue.qsize() == 1


async def test_one_that_cannot_be_replayed_or_noted_keeps_no_bot_from_starting(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, content in enumerate(
        ['{"update_id": 0, "message": {"chat": []}}', "no JSON", payload(update(2, photo=PHOTO))]
    ):
        await updates.accept({number: content})
    for number in range(3, 5 + MESSAGES_A_MINUTE):
        await updates.accept({number: payload(update(number, text=f"hello {number}"))})

    async def full(update_id: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(updates, "finish", full)
    queue = JournalQueue(updates, Floodgate())
    await queue.replay(BOT)
    assert queue.qsize() >= 1 + MESSAGES_A_MINUTE


async def test_what_is_being_answered_is_neither_journaled_nor_handled_again(updates: Updates) -> None:
    floodgate = Floodgate()
    queue = JournalQueue(updates, floodgate)
    for update_id in range(1, 6):
        await queue.put(update(update_id))
        await queue.put(press(10 * update_id))
    assert [each.payload for each in await updates.unfinished()] == [payload(update(1)), payload(press(10))]
    items = [queue.get_nowait() for _ in range(queue.qsize())]
    assert items[:2] == [update(1), press(10)]
    assert all(isinstance(item, Echo) for item in items[2:]) and len(items) == 6
    floodgate.end(update(1))
    await queue.put(update(6))
    assert queue.get_nowait() == update(6)


async def test_what_was_answered_may_be_asked_for_anew_before_the_journal_has_noted_it(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    floodgate = Floodgate()
    queue = JournalQueue(updates, floodgate)
    processor = JournalProcessor(FailedUpdates(updates, queue.put_again), floodgate, queue.rush_is_over)
    put_meanwhile = list[object]()

    async def slow(update_id: int) -> None:
        await queue.put(press(10))
        put_meanwhile.append(queue.get_nowait())

    async def answer() -> None:
        pass

    monkeypatch.setattr(updates, "finish", slow)
    await queue.put(press(9))
    await processor.do_process_update(queue.get_nowait(), answer())
    assert put_meanwhile == [press(10)]


async def test_what_came_at_once_is_journaled_in_one_transaction(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept, written = Updates.accept, list[set[int]]()

    async def noted(updates: Updates, payloads: Mapping[int, str]) -> set[int]:
        written.append({*payloads})
        return await accept(updates, payloads)

    monkeypatch.setattr(Updates, "accept", noted)
    queue = JournalQueue(updates, Floodgate())
    photo = update(3, photo=PHOTO)
    came = [update(1), press(10), press(11), update(2), photo]
    await queue.take_in(came)
    assert queue.empty() and written == [{1, 10, 3}]
    for each in came:
        await queue.put(each)
    items = [queue.get_nowait() for _ in range(queue.qsize())]
    assert [items[0], items[1], items[3]] == [update(1), press(10), photo]
    assert isinstance(items[2], Echo) and len(items) == 4 and len(written) == 1
    await queue.take_in([photo])  # which Telegram brings once more
    await queue.put(photo)
    assert queue.empty()


async def test_what_could_not_be_journaled_is_let_in_when_it_comes_again(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(updates: Updates, payloads: Mapping[int, str]) -> set[int]:
        raise OSError("no space left")

    queue = JournalQueue(updates, Floodgate())
    with monkeypatch.context() as patched:
        patched.setattr(Updates, "accept", full)
        with pytest.raises(NetworkError):
            await queue.take_in([update(1), press(10)])
    await queue.take_in([update(1), press(10)])
    await queue.put(update(1))
    await queue.put(press(10))
    assert [queue.get_nowait(), queue.get_nowait()] == [update(1), press(10)]


async def test_a_press_that_only_ends_lets_all_in_that_came_with_it(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.intake.RUSH_SECONDS", 2.0)
    queue = JournalQueue(updates, Floodgate())
    query = press().callback_query
    assert query
    await queue.put(update(1))
    over = asyncio.create_task(queue.rush_is_over(Echo(query, time.monotonic())))
    await asyncio.sleep(1.2)
    await queue.put(update(2))
    await asyncio.sleep(1.0)
    assert not over.done()
    async with asyncio.timeout(5):
        await over
    await queue.put(update(3))
    async with asyncio.timeout(1.0):
        await queue.rush_is_over(Echo(query, time.monotonic() - LONGEST_RUSH))


async def test_after_a_restart_what_is_late_or_too_much_is_dropped_but_for_photos_and_what_teaches(
    database: Database, updates: Updates
) -> None:
    photo, word = {"photo": PHOTO}, {"text": "Okafor", "reply_to_message": message(message_id=4)}
    late: list[dict[str, Any]] = [{"text": "hello"}, photo, word]
    young: list[dict[str, Any]] = [*({"text": f"hello {number}"} for number in range(MESSAGES_A_MINUTE + 5)), photo]
    for update_id, fields in enumerate([*late, *young]):
        await updates.accept({update_id: payload(update(update_id, **fields))})
    with closing(sqlite3.connect(database.path)) as connection, connection:
        old = (datetime.now(UTC) - LATE).strftime("%Y-%m-%d %H:%M:%S.%f")
        connection.execute("UPDATE 'update' SET received_at = ? WHERE id < ?", (old, len(late)))
    queue = JournalQueue(updates, Floodgate())
    await queue.replay(BOT)
    items = [item for _ in range(queue.qsize()) if isinstance(item := queue.get_nowait(), Update)]
    numbers = [item.update_id for item in items]
    assert numbers == [1, 2, *range(3, 3 + MESSAGES_A_MINUTE), len(late) + len(young) - 1]
    assert len(await updates.unfinished()) == len(numbers)


async def test_what_waits_when_the_bot_stops_is_cancelled_and_stays_in_the_journal(
    store: Store, updates: Updates
) -> None:
    begun: list[int] = []

    async def handle(update: Update, context: object) -> None:
        begun.append(update.update_id)
        await asyncio.sleep(0.1 if update.update_id == 0 else 600)

    async with Sandbox() as sandbox:
        polling, floodgate = PollingRequest(), Floodgate()
        locale_selector = LocaleSelector(Locales(), store.preferences)
        telegram_bot = build_bot(sandbox.token, sandbox.url, polling)
        application = build_application(telegram_bot, updates, locale_selector, floodgate)
        application.add_handler(TypeHandler(Update, handle))
        async with application:
            await application.start()
            for update_id in range(20):
                await application.update_queue.put(update(update_id, photo=PHOTO))
            async with asyncio.timeout(5):
                while len(begun) < AT_A_TIME:
                    await asyncio.sleep(0.01)
            started = asyncio.get_running_loop().time()
            await stop_receiving(application)
            assert asyncio.get_running_loop().time() - started < GRACE_SECONDS + 2
        polling.fatal.cancel()
    assert len(begun) <= AT_A_TIME + 1
    assert len(await updates.unfinished()) == 19


async def test_the_last_word_of_somebody_about_a_message_is_the_last_one_done(store: Store, updates: Updates) -> None:
    done: list[int] = []

    async def handle(update: Update, context: object) -> None:
        await asyncio.sleep(0.5 / (update.update_id + 1))  # the later, the quicker
        done.append(update.update_id)

    said = message(text="total 4.49", reply_to_message=message(message_id=4, text="the card"))
    edited = Update.de_json({"update_id": 1, "edited_message": {**said, "text": "total 44.90", "edit_date": 1}}, BOT)
    other = message(text="total 4", reply_to_message=message(message_id=3, text="another card"))
    async with Sandbox() as sandbox:
        polling, locale_selector = PollingRequest(), LocaleSelector(Locales(), store.preferences)
        telegram_bot = build_bot(sandbox.token, sandbox.url, polling)
        application = build_application(telegram_bot, updates, locale_selector, Floodgate())
        application.add_handler(TypeHandler(Update, handle))
        async with application:
            await application.start()
            for came in (update(0, **said), edited, update(2, **other)):
                await application.update_queue.put(came)
            async with asyncio.timeout(5):
                while len(done) < 3:
                    await asyncio.sleep(0.01)
            await stop_receiving(application)
        polling.fatal.cancel()
    assert done == [2, 0, 1]


async def test_what_the_last_call_brings_is_left_to_telegram_until_the_next_start(
    store: Store, updates: Updates
) -> None:
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
        polling = PollingRequest()
        telegram_bot = build_bot(sandbox.token, sandbox.url, polling)
        locale_selector = LocaleSelector(Locales(), store.preferences)
        application = build_application(telegram_bot, updates, locale_selector, Floodgate())
        async with application:
            await application.start()
            await person.send_text(await person.new_person("Ben"), "/help")
            await stop_receiving(application)
            assert len(await telegram_bot.get_updates(timeout=0)) == 1
        polling.fatal.cancel()
    assert await updates.unfinished() == []
