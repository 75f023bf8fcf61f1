"""The card of a receipt: what it says, who paid and who shares it, whose the items are, and the text behind it."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat import texts as common
from bot.chat.texts import answer as answers
from bot.chat.texts import forget, groups
from bot.chat.texts import receipts as texts
from bot.sandbox.state import State
from tests.end_to_end.live import PATIENCE, Chat
from tests.end_to_end.receipt_chat import MYR, RECEIPT, card_of, labels, lines, people, tap
from tests.end_to_end.test_groups import read_all
from tests.scripted import script

pytestmark = pytest.mark.usefixtures("calm")

LETTER = "Dear Ada\nthe boiler is mended."
WAYS = ["Items", "Fix", "Text", "⋯"]


async def test_a_receipt_in_a_group_is_answered_with_its_card(shared_group: Chat) -> None:
    card = await card_of(shared_group)
    assert lines(card) == [
        "🧾 PASAR MINI JIN SENG · Apr 15, 2018",
        f"{MYR}44.90 · ✓ adds up",
        "3 items · cash 100.00, change 55.10 · #1",
        "You paid · not split",
    ]
    assert labels(card) == [["Paid by You ▾", "Join"], WAYS]


async def test_in_private_nobody_shares(shared_chat: Chat) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    assert lines(card)[1:] == [f"{MYR}44.90 · ✓ adds up", "3 items · cash 100.00, change 55.10 · #1"]
    assert labels(card) == [WAYS]
    await tap(shared_chat, card, "Items")
    items = await shared_chat.message(card.id)
    assert lines(items)[2:] == ["1. Seafood · 23.40", "2. Tofu · 6.50", "3. Rice · 15.00", f"Total · {MYR}44.90"]
    assert labels(items) == [["‹ Back"]]


async def test_the_text_is_one_tap_away_and_so_is_the_card(shared_chat: Chat) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    await tap(shared_chat, card, "Text")
    text = await shared_chat.message(card.id)
    assert text.text == RECEIPT
    assert labels(text)[-1] == ["Card"]
    await tap(shared_chat, card, common.RAW)
    assert (await shared_chat.message(card.id)).text == RECEIPT
    await tap(shared_chat, card, answers.SAVE_AS)
    await tap(shared_chat, card, answers.BACK)
    assert labels(await shared_chat.message(card.id)) == [
        ["Copy", "Clean", "What changed"],
        ["Re-correct", "Save as…"],
        ["Card"],
    ]
    await tap(shared_chat, card, "Card")
    assert (await shared_chat.message(card.id)).text == card.text
    assert len(await shared_chat.messages()) == 1


async def test_people_join_and_split_and_say_who_paid(shared_group: Chat) -> None:
    ben, cleo = await people(shared_group, "Ben", "Cleo")
    card = await card_of(shared_group)
    assert await tap(shared_group, card, "Join", ben) == texts.JOINED
    joined = await shared_group.message(card.id)
    assert "split 2 ways" in (joined.text or "")
    assert labels(joined)[-2] == ["Paid by You ▾", "Split: all 2 ▾"]
    await tap(shared_group, card, "Split: all 2 ▾", cleo)  # opens for everybody
    assert await tap(shared_group, card, "✓ Ben", cleo) == texts.ONLY_PAYERS
    assert await tap(shared_group, card, "Join", cleo) == texts.JOINED
    await tap(shared_group, card, "✓ Cleo", cleo)
    assert labels(await shared_group.message(card.id))[:2] == [["✓ You", "✓ Ben"], ["▢ Cleo"]]
    await tap(shared_group, card, "All")
    await tap(shared_group, card, "‹ Back")
    assert await tap(shared_group, card, "Paid by You ▾", cleo) == texts.ONLY_PAYERS
    await tap(shared_group, card, "Paid by You ▾")
    await tap(shared_group, card, "▢ Ben")
    paid = await shared_group.message(card.id)
    assert lines(paid)[3:] == ["Ben paid · split 3 ways", "", "✏️ You: Ben paid"]
    assert labels(paid) == [["Paid by Ben ▾", "Split: all 3 ▾"], ["Undo"], WAYS]
    assert await tap(shared_group, card, "Undo", cleo) == texts.ONLY_PAYERS
    assert await tap(shared_group, card, "Undo", ben) == texts.UNDONE  # who paid may
    assert lines(await shared_group.message(card.id))[3] == "You paid · split 3 ways"


async def test_a_tap_claims_an_item_and_another_lets_it_go(shared_group: Chat) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    await tap(shared_group, card, "Items", ben)
    assert await tap(shared_group, card, "1", ben) == texts.CLAIM_TAKEN.format(name="Seafood")
    await tap(shared_group, card, "1 ✓")
    await tap(shared_group, card, "2", ben)
    items = await shared_group.message(card.id)
    assert lines(items)[2:8] == [
        "1. Seafood · 23.40 → Ben and You",
        "2. Tofu · 6.50 → Ben",
        "3. Rice · 15.00",
        f"Total · {MYR}44.90",
        "",
        "👥 You 26.70 · Ben 18.20",
    ]
    assert labels(items) == [["1 ✓", "2 ✓", "3"], ["‹ Back"]]
    assert await tap(shared_group, card, "2 ✓", ben) == texts.CLAIM_GONE.format(name="Tofu")
    await tap(shared_group, card, "‹ Back", ben)
    shown = await shared_group.message(card.id)
    assert lines(shown)[3:] == ["You paid · not split · 1 item claimed"]
    assert labels(shown)[0] == ["Paid by You ▾", "Split with… ▾"]  # Ben is in the ledger now


async def test_where_every_photo_is_read_a_receipt_is_one_quiet_line(shared_group: Chat) -> None:
    await read_all(shared_group)
    line = await shared_group.answer(await shared_group.send("text", RECEIPT))
    assert line.text == f"🧾 PASAR MINI JIN SENG · {MYR}44.90 ✓"
    assert labels(line) == [["Details"]]
    await tap(shared_group, line, "Details")
    assert labels(await shared_group.message(line.id))[-1] == WAYS
    await shared_group.say("/auto@legible_bot off")


async def test_of_an_album_the_letter_is_text_and_each_receipt_a_card(shared_chat: Chat) -> None:
    second = RECEIPT.replace("JIN SENG", "AH HUAT").replace("15.04", "16.04")
    album = await shared_chat.send_album([LETTER, RECEIPT, second])
    text = await shared_chat.answer(album[0])
    first, other = [await shared_chat.answer(photo) for photo in album[1:]]
    assert text.text == LETTER
    assert lines(first)[0].startswith("🧾 PASAR MINI JIN SENG") and lines(other)[0].startswith("🧾 PASAR MINI AH HUAT")
    await tap(shared_chat, other, "Text")
    assert (await shared_chat.message(other.id)).text == second
    assert (await shared_chat.message(first.id)).text == first.text
    await tap(shared_chat, text, "Raw")
    assert (await shared_chat.message(text.id)).text == LETTER
    assert (await shared_chat.message(other.id)).text == second
    assert len(await shared_chat.messages()) == 3


async def test_two_receipts_on_one_photo_have_two_cards(shared_chat: Chat) -> None:
    other = "AH HUAT SDN BHD\n16.04.2018 19:00\nMilk 3.00\nBread 4.00\nTotal RM 7.00"
    photo = await shared_chat.send("text", f"{RECEIPT}\n{other}")
    await shared_chat.answer(photo)

    def both(state: State) -> bool:
        shown = [message for message in state.chat(shared_chat.id).messages if message.sender.is_bot]
        return len(shown) == 2 and all("🧾" in (message.text or "") for message in shown)

    await shared_chat.person.wait(both, PATIENCE)
    cards = await shared_chat.messages()
    assert [lines(card)[1].partition(" ·")[0] for card in cards] == [f"{MYR}44.90", f"{MYR}7.00"]
    assert {card.reply_to for card in cards} == {photo}
    await tap(shared_chat, cards[1], "Items")
    assert lines(await shared_chat.message(cards[1].id))[2:] == [
        "1. Milk · 3.00",
        "2. Bread · 4.00",
        f"Total · {MYR}7.00",
    ]
    assert (await shared_chat.message(cards[0].id)).text == cards[0].text


async def test_a_photo_of_an_album_that_cannot_be_read_is_told_on_the_card(shared_chat: Chat) -> None:
    files = [script(shared_chat.folder, "one", "text", RECEIPT), script(shared_chat.folder, "two", "nothing")]
    sent = await shared_chat.person.send_photos(shared_chat.id, files, as_document=True)
    card = await shared_chat.answer(sent[0])
    assert "Photo 2: " in (card.text or "") and lines(card)[0].startswith("🧾")


async def test_the_same_receipt_waits_until_somebody_says_whether_it_is_another(shared_group: Chat) -> None:
    (ben,) = await people(shared_group, "Ben")
    await card_of(shared_group, by=ben)
    card = await card_of(shared_group, f"{RECEIPT}\nThank you")
    assert lines(card)[-1] == "Looks like #1, sent by Ben. It doesn't count until you say which it is."
    assert labels(card) == [["Same receipt", "A second one"], WAYS]
    await tap(shared_group, card, "Same receipt")
    same = await shared_group.message(card.id)
    assert texts.SAME_AS.format(number=1) in (same.text or "")
    await tap(shared_group, card, "Count it")
    assert labels(await shared_group.message(card.id))[0] == ["Paid by You ▾", "Split: all 2 ▾"]


async def test_what_is_not_for_the_ledger_is_left_out_and_put_back(shared_group: Chat) -> None:
    card = await card_of(shared_group)
    await tap(shared_group, card, "⋯")
    assert labels(await shared_group.message(card.id)) == [
        ["Not for the ledger"],
        ["Save as…", "Re-correct"],
        ["Forget…", "‹ Back"],
    ]
    await tap(shared_group, card, "Not for the ledger")
    out = await shared_group.message(card.id)
    assert lines(out)[4] == texts.LEFT_OUT
    assert labels(out) == [["Count it"], ["Undo"], WAYS]
    await tap(shared_group, card, "Count it")
    assert texts.LEFT_OUT not in lines(await shared_group.message(card.id))


async def test_forgetting_asks_first(shared_chat: Chat) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    await tap(shared_chat, card, "⋯")
    await tap(shared_chat, card, "Forget…")
    assert texts.SURE_TO_FORGET in ((await shared_chat.message(card.id)).text or "")
    await tap(shared_chat, card, "Forget it")
    gone = await shared_chat.until(card.id, forget.FORGOT_NOTES[0])
    assert labels(gone) == []


async def test_what_is_sent_again_is_pointed_at(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", RECEIPT)
    card = await shared_chat.answer(photo)
    await shared_chat.person.forward(shared_chat.id, [photo], shared_chat.id)
    assert (await shared_chat.answer(card.id)).text == groups.READ_BEFORE


async def test_a_crowd_at_the_buttons_is_few_edits_and_every_tap_counts(shared_group: Chat) -> None:
    crowd = await people(shared_group, "Ben", "Cleo", "Dora", "Emil", "Finn")
    card = await card_of(shared_group)
    await tap(shared_group, card, "Items")
    before = len(await shared_group.person.calls())
    await shared_group.person.fail("editMessageText", 429, times=1, retry_after=1)
    await asyncio.gather(*(tap(shared_group, card, "1", person) for person in crowd))
    edits = [call for call in await shared_group.person.calls(before) if call["method"] == "editMessageText"]
    assert len(edits) <= 4
    claimed = lines(await shared_group.message(card.id))[2]
    assert claimed.startswith("1. Seafood · 23.40 → ") and all(name in claimed for name in ("Ben", "Cleo", "Emil"))
    assert lines(await shared_group.message(card.id))[7].count("4.68") == 5  # everybody's fifth of it


async def test_before_a_note_of_several_receipts_is_forgotten_it_says_which(shared_chat: Chat) -> None:
    second = RECEIPT.replace("JIN SENG", "AH HUAT").replace("6.50", "7.50").replace("44.90", "45.90")
    files = [script(shared_chat.folder, name, "text", text) for name, text in (("one", RECEIPT), ("two", second))]
    sent = await shared_chat.person.send_photos(shared_chat.id, files, as_document=True)
    card = await shared_chat.answer(sent[0])
    await shared_chat.answer(sent[1])
    await shared_chat.until(card.id, "#1")
    await tap(shared_chat, card, "⋯")
    await tap(shared_chat, card, "Forget…")
    assert lines(await shared_chat.until(card.id, texts.SURE_TO_FORGET))[-3:] == ["#1 · #2", "", texts.SURE_TO_FORGET]


async def test_of_an_album_the_receipt_that_was_searched_is_the_one_that_is_named(shared_chat: Chat) -> None:
    second = RECEIPT.replace("JIN SENG", "AH HUAT").replace("6.50", "7.50").replace("44.90", "45.90")
    files = [script(shared_chat.folder, name, "text", text) for name, text in (("one", RECEIPT), ("two", second))]
    sent = await shared_chat.person.send_photos(shared_chat.id, files, as_document=True)
    await shared_chat.answer(sent[1])
    found = await shared_chat.say("/history huat")
    assert "🧾 PASAR MINI AH HUAT" in (found.text or "") and "JIN SENG" not in (found.text or "")
