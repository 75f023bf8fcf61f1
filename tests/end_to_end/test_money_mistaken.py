"""What must not reach a ledger: an edit as a second expense, who is nobody or unknown, a name that two have."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts as common
from bot.chat.texts import ledger as texts
from bot.chat.texts import receipts as receipt_texts
from bot.errors import NothingToRead
from bot.receipts.ledger.fix_errors import UnknownName
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running
from tests.end_to_end.receipt_chat import MYR, RECEIPT, card_of, labels, lines, people, tap
from tests.end_to_end.test_edited import replace_photo
from tests.end_to_end.test_receipts_fixes import fix, refused
from tests.end_to_end.test_standing import greeted_group

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture
async def api(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """The bot, to send what it never would."""
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
        yield bot


async def write(group: Chat, text: str, by: int | None = None) -> ShownMessage:
    return await group.replied(await group.person.send_text(group.id, text, person=by))


async def test_an_edited_expense_is_not_a_second_one(shared_chat: Chat) -> None:
    sent = await shared_chat.person.send_text(shared_chat.id, "/paid 12.50 EUR Pizza")
    await shared_chat.replied(sent)
    await shared_chat.person.edit(shared_chat.id, sent, "/paid 13 EUR Pizza")
    await shared_chat.person.wait(
        lambda now: any(m.text == receipt_texts.EDITED for m in now.chat(shared_chat.id).messages), PATIENCE
    )
    said = (await shared_chat.say("/ledger")).text or ""
    assert "EUR\xa012.50\n" in said and "13.00" not in said


async def test_what_is_typed_of_a_receipt_that_is_there_asks_whether_it_is_another(shared_group: Chat) -> None:
    await card_of(shared_group, RECEIPT.replace("15.04.2018", f"{date.today():%d.%m.%Y}"))
    said = await write(shared_group, "/paid 44.90 MYR Pasar Mini Jin Seng")
    assert lines(said)[-1] == receipt_texts.LOOKS_LIKE_ONE.format(number=1)
    assert labels(said) == [["Same receipt", "A second one"]]
    assert f"{MYR}44.90\n" in ((await write(shared_group, "/ledger")).text or "")
    await tap(shared_group, said, "A second one")
    counted = await shared_group.message(said.id)
    assert len(lines(counted)) == 1 and labels(counted) == [[texts.UNDO]]
    assert f"{MYR}89.80\n" in ((await write(shared_group, "/ledger ")).text or "")


async def test_a_name_that_two_have_pays_nothing(shared_group: Chat) -> None:
    ben, other = await people(shared_group, "Ben", "Ben")
    card = await card_of(shared_group)
    for person in (ben, other):
        await tap(shared_group, card, "Join" if person == ben else "Split: all 2 ▾", person)
    await tap(shared_group, card, "Join", other)
    assert await refused(shared_group, card, "Ben 30, You rest") == UnknownName.person.format(name="Ben")


@pytest.mark.usefixtures("bot")
async def test_a_forged_button_brings_nobody_into_a_ledger(group: Chat, api: Bot) -> None:
    stranger = await group.person.new_person("Stranger")
    (ben,) = await people(group, "Ben")
    card = await card_of(group)
    await tap(group, card, "Join", ben)
    expense = (await api_data(group, card)).split(":")[1]
    forged = [f"paid:{expense}:{stranger}", f"split:{expense}:{stranger}", f"paid:{expense}:{ben}"]
    buttons = [InlineKeyboardButton(data, callback_data=data) for data in forged]
    sent = await api.send_message(group.id, "forged", reply_markup=InlineKeyboardMarkup.from_column(buttons))
    message = await group.message(sent.message_id)
    assert [await tap(group, message, data) for data in forged] == [common.OLD_BUTTON, common.OLD_BUTTON, None]
    assert lines(await group.message(card.id))[3] == "Ben paid · split 2 ways"
    assert "Stranger" not in ((await write(group, "/ledger")).text or "")


async def api_data(group: Chat, card: ShownMessage) -> str:
    """What the first button of a card says."""
    return next(button.data or "" for row in (await group.message(card.id)).buttons for button in row)


async def test_talk_about_a_settlement_is_left_alone(shared_group: Chat) -> None:
    (ben,) = await people(shared_group, "Ben")
    await write(shared_group, "/ledger", by=ben)
    await write(shared_group, "/paid 30 EUR Pizza")
    shown = await write(shared_group, "/ledger")
    await tap(shared_group, shown, texts.SETTLED)
    await shared_group.until(shown.id, "Which of these")
    await tap(shared_group, shown, "Ben → You EUR\xa015.00", ben)
    await shared_group.until(shown.id, "↩")
    done = (await shared_group.messages())[-1]
    before = len(await shared_group.messages())
    await shared_group.reply(done.id, "thanks!", ben)
    assert (await shared_group.replied(await shared_group.reply(done.id, "5 or so", ben))).text == (
        texts.NOT_AN_AMOUNT_HTML.replace("<code>", "").replace("</code>", "").format(example="15.00")
    )
    assert len(await shared_group.messages()) == before + 1


async def test_taking_a_settlement_back_edits_no_message_of_the_supergroup_that_came_of_a_group(
    settings: Settings, sandbox: Sandbox, chat: Chat, api: Bot
) -> None:
    async with running(settings, sandbox):
        group = await greeted_group(chat)
        (ben,) = await people(group, "Ben")
        await write(group, "/ledger", by=ben)
        await write(group, "/paid 30 EUR Pizza")
        shown = await write(group, "/ledger")
        await tap(group, shown, texts.SETTLED)
        await group.until(shown.id, "Which of these")
        await tap(group, shown, "Ben → You EUR\xa015.00", ben)
        await group.until(shown.id, "↩")
        done = (await group.messages())[-1]
        after = Chat(chat.person, await chat.person.migrate(group.id), chat.folder)
        shown = await write(after, "/ledger@legible_bot")
        await tap(after, shown, texts.SETTLED)
        await after.until(shown.id, "↩")
        other = shown.id
        while other < done.id:
            other = (await api.send_message(after.id, "another message")).message_id
        assert other == done.id
        await tap(after, shown, "↩ Ben → You EUR\xa015.00", ben)
        await after.until(shown.id, "Which of these")
        assert (await after.message(other)).text == "another message"


async def test_another_photo_brings_its_own_receipt_and_a_letter_none(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", RECEIPT)
    card = await shared_chat.answer(photo)
    await fix(shared_chat, card, "total 50")
    bigger = RECEIPT.replace("6.50", "7.50").replace("44.90", "45.90").replace("55.10", "54.10")
    await replace_photo(shared_chat, photo, bigger)
    assert lines(await shared_chat.until(card.id, "45.90"))[1] == f"{MYR}45.90 · ✓ adds up"
    await replace_photo(shared_chat, photo, "Dear Ada\nthe boiler is mended.")
    await shared_chat.until(card.id, "Dear Ada")
    assert "Kept out: #1" in await april(shared_chat)
    await replace_photo(shared_chat, photo, RECEIPT)
    await shared_chat.until(card.id, "44.90")
    assert f"{MYR}44.90\n" in await april(shared_chat)
    await replace_photo(shared_chat, photo, "", "nothing")
    await shared_chat.until(card.id, NothingToRead.person)
    assert "Kept out: #1" in await april(shared_chat)
    assert len(await shared_chat.messages()) == 1 + 3


async def april(chat: Chat) -> str:
    """The ledger of the month on the receipts."""
    shown = await chat.say("/ledger" + " " * len(await chat.messages()))
    await tap(chat, shown, "‹ April 2018")
    return (await chat.until(shown.id, "April 2018")).text or ""


async def test_a_card_takes_the_place_of_a_file_that_was_there(shared_chat: Chat) -> None:
    long = "\n".join(f"{number} and so on and on and on and on and on and on" for number in range(400))
    album = await shared_chat.send_album([long, RECEIPT])
    await shared_chat.answer(album[1])
    assert len(await shared_chat.messages()) == 3
    await replace_photo(shared_chat, album[0], "a short note")

    def is_one_of_each(state: State) -> bool:
        shown = [message for message in state.chat(shared_chat.id).messages if message.sender.is_bot]
        return len(shown) == 2 and shown[0].text == "a short note" and "🧾" in (shown[1].text or "")

    await shared_chat.person.wait(is_one_of_each, PATIENCE)
