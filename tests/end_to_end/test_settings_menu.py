"""`/settings`: what a chat chooses by buttons, who may, and what becomes of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts as general
from bot.chat.languages.locale import Locales
from bot.chat.texts import settings as texts
from bot.errors import NothingToRead
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from bot.store.tables import JobRow, utc_now
from tests.end_to_end.live import PATIENCE, Chat, database_of, running


async def menu_of(chat: Chat) -> ShownMessage:
    return await chat.say("/settings@legible_bot")


async def after(chat: Chat, message: ShownMessage, button: str) -> ShownMessage:
    """The menu once a press has changed it."""
    before = await chat.message(message.id)
    assert await chat.press(message, button) is None
    await chat.person.wait(lambda state: state.chat(chat.id).message(message.id) != before, PATIENCE)
    return await chat.message(message.id)


def press_of_a_message_too_old(person: int, data: str) -> dict[str, object]:
    """A callback query as Telegram tells it where it no longer gives the message."""
    message = {"chat": {"id": person, "type": "private"}, "message_id": 10**6, "date": 0}
    sender = {"id": person, "is_bot": False, "first_name": "You"}
    return {"id": "0", "from": sender, "chat_instance": "0", "message": message, "data": data}


def labels(message: ShownMessage) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def test_a_switch_turns_in_place_and_holds_for_the_next_photo(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox):
        menu = await menu_of(chat)
        assert texts.CLEAN_FIRST in (menu.text or "")
        changed = await after(chat, menu, texts.SHOW_RAW_FIRST)
        assert texts.RAW_FIRST in (changed.text or "")
        assert texts.SHOW_CLEAN_FIRST in labels(changed)
        changed = await after(chat, menu, texts.DO_NOT_CORRECT)
        assert texts.NOT_CORRECTED in (changed.text or "")
        changed = await after(chat, menu, texts.FLOW)
        assert texts.FLOWING in (changed.text or "")
        answer = await chat.answer(await chat.send("text", "as it stands"))
        assert general.CLEAN in labels(answer)
        assert general.RAW not in labels(answer)
        assert len(await chat.messages()) == 2
    assert not caplog.records


async def test_the_menu_speaks_the_chosen_language_at_once(shared_chat: Chat) -> None:
    menu = await menu_of(shared_chat)
    languages = await after(shared_chat, menu, texts.CHOOSE_LANGUAGE)
    assert languages.text == texts.WHICH_LANGUAGE
    assert f"✓ {texts.AS_IN_TELEGRAM}" in labels(languages)
    chosen = await after(shared_chat, menu, "Deutsch")
    assert "Deutsch" in (chosen.text or "")
    apology = await shared_chat.answer(await shared_chat.send("nothing"))
    assert apology.text == Locales().of("de")(NothingToRead.person) != NothingToRead.person
    in_german = await after(shared_chat, menu, labels(chosen)[0])
    assert "✓ Deutsch" in labels(in_german)
    english = await after(shared_chat, menu, "English")
    assert texts.LANGUAGE_CHOSEN.format(language="English") in (english.text or "")
    await after(shared_chat, menu, texts.CHOOSE_LANGUAGE)
    automatic = await after(shared_chat, menu, texts.AS_IN_TELEGRAM)
    assert texts.LANGUAGE_OWN in (automatic.text or "")


async def test_a_shorter_time_holds_for_the_notes_that_are_there(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        note = await chat.answer(await chat.send("text", "two days old"))
        menu = await menu_of(chat)
        offered = await after(chat, menu, texts.CHOOSE_DAYS)
        assert labels(offered) == ["1 day", "7 days", "✓ 30 days", texts.BACK]
        chosen = await after(chat, menu, "1 day")
        assert texts.KEPT_FOR.format(days="1 day") in (chosen.text or "")
        assert "1 day" in ((await chat.say("/privacy")).text or "")
    async with database_of(settings, sandbox) as database, database.sessions.begin() as session:
        asked_at, until = (await session.execute(select(JobRow.created_at, JobRow.kept_until))).one()
        assert until is not None
        assert asked_at - timedelta(seconds=1) < until - timedelta(days=1) <= asked_at
        past = utc_now() - timedelta(days=1, hours=1)
        await session.execute(update(JobRow).values(created_at=past, kept_until=past + timedelta(days=1)))
    async with running(settings, sandbox):
        await chat.say("/help")
        assert await chat.press(note, general.RAW) == general.EXPIRED


async def test_the_operators_time_is_the_longest(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings.model_copy(update={"retention_days": 5}), sandbox):
        menu = await menu_of(chat)
        assert labels(await after(chat, menu, texts.CHOOSE_DAYS)) == ["1 day", "✓ 5 days", texts.BACK]
        assert texts.KEPT_FOR.format(days="5 days") in ((await after(chat, menu, texts.BACK)).text or "")


async def test_in_a_group_only_its_admins_change_what_all_can_see(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    state = await chat.person.state()
    group = replace(chat, id=state.group.id)
    cleo = await chat.person.new_person("Cleo")
    await chat.person.join(group.id, cleo)
    async with running(settings, sandbox):
        menu = await menu_of(group)
        assert texts.LANGUAGE_OF_EACH in (menu.text or "")
        toast = await chat.person.press(group.id, menu.id, texts.DO_NOT_CORRECT, person=cleo)
        assert toast is not None
        assert toast.text == texts.NOT_AN_ADMIN
        assert texts.CORRECTED in ((await group.message(menu.id)).text or "")
        seen = await chat.person.send_text(group.id, "/settings@legible_bot", person=cleo)
        state = await chat.person.wait(lambda state: state.chat(group.id).messages[-1].id > seen, 10)
        shown = state.chat(group.id).messages[-1]
        assert texts.ADMINS_CHANGE_THEM in (shown.text or "")
        assert shown.buttons == ()
        changed = await after(group, menu, texts.DO_NOT_CORRECT)
        assert texts.NOT_CORRECTED in (changed.text or "")
        assert texts.CORRECTED in ((await menu_of(chat)).text or "")
    assert not caplog.records


async def test_a_topic_chooses_for_itself_whether_all_its_photos_are_read(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    forum = replace(chat, id=await chat.person.new_group("Flat 12", ["General", "Receipts"]))
    topic = (await chat.person.state()).chat(forum.id).topics[-1].id
    async with running(settings, sandbox):
        sent = await chat.person.send_text(forum.id, "/settings@legible_bot", thread=topic)
        state = await chat.person.wait(lambda state: state.chat(forum.id).messages[-1].id > sent, 10)
        menu = state.chat(forum.id).messages[-1]
        assert menu.thread == topic
        assert texts.WHEN_ASKED_IN_TOPIC in (menu.text or "")
        changed = await after(forum, menu, texts.READ_EVERY_PHOTO)
        assert f"{texts.EVERY_PHOTO_IN_TOPIC} {texts.NOT_SHOWN_ALL}" in (changed.text or "")
        await chat.person.set_privacy(False)
        in_general = await menu_of(forum)
        assert texts.WHEN_ASKED in (in_general.text or "")
        assert f"{texts.EVERY_PHOTO}\n" in (await after(forum, in_general, texts.READ_EVERY_PHOTO)).text  # type: ignore[operator]
        changed = await after(forum, menu, texts.READ_WHEN_ASKED)
        assert texts.WHEN_ASKED_IN_TOPIC in (changed.text or "")


async def test_a_button_of_an_earlier_run_one_pressed_twice_and_one_that_is_no_more(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox):
        menu = await menu_of(chat)
    async with running(settings, sandbox):
        await chat.person.fail("editMessageText", "slow", seconds=0.5)
        twice = await asyncio.gather(*(chat.press(menu, texts.DO_NOT_CORRECT) for _ in range(2)))
        assert twice == [None, None]
        assert texts.NOT_CORRECTED in ((await chat.until(menu.id, texts.NOT_CORRECTED)).text or "")
        unknown = InlineKeyboardButton("Colour", callback_data="settings:0:colour:red")
        async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
            old = await bot.send_message(chat.id, "Old", reply_markup=InlineKeyboardMarkup.from_button(unknown))
        assert await chat.press(await chat.message(old.message_id), "Colour") == general.OLD_BUTTON
        sandbox.world.updates.add("callback_query", press_of_a_message_too_old(chat.id, "settings:0:flow:1"))
        await chat.say("/help")
        shown = (await menu_of(chat)).text or ""
        assert texts.NOT_CORRECTED in shown
        assert texts.FLOWING in shown
    assert not caplog.records
