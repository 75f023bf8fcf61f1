"""`/ledger`, `/paid`, settling and joining: what people see who share a flat, through the stand-in."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from dataclasses import dataclass, replace
from datetime import date

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.ledger.chart_panels import can_draw
from bot.chat.texts import ledger as texts
from bot.chat.texts.progress import WRITING_FILE
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running
from tests.end_to_end.receipt_chat import RECEIPT, card_of


@dataclass(frozen=True)
class Flat:
    """You, Ada and Cleo in a group, and what they do there."""

    chat: Chat
    you: int
    ada: int
    cleo: int

    async def write(self, text: str, by: int | None = None, reply_to: int | None = None) -> ShownMessage:
        """The bot's reply to what somebody writes."""
        sent = await self.chat.person.send_text(self.chat.id, text, person=by, reply_to=reply_to)
        return await self.chat.replied(sent)

    async def press(self, message: ShownMessage, label: str, by: int | None = None) -> str | None:
        """Press the button whose label begins like that; what the bot showed."""
        now = await self.chat.message(message.id)
        button = next(button.text for row in now.buttons for button in row if button.text.startswith(label))
        toast = await self.chat.person.press(self.chat.id, message.id, button, person=by)
        return toast.text if toast else None

    async def file(self, name: str) -> bytes:
        """The file of that name, once the bot has sent it."""

        def found(state: State) -> list[ShownMessage]:
            messages = state.chat(self.chat.id).messages
            return [message for message in messages if message.document and message.document.name == name]

        return await self.chat.person.download(found(await self.chat.person.wait(found, PATIENCE))[-1])

    async def captioned(self, caption: str) -> ShownMessage:
        """The file under which that stands."""

        def found(state: State) -> list[ShownMessage]:
            return [message for message in state.chat(self.chat.id).messages if message.caption == caption]

        return found(await self.chat.person.wait(found, PATIENCE))[-1]

    async def last(self, beginning: str) -> ShownMessage:
        """The bot's newest message, once one begins like that."""

        def found(state: State) -> bool:
            return (state.chat(self.chat.id).messages[-1].text or "").startswith(beginning)

        await self.chat.person.wait(found, PATIENCE)
        return (await self.chat.messages())[-1]


@pytest.fixture
async def flat(shared_group: Chat, monkeypatch: pytest.MonkeyPatch) -> Flat:
    monkeypatch.setattr("bot.chat.fairuse.floodgate.MESSAGES_A_MINUTE", 1000)  # You are in every test of this file
    person = shared_group.person
    cleo = await person.new_person("Cleo")
    await person.join(shared_group.id, cleo)
    await person.set_privacy(False)
    state = await person.state()
    ada = next(member.id for member in state.chat(shared_group.id).members if member.name == "Ada")
    return Flat(shared_group, state.private.id, ada, cleo)


def present(state: State, chat_id: int, message_id: int) -> ShownMessage:
    """A message as it is."""
    message = state.chat(chat_id).message(message_id)
    assert message
    return message


def labels(message: ShownMessage) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def paid_by_three(flat: Flat) -> ShownMessage:
    """Everybody is in the ledger, and Ada has paid 30 for all of them; the ledger, which does not show that yet."""
    shown = await flat.write("/ledger")
    assert await flat.press(shown, texts.JOIN, by=flat.cleo) == texts.JOINED
    await flat.write("/paid 30 EUR Pizza", by=flat.ada)
    return shown


async def settling_by_three(flat: Flat) -> ShownMessage:
    """The same, with the transfers shown."""
    await paid_by_three(flat)
    shown = await flat.write("/ledger ")
    await flat.press(shown, texts.SETTLED)
    return await flat.chat.until(shown.id, "Which of these")


async def test_an_empty_ledger_says_how_it_begins(flat: Flat, shared_chat: Chat) -> None:
    said = await flat.write("/ledger")
    assert (said.text or "").startswith("The ledger is empty: it begins with a photo of a receipt")
    assert labels(said) == [texts.JOIN]
    said = await shared_chat.say("/ledger")
    assert (said.text or "").startswith("The ledger is empty") and labels(said) == []


async def test_what_is_paid_without_a_receipt_is_shared(flat: Flat) -> None:
    assert (await flat.write("/paid", by=flat.cleo)).text == "What was paid without a receipt: /paid 12.50 Pizza. " + (
        "A currency may stand beside the amount: /paid 12,50 EUR Pizza."
    )
    asked = await flat.write("/paid 12.50 Pizza", by=flat.cleo)
    assert asked.text == "In which currency? Write it beside the amount: /paid 12.50 EUR Pizza"
    await flat.write("/ledger")
    first = await flat.write("/paid Pizza 12,50 €", by=flat.cleo)
    assert first.text == "#1 Pizza: EUR\xa012.50, paid by Cleo, split 2 ways"
    assert (await flat.write("/paid 7.01 <Beer>", by=flat.ada)).text == (
        "#2 <Beer>: EUR\xa07.01, paid by Ada, split 3 ways"
    )
    said = (await flat.write("/ledger")).text or ""
    assert "EUR\xa019.51\n" in said
    assert "Cleo paid 12.50, share 8.58\n" in said and "Ada paid 7.01, share 2.35\n" in said
    assert "You paid 0.00, share 8.58\n" in said
    assert "You → Ada EUR\xa04.66\nYou → Cleo EUR\xa03.92" in said or "You → Cleo EUR\xa03.92\nYou → Ada" in said
    assert await flat.press(first, texts.UNDO, by=flat.ada) == texts.ONLY_PAYER
    assert await flat.press(first, texts.UNDO, by=flat.cleo) is None
    taken = await flat.chat.until(first.id, "Not in the ledger")
    assert labels(taken) == [texts.COUNT_IT]
    said = (await flat.write("/ledger ", by=flat.cleo)).text or ""
    assert "EUR\xa07.01\n" in said and "Kept out: #1" in said
    assert await flat.press(first, texts.COUNT_IT, by=flat.you) is None  # who opened the group is an administrator
    assert (await flat.chat.until(first.id, "split 2 ways")).text == first.text


async def test_a_private_ledger_has_sums_and_shops_alone(shared_chat: Chat) -> None:
    for text in ("/paid 12.50 EUR Pizza", "/paid 4490 JPY Ramen", "/paid 7.50 EUR Pizza"):
        await shared_chat.say(text)
    said = await shared_chat.say("/ledger")
    text = said.text or ""
    assert "EUR\xa020.00\n\nJPY\xa04,490\n" in text
    assert "Pizza ×2 · EUR\xa020.00\nRamen · JPY\xa04,490" in text
    assert " paid " not in text and "→" not in text
    assert labels(said) == [texts.EXPORT]


async def test_two_who_settle_at_the_same_moment_settle_once(flat: Flat) -> None:
    shown = await settling_by_three(flat)
    transfer = "Cleo → Ada EUR\xa010.00"
    assert await flat.press(shown, transfer, by=flat.cleo) is None
    done = await flat.last("Cleo gave Ada")
    assert (done.text or "").startswith("Cleo gave Ada EUR\xa010.00. Noted by Cleo.\n\nIf it was only a part, reply")
    await flat.chat.until(shown.id, "↩")
    you = "You → Ada EUR\xa010.00"
    toasts = await asyncio.gather(*(flat.press(shown, you, by=person) for person in (flat.you, flat.ada)))
    assert {*toasts} == {None, texts.CHANGED_MEANWHILE}
    await flat.last("You gave Ada")
    said = (await flat.write("/ledger ")).text or ""
    assert texts.ALL_EVEN in said
    now = await flat.chat.message(shown.id)
    assert texts.NOTHING_TO_SETTLE in (now.text or "")


async def test_only_the_two_and_admins_settle(flat: Flat) -> None:
    shown = await settling_by_three(flat)
    assert await flat.press(shown, "You → Ada", by=flat.cleo) == texts.NOT_YOURS_TO_SETTLE
    assert await flat.press(shown, "Cleo → Ada", by=flat.you) is None
    done = await flat.last("Cleo gave Ada")
    assert "Noted by You." in (done.text or "")


async def test_a_part_is_replied_and_taken_back(flat: Flat) -> None:
    shown = await settling_by_three(flat)
    await flat.press(shown, "Cleo → Ada", by=flat.cleo)
    done = await flat.last("Cleo gave Ada")
    await flat.chat.reply(done.id, "4,50", flat.cleo)
    assert (await flat.chat.until(done.id, "4.50")).text == (
        "Cleo gave Ada EUR\xa04.50. Noted by Cleo.\n\nIf it was only a part, reply to this with the amount: 2.25"
    )
    for wrong, said in {
        "5 or so": "This is no amount. Reply with one, like this: 4.50",
        "1e9": "This is no amount. Reply with one, like this: 4.50",
        "10.01": "It can't be more than EUR\xa010.00, which was owed.",
    }.items():
        assert (await flat.write(wrong, by=flat.ada, reply_to=done.id)).text == said
    cy = await flat.chat.person.new_person("Cy")
    assert (await flat.write("1", by=cy, reply_to=done.id)).text == texts.NOT_YOURS_TO_SETTLE
    assert "Cleo → Ada EUR\xa05.50" in ((await flat.write("/ledger ")).text or "")
    assert await flat.press(done, texts.UNDO, by=flat.ada) == texts.TAKEN_BACK
    undone = await flat.chat.until(done.id, "Taken back by Ada.")
    assert labels(undone) == []
    assert (await flat.write("3", by=flat.ada, reply_to=done.id)).text == texts.TAKEN_BACK
    assert "Cleo → Ada EUR\xa010.00" in ((await flat.write("/ledger  ")).text or "")


async def test_a_settlement_is_taken_back_from_the_list(flat: Flat) -> None:
    shown = await settling_by_three(flat)
    await flat.press(shown, "Cleo → Ada", by=flat.ada)
    done = await flat.last("Cleo gave Ada")
    await flat.press(shown, "↩ Cleo → Ada", by=flat.cleo)
    await flat.chat.until(done.id, "Taken back by Cleo.")

    await flat.chat.person.wait(
        lambda state: "Cleo → Ada EUR\xa010.00" in labels(present(state, flat.chat.id, shown.id)), PATIENCE
    )
    assert await flat.press(shown, texts.BACK) is None
    assert (await flat.chat.until(shown.id, "📒")).text


async def test_who_joins_shares_and_who_leaves_stays_in_the_sums(flat: Flat) -> None:
    await paid_by_three(flat)
    person, group = flat.chat.person, flat.chat.id
    dan = await person.new_person("Dan")
    await person.join(group, dan)
    shown = await flat.write("/ledger")
    assert "New receipts are shared by You, Ada, and Cleo." in (shown.text or "")
    assert await flat.press(shown, texts.JOIN, by=dan) == texts.JOINED
    await flat.chat.until(shown.id, "Dan")
    assert await flat.press(shown, texts.JOIN, by=dan) == texts.IN_ALREADY
    await person.leave(group, flat.cleo)
    said = await flat.write("/paid 30 rent", by=flat.ada)
    assert (said.text or "").endswith("split 3 ways")
    text = (await flat.write("/ledger ")).text or ""
    assert "New receipts are shared by You, Ada, and Dan." in text
    assert "Cleo → Ada EUR\xa010.00" in text
    await person.join(group, flat.cleo)
    assert "Cleo" in ((await flat.write("/ledger  ")).text or "").split("shared by")[1]


async def test_it_is_saved_in_each_format(flat: Flat) -> None:
    await flat.write("/paid 30 EUR =Pizza", by=flat.ada)
    shown = await flat.write("/ledger")
    assert await flat.press(shown, texts.EXPORT) is None
    await flat.chat.until(shown.id, texts.FOR_WHEN)
    month = f"{date.today():%Y-%m}"
    names = {
        texts.XLSX: f"ledger-{month}.xlsx",
        texts.CSV: f"ledger-{month}.csv",
        texts.JSON: f"ledger-{month}.json",
        texts.HLEDGER: f"ledger-{month}.journal",
    }
    saved = {}
    for label, name in names.items():
        assert await flat.press(shown, label) == WRITING_FILE
        saved[label] = await flat.file(name)
    assert saved[texts.XLSX].startswith(b"PK")
    assert "Ada" in saved[texts.CSV].decode("utf-8-sig") and "'=Pizza" in saved[texts.CSV].decode()
    assert json.loads(saved[texts.JSON])
    assert "EUR" in saved[texts.HLEDGER].decode()
    assert await flat.press(shown, texts.ZIP) == WRITING_FILE
    assert (await flat.last(texts.NO_PHOTOS)).reply_to == shown.id
    assert await flat.press(shown, str(date.today().year)) is None
    await flat.chat.person.wait(
        lambda state: f"✓ {date.today().year}" in labels(present(state, flat.chat.id, shown.id)), PATIENCE
    )
    if can_draw():
        assert await flat.press(shown, texts.CHART) == WRITING_FILE
        await flat.chat.person.wait(lambda state: state.chat(flat.chat.id).messages[-1].photo, PATIENCE)
    else:
        assert texts.CHART not in labels(await flat.chat.message(shown.id))
    await flat.press(shown, texts.BACK)
    assert "Ada paid 30.00" in ((await flat.chat.until(shown.id, "📒")).text or "")


async def test_photos_go_along_as_far_as_telegram_has_them(flat: Flat) -> None:
    await card_of(flat.chat)
    shown = await flat.write("/ledger")
    assert labels(shown)[0] == "‹ April 2018"
    await flat.press(shown, "‹ April")
    assert "MYR\xa044.90" in ((await flat.chat.until(shown.id, "April 2018 ·")).text or "")
    await flat.press(shown, texts.EXPORT)
    await flat.chat.until(shown.id, texts.FOR_WHEN)
    await flat.press(shown, texts.ZIP)
    with zipfile.ZipFile(io.BytesIO(await flat.file("ledger-2018-04.zip"))) as archive:
        assert archive.namelist() == ["ledger-2018-04.xlsx", "0001 2018-04-15 PASAR MINI JIN SENG.png"]
    await card_of(flat.chat, RECEIPT.replace("6.50", "7.50").replace("44.90", "45.90").replace("55.10", "54.10"))
    await flat.chat.person.fail("getFile", 400, description="Bad Request: wrong file_id")
    await flat.press(shown, texts.ZIP)
    said = await flat.captioned("1 photo is not in it: I can't get it from Telegram any more.")
    with zipfile.ZipFile(io.BytesIO(await flat.chat.person.download(said))) as archive:
        assert len(archive.namelist()) == 2
    found = await flat.write("/history 45.90")
    assert "1. " in (found.text or "") and "🧾 PASAR MINI JIN SENG · MYR\xa045.90 · Apr 15, 2018" in (found.text or "")


async def test_forged_buttons_reach_no_other_chat(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    ada = replace(chat, id=await chat.person.new_person("Ada"))
    forged = ["unpaid:1", "repaid:1", "unsettle:1", f"unsettle:{10**17}", "settle:1:2:3:EUR", "ledger:209913"]
    async with running(settings, sandbox):
        await chat.say("/paid 12.50 EUR mine")
        async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
            buttons = [InlineKeyboardButton(data, callback_data=data) for data in forged]
            sent = await bot.send_message(ada.id, "forged", reply_markup=InlineKeyboardMarkup.from_column(buttons))
        message = await ada.message(sent.message_id)
        for data in forged[:4]:
            assert await ada.press(message, data) == texts.GONE
        assert await ada.press(message, forged[5]) is None
        assert "EUR\xa012.50" in ((await chat.say("/ledger")).text or "")
        assert ((await ada.say("/ledger")).text or "").startswith("The ledger is empty")
    assert not caplog.records
