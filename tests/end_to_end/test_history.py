"""`/history`: the last notes of a private chat, a search in them, and the way back to each."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts as general
from bot.chat.texts import forget as forgetting
from bot.chat.texts import history as texts
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running


def numbered(message: ShownMessage) -> list[str]:
    """The lines of the list without their dates."""
    lines = [line for line in (message.text or "").splitlines() if " · " in line]
    return [f"{line.partition('.')[0]} {line.partition(' · ')[2]}" for line in lines]


async def turned(chat: Chat, message: ShownMessage, button: str) -> ShownMessage:
    """The list once it was turned over."""
    before = await chat.message(message.id)
    assert await chat.press(message, button) is None
    await chat.person.wait(lambda state: state.chat(chat.id).message(message.id) != before, PATIENCE)
    return await chat.message(message.id)


async def opened(chat: Chat, message: ShownMessage, number: str) -> ShownMessage:
    """What the bot sends when a number of the list is pressed."""
    last = (await chat.messages())[-1].id
    assert await chat.press(message, number) is None

    def arrived(messages: tuple[ShownMessage, ...]) -> bool:
        return messages[-1].id > last and "…" not in (messages[-1].text or "")

    await chat.person.wait(lambda state: arrived(state.chat(chat.id).messages), PATIENCE)
    return (await chat.messages())[-1]


async def test_the_last_notes_come_five_a_page(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox):
        assert (await chat.say("/history")).text == texts.NO_NOTES
        for number in range(1, 8):
            await chat.answer(await chat.send("text", f"- {number} -\nnote {number}\nits second line"))
        await chat.answer(await chat.send("nothing"))
        first = await chat.say("/history")
        assert numbered(first) == ["1 note 7", "2 note 6", "3 note 5", "4 note 4", "5 note 3"]
        assert [[button.text for button in row] for row in first.buttons] == [["1", "2", "3", "4", "5"], [texts.OLDER]]
        second = await turned(chat, first, texts.OLDER)
        assert numbered(second) == ["6 note 2", "7 note 1"]
        assert [button.text for button in second.buttons[1]] == [texts.NEWER]
        assert numbered(await turned(chat, second, texts.NEWER)) == numbered(first)
    assert not caplog.records


async def test_a_number_leads_back_to_the_answer_and_brings_it_anew_where_it_is_gone(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox):
        gone, there = [await chat.answer(await chat.send("text", text)) for text in ("milk & bread", "a <letter>")]
        await chat.person.delete(chat.id, gone.id)
        listed = await chat.say("/history")
    async with running(settings, sandbox):
        entry = await opened(chat, listed, "1")
        assert entry.reply_to == there.id
        assert (entry.text or "").startswith("a <letter>\n")
        anew = await opened(chat, listed, "2")
        assert anew.text == "milk & bread"
        assert await chat.press(anew, general.RAW) is None
        entry = await opened(chat, listed, "2")
        assert entry.reply_to == anew.id
    assert not caplog.records


async def test_a_number_that_is_pressed_twice_brings_an_answer_once(shared_chat: Chat) -> None:
    gone = await shared_chat.answer(await shared_chat.send("text", "milk & bread"))
    await shared_chat.person.delete(shared_chat.id, gone.id)
    listed = [await shared_chat.say(said) for said in ("/history", "/history milk")]  # of one the same is done once
    await shared_chat.person.fail("sendMessage", "slow", times=2, seconds=0.5)
    await asyncio.gather(*(shared_chat.press(each, "1") for each in listed))
    await shared_chat.person.wait(lambda state: "Tap" in (state.chat(shared_chat.id).messages[-1].text or ""), 10)
    assert [message.text for message in await shared_chat.messages()].count("milk & bread") == 1


async def test_a_search_finds_words_in_any_case_and_accent_in_clean_and_raw_text(shared_chat: Chat) -> None:
    for text in (
        "Dear Ilona,\nthe KOVÁCS family thanks you",
        "Łódź, 3 May",
        "nothing of the kind",
        "Kovács & Söhne",
    ):
        await shared_chat.answer(await shared_chat.send("text", text))
    found = await shared_chat.say("/history kovacs")
    assert (found.text or "").startswith("Your notes with “kovacs”")
    assert numbered(found) == ["1 Kovács & Söhne", "2 the KOVÁCS family thanks you"]
    assert numbered(await shared_chat.say("/history thanks Kovács")) == ["1 the KOVÁCS family thanks you"]
    assert numbered(await shared_chat.say("/history lodz")) == ["1 Łódź, 3 May"]
    assert (await shared_chat.say("/history <b>Smith</b>")).text == texts.NO_NOTE_WITH.format(words="<b>Smith</b>")


async def test_a_search_that_is_long_is_turned_over_too(shared_chat: Chat) -> None:
    words = "発注書の写しと納品書の控えと請求書"
    for number in range(6):
        await shared_chat.answer(await shared_chat.send("text", f"{number} {words}"))
    found = await shared_chat.say(f"/history {words}")
    assert numbered(await turned(shared_chat, found, texts.OLDER)) == [f"6 0 {words}"]


async def test_a_note_is_forgotten_from_its_entry(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", "soon forgotten"))
        await chat.answer(await chat.send("text", "kept"))
        listed = await chat.say("/history")
        entry = await opened(chat, listed, "2")
        assert await chat.press(entry, texts.FORGET) is None
        assert (await chat.until(entry.id, "Done.")).text == forgetting.FORGOT_NOTES[0]
        assert (await chat.message(answer.id)).text == forgetting.FORGOTTEN
        assert await chat.press(listed, "2") == general.EXPIRED
        assert numbered(await chat.say("/history")) == ["1 kept"]
    assert not caplog.records


async def test_a_page_that_is_no_more_turns_to_the_first(shared_chat: Chat) -> None:
    for number in range(6):
        await shared_chat.answer(await shared_chat.send("text", f"note {number}"))
    listed = await shared_chat.say("/history")
    await shared_chat.say("/forget")
    await shared_chat.answer(await shared_chat.send("text", "a new one"))
    assert numbered(await turned(shared_chat, listed, texts.OLDER)) == ["1 a new one"]


async def test_a_forged_button_opens_and_forgets_no_note_of_another(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    ada = replace(chat, id=await chat.person.new_person("Ada"))
    async with running(settings, sandbox):
        await chat.answer(await chat.send("text", "mine"))
        forged = [InlineKeyboardButton(data, callback_data=data) for data in ("note:1", "forget:1", f"note:{10**17}")]
        async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
            sent = await bot.send_message(ada.id, "forged", reply_markup=InlineKeyboardMarkup.from_column(forged))
        message = await ada.message(sent.message_id)
        for button in forged:
            assert await ada.press(message, button.text) == general.EXPIRED
        assert numbered(await chat.say("/history")) == ["1 mine"]
    assert not caplog.records


async def test_notes_of_others_are_not_in_it_and_a_groups_are_in_the_group(shared_chat: Chat) -> None:
    ada = replace(shared_chat, id=await shared_chat.person.new_person("Ada"))
    shared_group = replace(shared_chat, id=(await shared_chat.person.state()).group.id)
    await ada.answer(await ada.send("text", "hers"))
    photo = await shared_group.send("text", "the group's")
    await shared_group.answer(await shared_group.person.send_text(shared_group.id, "/read@legible_bot", reply_to=photo))
    await shared_chat.answer(await shared_chat.send("text", "mine"))
    assert numbered(await shared_chat.say("/history")) == ["1 mine"]
    listed = await shared_group.say("/history@legible_bot")
    assert (listed.text or "").startswith("This group's notes")
    assert numbered(listed) == ["1 the group's"]
    entry = await opened(shared_group, listed, "1")
    assert (entry.text or "").startswith("the group's\n")
    assert (await shared_group.say("/history@legible_bot mine")).text == texts.NO_NOTE_HERE_WITH.format(words="mine")


async def test_receipts_are_found_by_shop_amount_and_day(shared_chat: Chat) -> None:
    await shared_chat.say("/paid 12.50 EUR Pizzeria Roma")
    await shared_chat.say("/paid 7.00 Kiosk")
    for search in ("roma", "12.50", "12,50", "pizzeria 12.50", f"{date.today():%d.%m.%Y} roma"):
        found = await shared_chat.say(f"/history {search}")
        assert [line for line in (found.text or "").splitlines() if "🧾" in line] == [
            f"#1 🧾 Pizzeria Roma · EUR\xa012.50 · {date.today():%b} {date.today().day}"
        ]
    assert (await shared_chat.say("/history sushi")).text == texts.NO_NOTE_WITH.format(words="sushi")
