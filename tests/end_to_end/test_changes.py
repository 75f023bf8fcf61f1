"""*What changed*, and words that a person wants as they were."""

from __future__ import annotations

import asyncio
import logging

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts
from bot.chat.answer.change_list import MOST
from bot.chat.texts import answer as own_texts
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from tests.end_to_end.live import Chat, running
from tests.scripted import ScriptedLoader
from tests.scripted_model import ScriptedModel

SPELLING = ScriptedLoader(spelling=True)
NOTE = "We have receivcd your lettcr about the garden\nand we wili answer it before the end of the week"
MENDED = "We have received your letter about the garden\nand we will answer it before the end of the week"


async def changes_of(chat: Chat, text: str = NOTE) -> ShownMessage:
    """An answer that shows what changed in it."""
    answer = await chat.answer(await chat.send("text", text))
    await chat.press(answer, texts.WHAT_CHANGED)
    return await chat.message(answer.id)


async def clean(chat: Chat, message: ShownMessage) -> str | None:
    """What an answer's clean side says."""
    await chat.press(message, texts.CLEAN)
    return (await chat.message(message.id)).text


def data(message: ShownMessage, button: str) -> str:
    """The callback data of a button."""
    found = message.button(button).data
    assert found
    return found


async def forged(sandbox: Sandbox, chat: Chat, pressed: list[str]) -> ShownMessage:
    """A message of the bot with buttons that an old answer may have had, each named by its data."""
    keyboard = InlineKeyboardMarkup.from_column([InlineKeyboardButton(each, callback_data=each) for each in pressed])
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
        sent = await bot.send_message(chat.id, "an old answer", reply_markup=keyboard)
    return await chat.message(sent.message_id)


async def test_changes_are_shown_in_their_lines(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox, SPELLING):
        changes = await changes_of(chat)
    assert changes.html.split("\n") == [
        "We have <s>receivcd</s> <b>received</b>¹ your <s>lettcr</s> <b>letter</b>² about the garden",
        "and we <s>wili</s> <b>will</b>³ answer it before the end of the week",
        "",
        "1. receivcd → received (spelling)",
        "2. lettcr → letter (spelling)",
        "3. wili → will (spelling)",
        "",
        f"<i>{own_texts.TAP_TO_KEEP}</i>",
    ]
    assert [[button.text for button in row] for row in changes.buttons] == [["1", "2", "3"], ["Clean", "Raw"]]


async def test_of_a_long_line_whole_words_are_shown_before_a_change(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox, SPELLING):
        changes = await changes_of(chat, "This morning after breakfast we finally have receivcd it")
    assert changes.html.split("\n")[0] == "…we finally have <s>receivcd</s> <b>received</b>¹ it"


async def test_a_word_is_kept_as_it_was_and_the_others_stay_mended(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox, SPELLING):
        changes = await changes_of(chat)
        assert await chat.press(changes, "1") == own_texts.KEPT.format(word="receivcd")
        left = await chat.message(changes.id)
        assert "1. lettcr → letter (spelling)\n2. wili → will (spelling)\n\n" in (left.text or "")
        assert texts.UNDO in [button.text for row in left.buttons for button in row]
        assert await chat.press(left, "1") == own_texts.KEPT.format(word="lettcr")
        assert await clean(chat, left) == MENDED.replace("received", "receivcd").replace("letter", "lettcr")
    async with running(settings, sandbox, SPELLING):
        await chat.press(await chat.message(changes.id), texts.WHAT_CHANGED)
        last = await chat.message(changes.id)
        await chat.press(last, "1")
        assert (await chat.message(changes.id)).text == NOTE


async def test_what_was_kept_is_mended_again_by_undo(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox, SPELLING):
        changes = await changes_of(chat)
        await chat.press(changes, "1")
        await chat.press(await chat.message(changes.id), "1")
        await chat.press(await chat.message(changes.id), texts.UNDO)
        undone = await chat.until(changes.id, "1. lettcr")  # the last press only, and the side that was shown
        assert texts.UNDO not in [button.text for row in undone.buttons for button in row]
        assert await clean(chat, undone) == MENDED.replace("received", "receivcd")


async def test_a_change_that_is_gone_is_not_taken_back_twice(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox, SPELLING):
        changes = await changes_of(chat)
        old = [await forged(sandbox, chat, [data(changes, "2")]) for _ in range(2)]  # of one the same is done once
        toasts = await asyncio.gather(*(chat.press(each, data(changes, "2")) for each in old))
        assert sorted(filter(None, toasts)) == sorted([own_texts.KEPT.format(word="lettcr"), own_texts.LIST_CHANGED])
        assert await clean(chat, changes) == MENDED.replace("letter", "lettcr")


async def test_while_the_model_works_nothing_is_taken_back(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    model = ScriptedModel({"garden": "gardens"})
    model.answering.clear()
    async with running(settings, sandbox, SPELLING, models=[model]):
        changes = await changes_of(chat)
        assert (changes.text or "").endswith(texts.REFINING)
        assert [[button.text for button in row] for row in changes.buttons] == [["Clean", "Raw"]]
        model.answering.set()
        amended = await chat.until(changes.id, own_texts.TAP_TO_KEEP)  # the side that was shown is shown still
        assert await chat.press(amended, "1") == own_texts.KEPT.format(word="receivcd")
        assert "receivcd" in (await clean(chat, amended) or "")


async def test_very_many_changes_come_in_lists(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    text = "\n".join(f"{number} the wether was fine and we had a lovley dinner" for number in range(12))
    async with running(settings, sandbox, models=[ScriptedModel({"wether": "weather", "lovley": "lovely"})]):
        answer = await chat.answer(await chat.send("text", text))
        await chat.press(await chat.until(answer.id, "lovely"), texts.WHAT_CHANGED)
        changes = await chat.until(answer.id, own_texts.TAP_TO_KEEP)
        numbers = [button.text for row in changes.buttons[:-2] for button in row]
        assert numbers == [str(number) for number in range(1, MOST + 1)]
        assert max(len(row) for row in changes.buttons) == 5
        await chat.press(changes, "16–24 ›")
        second = await chat.message(changes.id)
        assert second.buttons[0][0].text == str(MOST + 1)
        await chat.press(second, str(MOST + 1))
        left = await chat.message(changes.id)
        assert left.buttons[0][0].text == str(MOST + 1)
        assert "\n23." in (left.text or "") and "\n24." not in (left.text or "")
        await chat.press(left, "‹ 1–15")
        assert (await chat.message(changes.id)).buttons[0][0].text == "1"


async def test_a_stranger_changes_nothing_but_may_copy_and_save(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox, SPELLING):
        group = (await chat.person.state()).group.id
        cleo, dora = [await chat.person.new_person(name) for name in ("Cleo", "Dora")]
        for person in (cleo, dora):
            await chat.person.join(group, person)
        await chat.person.promote(group, dora)
        there = Chat(chat.person, group, chat.folder)
        photo = await there.send("text", NOTE)
        asked = await chat.person.send_text(group, f"/read@{sandbox.bot_username}", reply_to=photo)
        answer = await there.answer(asked)
        assert await there.press(answer, texts.WHAT_CHANGED) is None
        changes = await there.message(answer.id)
        for button in ("1", texts.CLEAN, texts.RAW):
            toast = await chat.person.press(group, answer.id, button, person=cleo)
            assert toast and (toast.text, toast.alert) == (own_texts.ONLY_ASKER, False)
        assert await there.message(answer.id) == changes
        assert await chat.person.press(group, answer.id, "1", person=dora)
        await there.press(changes, texts.CLEAN)
        await chat.person.press(group, answer.id, own_texts.SAVE_AS, person=cleo)
        await chat.person.press(group, answer.id, own_texts.TEXT_FILE, person=cleo)
        await chat.person.wait(lambda state: state.chat(group).messages[-1].document, 20)
        await chat.person.press(group, answer.id, own_texts.BACK, person=cleo)
        assert (await there.message(answer.id)).button(own_texts.SAVE_AS)


async def test_old_and_foreign_buttons_are_answered(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox, SPELLING):
        answer = await chat.answer(await chat.send("text", NOTE))
        unknown = ["file:1", "keep:1:0", "raw:1:x", "nonsense"]
        of_nothing = ["raw:99", "word:1:9:9:9"]
        old = await forged(sandbox, chat, [*unknown, *of_nothing, "clean:1:99", "keep:1:0:00000000", "changes:1:99"])
        assert [await chat.press(old, button) for button in unknown] == [texts.OLD_BUTTON] * len(unknown)
        assert [await chat.press(old, button) for button in of_nothing] == [texts.EXPIRED] * len(of_nothing)
        assert await chat.press(old, "clean:1:99") is None
        assert await chat.press(old, "keep:1:0:00000000") == own_texts.LIST_CHANGED
        assert await chat.press(old, "changes:1:99") is None
        assert (await chat.message(answer.id)).button("1")
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
