from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.sandbox import PersonClient, PersonError, Toast, people

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo:7")]])


@pytest.mark.parametrize(
    ("text", "alert", "shown"),
    [("Undone", False, Toast("Undone", alert=False)), ("No!", True, Toast("No!", alert=True)), (None, False, None)],
)
async def test_the_answer_reaches_the_person(
    bot: Bot, person: PersonClient, me: int, text: str | None, alert: bool, shown: Toast | None
) -> None:
    sent = await bot.send_message(me, "Milk", reply_markup=KEYBOARD)
    pressing = asyncio.create_task(person.press(me, sent.message_id, "Undo"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query
    assert (update.callback_query.data, update.callback_query.message) == ("undo:7", sent)
    assert update.callback_query.from_user.id == me
    await update.callback_query.answer(text, show_alert=alert)
    assert await pressing == shown


async def test_a_query_is_answered_once(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Milk", reply_markup=KEYBOARD)
    pressing = asyncio.create_task(person.press(me, sent.message_id, "Undo"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query
    await update.callback_query.answer()
    await pressing
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await update.callback_query.answer()


async def test_a_bot_that_does_not_answer(
    bot: Bot, person: PersonClient, me: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "ANSWER_SECONDS", 0.1)
    sent = await bot.send_message(me, "Milk", reply_markup=KEYBOARD)
    with pytest.raises(TimeoutError, match="the bot did not answer"):
        await person.press(me, sent.message_id, "Undo")
    (update,) = await bot.get_updates()
    assert update.callback_query
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer("late")


async def test_only_buttons_that_are_there_can_be_pressed(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Milk", reply_markup=KEYBOARD)
    with pytest.raises(LookupError, match="no button 'Redo'"):
        await person.press(me, sent.message_id, "Redo")
    await bot.edit_message_text("Silk", me, sent.message_id)
    with pytest.raises(LookupError):
        await person.press(me, sent.message_id, "Undo")
    with pytest.raises(LookupError, match="no message 99"):
        await person.press(me, 99, "Undo")


async def test_a_text_too_long_for_a_notice(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query("1", "x" * 201)


async def test_a_stranger_cannot_press_in_a_private_chat(bot: Bot, person: PersonClient, me: int) -> None:
    cleo = await person.new_person("Cleo")
    sent = await bot.send_message(me, "Milk", reply_markup=KEYBOARD)
    with pytest.raises(PersonError, match="Cleo is not in this chat"):
        await person.press(me, sent.message_id, "Undo", person=cleo)


async def test_anybody_in_a_group_may_press(bot: Bot, person: PersonClient, group: int) -> None:
    cleo = await person.new_person("Cleo")
    sent = await bot.send_message(group, "Milk", reply_markup=KEYBOARD)
    pressing = asyncio.create_task(person.press(group, sent.message_id, "Undo", person=cleo))
    query = None
    while query is None:
        updates = await bot.get_updates(timeout=5)
        query = next((update.callback_query for update in updates if update.callback_query), None)
    assert query.from_user.id == cleo
    await query.answer("Only the asker may.")
    assert await pressing == Toast("Only the asker may.", alert=False)


async def test_an_answer_may_open_the_bot_with_a_parameter(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Milk", reply_markup=KEYBOARD)
    pressing = asyncio.create_task(person.press(me, sent.message_id, "Undo"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query
    with pytest.raises(BadRequest, match="Url_invalid"):
        await update.callback_query.answer(url="https://example.org")
    await update.callback_query.answer(url="https://t.me/legible_bot?start=words")
    assert await pressing == Toast("", alert=False, url="https://t.me/legible_bot?start=words")
