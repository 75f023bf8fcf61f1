"""A receipt whose note was kept long enough: its card lives on, without what needs the text or the photo."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError

from bot.chat import texts as common
from bot.chat.texts import forget
from bot.chat.texts import history as history_texts
from bot.chat.texts import lessons as lesson_texts
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.expense import ExpenseState
from bot.receipts.ledger.fix_errors import NotUnderstood
from bot.receipts.proof import proved
from bot.receipts.receipt import Repair
from bot.sandbox import PersonClient
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.ledger import Ledger
from bot.store.ledger_tables import ExpenseCardRow
from bot.store.tables import JobRow, utc_now
from tests.end_to_end.conftest import stand_in
from tests.end_to_end.live import PATIENCE, Chat, database_file, database_of, running
from tests.end_to_end.receipt_chat import MYR, RECEIPT, card_of, labels, lines, people, tap
from tests.end_to_end.test_groups import BOT
from tests.end_to_end.test_receipts_fixes import fix, refused
from tests.scripted import script

pytestmark = pytest.mark.usefixtures("calm")

WAYS = ["Items", "Fix", "⋯"]
SECOND = RECEIPT.replace("JIN SENG", "AH HUAT").replace("6.50", "7.50").replace("44.90", "45.90")


@pytest.fixture(scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> AsyncIterator[tuple[PersonClient, Database]]:
    """The people at the bot that the tests of this file share, and its database."""
    settings = Settings(
        token=SecretStr("1:none"),
        data_dir=tmp_path_factory.mktemp("swept"),
        listen="127.0.0.1:0",
        corrector="spelling",
        photos_per_minute=0,
    )
    async with stand_in() as sandbox:
        shutil.copy(migrated, database_file(settings, sandbox))
        async with (
            running(settings, sandbox),
            PersonClient(sandbox.url) as person,
            database_of(settings, sandbox) as database,
        ):
            yield person, database


@pytest.fixture(scope="module")
def shared_person(house: tuple[PersonClient, Database]) -> PersonClient:
    """In place of those at the bot of other files."""
    return house[0]


@pytest.fixture
def database(house: tuple[PersonClient, Database]) -> Database:
    """Of the bot, which runs."""
    return house[1]


async def sweep(database: Database) -> None:
    """Let all notes be a month old and be deleted, as the bot does every hour."""
    while True:
        with suppress(OperationalError):  # the bot writes at the same moment
            async with database.sessions.begin() as session:
                await session.execute(update(JobRow).values(created_at=utc_now() - timedelta(days=40)))
            assert await Eraser(database).sweep(timedelta(days=30))
            return


async def until_labels(chat: Chat, card: ShownMessage, wanted: list[list[str]]) -> None:
    """Wait until a card has these buttons: an alert is shown before what it is about changes."""

    def has_them(state: State) -> bool:
        message = state.chat(chat.id).message(card.id)
        return message is not None and labels(message) == wanted

    await chat.person.wait(has_them, PATIENCE)


async def test_what_is_about_people_goes_on(shared_group: Chat, database: Database) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    await sweep(database)
    assert await tap(shared_group, card, "Join", ben) == texts.JOINED
    joined = await shared_group.message(card.id)
    assert "split 2 ways" in (joined.text or "")
    assert labels(joined) == [["Paid by You ▾", "Split: all 2 ▾"], WAYS]
    await tap(shared_group, card, "Items", ben)
    assert await tap(shared_group, card, "1", ben) == texts.CLAIM_TAKEN.format(name="Seafood")
    assert lines(await shared_group.message(card.id))[-3] == "👥 Ben 34.15 · You 10.75"
    await tap(shared_group, card, "‹ Back")
    await tap(shared_group, card, "Split: all 2 ▾")
    await tap(shared_group, card, "✓ Ben", ben)
    await tap(shared_group, card, "All")
    await tap(shared_group, card, "‹ Back")
    assert await tap(shared_group, card, "Paid by You ▾", ben) == texts.ONLY_PAYERS
    await tap(shared_group, card, "Paid by You ▾")
    await tap(shared_group, card, "▢ Ben")
    assert lines(await shared_group.message(card.id))[-1] == "✏️ You: Ben paid"
    assert await tap(shared_group, card, "Undo", ben) == texts.UNDONE
    assert lines(await shared_group.message(card.id))[3].startswith("You paid")
    assert len(await shared_group.messages()) == 1


async def test_replies_go_on(shared_group: Chat, database: Database) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    await sweep(database)
    fixed = await fix(shared_group, card, "2 6.00\ntotal 44.40")
    assert lines(fixed)[-1] == "✏️ You: total 44.90 → 44.40, Tofu 6.50 → 6.00"
    assert labels(fixed)[1:] == [["Undo"], WAYS]
    assert await refused(shared_group, card, "total 3", ben) == texts.ONLY_PAYERS
    assert "#1" in lines(await fix(shared_group, card, "EUR"))[2]
    chatter = await shared_group.reply(card.id, "what a day!")
    assert await refused(shared_group, card, "words: Tofu") == lesson_texts.NO_NOTE
    assert chatter not in [message.reply_to for message in await shared_group.messages()]


async def test_in_private_it_is_said_how_to_reply_and_that_there_is_no_text(
    shared_chat: Chat, database: Database
) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    await sweep(database)
    assert await refused(shared_chat, card, "hm") == NotUnderstood.person.format(line="hm")
    assert await refused(shared_chat, card, "words: Tofu") == lesson_texts.NO_NOTE
    assert lines(await fix(shared_chat, card, "date 16.4."))[0].endswith("Apr 16, 2018")


async def test_what_needs_the_note_says_so_and_is_absent_then(shared_chat: Chat, database: Database) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    await sweep(database)
    assert await tap(shared_chat, card, "Text") == common.EXPIRED
    await tap(shared_chat, card, "⋯")
    assert labels(await shared_chat.message(card.id)) == [["Not for the ledger"], ["Forget…", "‹ Back"]]
    await tap(shared_chat, card, "Not for the ledger")
    out = await shared_chat.message(card.id)
    assert (lines(out)[4], labels(out)) == (texts.LEFT_OUT, [["Count it"], ["Undo"], WAYS])
    await tap(shared_chat, card, "Count it")
    assert labels(await shared_chat.message(card.id)) == [["Undo"], WAYS]


async def test_a_card_that_showed_its_text_shows_itself_again(shared_chat: Chat, database: Database) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    await tap(shared_chat, card, "Text")
    await sweep(database)
    assert await tap(shared_chat, card, common.RAW) == common.EXPIRED
    await tap(shared_chat, card, "Card")
    assert (await shared_chat.message(card.id)).text == card.text


async def test_a_duplicate_that_waits_is_judged(shared_group: Chat, database: Database) -> None:
    await card_of(shared_group)
    card = await card_of(shared_group, f"{RECEIPT}\nThank you")
    await sweep(database)
    await tap(shared_group, card, "Same receipt")
    assert texts.SAME_AS.format(number=1) in lines(await shared_group.message(card.id))
    await tap(shared_group, card, "Count it")
    assert labels(await shared_group.message(card.id))[0] == ["Paid by You ▾", "Join"]


async def test_an_amount_that_is_offered_is_taken_and_no_piece_is_shown(shared_chat: Chat, database: Database) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    ledger = Ledger(database.sessions)
    (expense,) = await ledger.expenses(shared_chat.id)
    doubted = replace(expense.receipt, total=4460, cash=None, change=None, repairs=(Repair(4, 650, 620, "items", 1),))
    read = None
    while read is None:
        with suppress(OperationalError):  # the bot writes at the same moment
            read = await ledger.read_anew(expense.id, proved(doubted))
    await tap(shared_chat, card, "Fix")
    await tap(shared_chat, card, "‹ Back")
    await sweep(database)
    assert await tap(shared_chat, card, "Show") == common.EXPIRED
    await until_labels(shared_chat, card, [["6.20", "6.50"], WAYS])
    await tap(shared_chat, card, "6.20")
    assert lines(await shared_chat.message(card.id))[1] == f"{MYR}44.60 · ✓ adds up"


async def test_it_speaks_the_language_in_which_it_was_asked_for(shared_chat: Chat, database: Database) -> None:
    hans = await shared_chat.person.new_person("Hans", language_code="de")
    chat = replace(shared_chat, id=hans)
    card = await chat.answer(await chat.send("text", RECEIPT))
    before = card.text
    await sweep(database)
    await tap(chat, card, labels(card)[-1][0])
    await tap(chat, card, labels(await chat.message(card.id))[-1][-1])
    assert (await chat.message(card.id)).text == before


async def test_a_receipt_is_found_and_led_to(shared_chat: Chat, database: Database) -> None:
    await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    other = await shared_chat.answer(await shared_chat.send("text", SECOND))
    await sweep(database)
    found = await shared_chat.say("/history huat")
    assert lines(found)[2].startswith("#2 🧾 PASAR MINI AH HUAT")
    assert await shared_chat.press(found, "#2") is None
    led = await shared_chat.replied(other.id)
    assert "AH HUAT" in (led.text or "") and history_texts.TAP_ABOVE in (led.text or "")
    await shared_chat.person.delete(shared_chat.id, other.id)
    card = await brought(shared_chat, found, "#2")
    assert lines(card)[:2] == lines(other)[:2]
    await tap(shared_chat, card, "Items")
    assert lines(await shared_chat.message(card.id))[2] == "1. Seafood · 23.40"
    assert (await brought(shared_chat, found, "#2")).reply_to == card.id


async def test_one_that_was_frozen_before_thaws_with_the_first_press(shared_chat: Chat, database: Database) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    await sweep(database)
    async with database.sessions.begin() as session:
        await session.execute(delete(ExpenseCardRow))
    await tap(shared_chat, card, "Items")
    assert lines(await shared_chat.message(card.id))[2] == "1. Seafood · 23.40"
    assert lines(await fix(shared_chat, card, "total 50"))[-1] == "✏️ total 44.90 → 50.00"


async def test_it_can_be_forgotten_by_its_button_or_a_command(shared_group: Chat, database: Database) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    other = await card_of(shared_group, SECOND)
    await sweep(database)
    await tap(shared_group, card, "⋯")
    await tap(shared_group, card, "Forget…")
    assert await tap(shared_group, card, "Forget it", ben) == forget.NOT_YOURS
    await tap(shared_group, card, "Forget it")
    assert labels(await shared_group.until(card.id, forget.FORGOT_NOTES[0])) == []
    assert await refused(shared_group, other, f"/forget{BOT}", ben) == forget.NOT_YOURS
    assert await refused(shared_group, other, f"/forget{BOT}") == forget.FORGOT_NOTES[0]
    assert labels(await shared_group.until(other.id, forget.FORGOTTEN)) == []
    assert await Ledger(database.sessions).expenses(shared_group.id) == []


@pytest.mark.parametrize("swept", [True, False])
async def test_a_press_that_is_on_its_way_brings_no_forgotten_card_back(
    shared_group: Chat, database: Database, swept: bool
) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    if swept:
        await sweep(database)
    await shared_group.person.fail("editMessageText", "slow", seconds=2.0)
    turned = asyncio.create_task(tap(shared_group, card, "Items", ben))
    await asyncio.sleep(0.5)
    assert await refused(shared_group, card, f"/forget{BOT}") == forget.FORGOT_NOTES[0]
    await turned
    assert (await shared_group.message(card.id)).text == forget.FORGOTTEN


async def test_all_receipts_of_a_note_are_forgotten_together(shared_chat: Chat, database: Database) -> None:
    first, second = await cards_of_album(shared_chat, RECEIPT, SECOND)
    await sweep(database)
    await tap(shared_chat, second, "⋯")
    await tap(shared_chat, second, "Forget…")
    assert lines(await shared_chat.message(second.id))[-3:] == ["#1 · #2", "", texts.SURE_TO_FORGET]
    assert await refused(shared_chat, first, "/forget") == forget.FORGOT_NOTES[0]
    await shared_chat.until(first.id, forget.FORGOTTEN)
    assert second.id not in [message.id for message in await shared_chat.messages()]
    assert await Ledger(database.sessions).expenses(shared_chat.id) == []


async def test_in_a_supergroup_the_card_is_brought_anew(shared_chat: Chat, database: Database) -> None:
    basic = await shared_chat.person.new_group("Flat", kind="group")
    group = replace(shared_chat, id=basic)
    card = await card_of(group)
    supergroup = replace(shared_chat, id=await shared_chat.person.migrate(basic))
    await sweep(database)
    found = await supergroup.say(f"/history{BOT} jin seng")
    anew = await brought(supergroup, found, "#1")
    assert lines(anew)[:2] == lines(card)[:2] and labels(anew)[-1] == WAYS
    assert lines(await fix(supergroup, anew, "total 50"))[-1] == "✏️ You: total 44.90 → 50.00"


async def test_when_one_of_two_is_forgotten_the_card_of_the_other_says_that_it_counts(
    shared_group: Chat, database: Database
) -> None:
    first = await card_of(shared_group)
    second = await card_of(shared_group, f"{RECEIPT}\nThank you")
    await tap(shared_group, second, "Same receipt")
    await sweep(database)
    assert await refused(shared_group, first, f"/forget{BOT}") == forget.FORGOT_NOTES[0]
    counted = await shared_group.until(second.id, "You paid")
    assert texts.SAME_AS.format(number=1) not in lines(counted)


async def test_of_an_album_whose_photo_is_replaced_by_one_that_cannot_be_read_the_others_stay(
    shared_chat: Chat, database: Database
) -> None:
    third = SECOND.replace("AH HUAT", "WANG").replace("7.50", "8.50").replace("45.90", "46.90")
    sent, cards = await album(shared_chat, RECEIPT, SECOND, third)
    await fix(shared_chat, cards[1], "2 Tofu, fresh")
    await fix(shared_chat, cards[2], "2 Tofu, old")
    await shared_chat.person.edit(shared_chat.id, sent[0], photo=script(shared_chat.folder, "replaced", "nothing"))

    def replaced(state: State) -> list[ShownMessage]:
        shown = [message for message in state.chat(shared_chat.id).messages if message.sender.is_bot]
        return shown if len(shown) == 2 and "Photo 1" in (shown[-1].text or "") else []

    now = replaced(await shared_chat.person.wait(replaced, PATIENCE))
    assert [lines(message)[0].partition(" ·")[0] for message in now] == ["🧾 PASAR MINI AH HUAT", "🧾 PASAR MINI WANG"]
    await tap(shared_chat, now[0], "Text")
    assert ((await shared_chat.message(now[0].id)).text or "").startswith(SECOND)
    kept = await Ledger(database.sessions).expenses(shared_chat.id)
    items = {each.receipt.merchant: [item.name for item in each.receipt.items][1] for each in kept}
    assert items == {"PASAR MINI JIN SENG": "Tofu", "PASAR MINI AH HUAT": "Tofu, fresh", "PASAR MINI WANG": "Tofu, old"}
    assert [each.state for each in kept].count(ExpenseState.COUNTED) == 2


async def brought(chat: Chat, found: ShownMessage, number: str) -> ShownMessage:
    """Press the number of a receipt that was found; the message that comes then."""
    before = {message.id for message in await chat.messages()}
    await chat.press(found, number)

    def new(state: State) -> list[ShownMessage]:
        return [each for each in state.chat(chat.id).messages if each.sender.is_bot and each.id not in before]

    return new(await chat.person.wait(new, PATIENCE))[0]


async def cards_of_album(chat: Chat, *texts: str) -> list[ShownMessage]:
    return (await album(chat, *texts))[1]


async def album(chat: Chat, *receipts: str) -> tuple[list[int], list[ShownMessage]]:
    """The photos of an album, and its cards."""
    files = [script(chat.folder, f"photo{number}", "text", text) for number, text in enumerate(receipts)]
    sent = await chat.person.send_photos(chat.id, files, as_document=True)
    cards = [await chat.answer(photo) for photo in sent]
    return sent, [await chat.until(card.id, f"#{number}") for number, card in enumerate(cards, start=1)]
