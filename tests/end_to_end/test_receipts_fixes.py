"""Receipts that people correct by replying to the card: what is said, who may, undo, and what is no correction."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.texts import receipts as texts
from bot.receipts.ledger.fix_errors import AddsUpAlready, NoSuchItem, NotAnAmount, NotUnderstood, PaidTooMuch
from bot.sandbox.state import ShownMessage, State
from tests.end_to_end.live import PATIENCE, Chat
from tests.end_to_end.receipt_chat import MYR, RECEIPT, card_of, labels, lines, people, tap

pytestmark = pytest.mark.usefixtures("calm")

WRONG = RECEIPT.replace("Tofu 6.50", "Tofu 8.50").replace("Cash 100.00\nChange 55.10", "Thank you")


async def fix(chat: Chat, card: ShownMessage, text: str, by: int | None = None) -> ShownMessage:
    """Reply to a card; the card once the reply was taken."""
    said = await chat.reply(card.id, text, person=by)

    def taken(state: State) -> bool:
        message = state.chat(chat.id).message(said)
        return message is not None and bool(message.reactions)

    await chat.person.wait(taken, PATIENCE)
    return await chat.message(card.id)


async def refused(chat: Chat, card: ShownMessage, text: str, by: int | None = None) -> str | None:
    """Reply to a card; what the bot says to that."""
    return (await chat.replied(await chat.reply(card.id, text, person=by))).text


async def test_a_reply_corrects_the_receipt_and_undo_takes_it_back(shared_group: Chat) -> None:
    card = await card_of(shared_group, WRONG)
    assert lines(card)[1] == f"{MYR}44.90 · ✗ its items make 46.90"
    fixed = await fix(shared_group, card, "2 6.50")
    assert lines(fixed)[1] == f"{MYR}44.90 · ✓ adds up"
    assert lines(fixed)[-1] == "✏️ You: Tofu 8.50 → 6.50"
    assert labels(fixed)[1] == ["Undo"]
    await fix(shared_group, card, "2 Tofu, fresh\n+ Bag 0.20")
    bag = await shared_group.message(card.id)
    assert lines(bag)[1] == f"{MYR}45.10 · ✓ adds up"
    assert lines(bag)[-1] == "✏️ You: total 44.90 → 45.10, Tofu → Tofu, fresh, added Bag 0.20"
    await tap(shared_group, card, "Undo")
    await tap(shared_group, card, "Undo")
    assert lines(await shared_group.message(card.id)) == lines(card)
    assert len(await shared_group.messages()) == 1


async def test_who_paid_is_said_by_names(shared_group: Chat) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    await tap(shared_group, card, "Join", ben)
    fixed = await fix(shared_group, card, "Ben 30, You rest")
    assert lines(fixed)[3] == "Ben 30.00 and You 14.90 paid · split 2 ways"
    assert labels(fixed)[0] == ["Paid by 2 ▾", "Split: all 2 ▾"]
    assert await refused(shared_group, card, "Ben 30, You 40") == PaidTooMuch.person.format(paid="70.00", total="44.90")
    assert lines(await shared_group.message(card.id)) == lines(fixed)


async def test_what_cannot_be_done_is_said_in_a_sentence(shared_group: Chat) -> None:
    card = await card_of(shared_group)
    assert await refused(shared_group, card, "total 1e9") == NotAnAmount.person.format(text="1e9")
    assert await refused(shared_group, card, "3 -0") == NotAnAmount.person.format(text="-0")
    assert await refused(shared_group, card, "9 1.20") == NoSuchItem.person.format(number=9, items=3)
    assert (await shared_group.message(card.id)).text == card.text


async def test_only_who_asked_who_paid_and_admins_correct(shared_group: Chat) -> None:
    ben, cleo = await people(shared_group, "Ben", "Cleo")
    card = await card_of(shared_group, by=ben)
    await tap(shared_group, card, "Join", cleo)
    assert await refused(shared_group, card, "total 1.00", by=cleo) == texts.ONLY_PAYERS
    assert await refused(shared_group, card, "9 1.20", by=cleo) == texts.ONLY_PAYERS
    await fix(shared_group, card, "Ben 10, Cleo rest", by=ben)
    fixed = await fix(shared_group, card, "total 50", by=cleo)
    assert f"{MYR}50.00" in (fixed.text or "") and "✏️ Cleo: total 44.90 → 50.00" in (fixed.text or "")
    await fix(shared_group, card, "total 44.90")  # You opened the group


async def test_talk_about_a_card_is_left_alone_in_a_group_and_answered_in_private(
    shared_group: Chat, shared_chat: Chat
) -> None:
    card = await card_of(shared_group)
    await shared_group.reply(card.id, "thanks a lot")
    await fix(shared_group, card, "total 45")
    assert len(await shared_group.messages()) == 1
    private = await shared_chat.answer(await shared_chat.send("text", RECEIPT))
    assert await refused(shared_chat, private, "thanks a lot") == NotUnderstood.person.format(line="thanks a lot")
    corrected = RECEIPT.replace("PASAR MINI", "PASAR MINT")
    said = await shared_chat.reply(private.id, corrected)
    assert "Shall I learn this?" in ((await shared_chat.replied(said)).text or "")


async def test_a_currency_that_nothing_tells_is_asked_once(shared_chat: Chat) -> None:
    card = await shared_chat.answer(await shared_chat.send("text", RECEIPT.replace("RM ", "")))
    assert labels(card)[0] == ["USD", "EUR", "GBP", "CHF"]
    await tap(shared_chat, card, "EUR")
    euros = await shared_chat.message(card.id)
    assert lines(euros)[1].startswith("EUR\N{NO-BREAK SPACE}44.90 ·")
    assert labels(euros)[0] == ["Undo"]
    second = RECEIPT.replace("RM ", "").replace("JIN SENG", "AH HUAT")
    other = await shared_chat.answer(await shared_chat.send("text", second))
    assert lines(other)[1].startswith("EUR\N{NO-BREAK SPACE}44.90 ·")


async def test_fix_explains_in_three_lines_of_this_receipt(shared_group: Chat) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    await tap(shared_group, card, "Join", ben)
    await tap(shared_group, card, "Fix")
    assert lines(await shared_group.message(card.id))[3:] == [
        "Reply to this message, for example:",
        "total 44.90 · date 15.4. · MYR",
        "Item 3: 3 15.00 · 3 Rice · remove: -3",
        "One more: + Bread 5.00 · Who paid: Ben 22.45, You rest",
    ]
    fixed = await fix(shared_group, card, "date 16.4.")
    assert lines(fixed)[0] == "🧾 PASAR MINI JIN SENG · Apr 16, 2018"


async def test_two_at_the_same_moment_are_both_done(shared_group: Chat) -> None:
    (ben,) = await people(shared_group, "Ben")
    card = await card_of(shared_group)
    await tap(shared_group, card, "Items")
    replies = [shared_group.reply(card.id, text) for text in ("1 23.50", "+ Bag 0.20", "3 Rice, brown")]
    taps = [tap(shared_group, card, label, who) for label, who in (("1", ben), ("2", None), ("3", ben))]
    said = await asyncio.gather(*replies, *taps)

    def all_taken(state: State) -> bool:
        messages = [state.chat(shared_group.id).message(each) for each in said[:3] if isinstance(each, int)]
        return all(message and message.reactions for message in messages)

    await shared_group.person.wait(all_taken, PATIENCE)
    await tap(shared_group, card, "Items")
    shown = lines(await shared_group.message(card.id))
    assert shown[2:6] == [
        "1. Seafood · 23.50 → Ben",
        "2. Tofu · 6.50 → You",
        "3. Rice, brown · 15.00 → Ben",
        "4. Bag · 0.20",
    ]


async def test_a_bare_amount_is_the_total_where_it_does_not_add_up(shared_group: Chat) -> None:
    card = await card_of(shared_group, WRONG)
    assert lines(await fix(shared_group, card, "46.90"))[1] == f"{MYR}46.90 · ✓ adds up"
    said = await refused(shared_group, card, "44,90")
    assert said == AddsUpAlready.person.format(total="46.90", amount="44,90")
    assert lines(await shared_group.message(card.id))[1] == f"{MYR}46.90 · ✓ adds up"
    await shared_group.reply(card.id, "20")  # may be said to another person
    await fix(shared_group, card, "total 44.90")
    assert len(await shared_group.messages()) == 2


async def test_an_edited_reply_is_taken_as_it_stands_now(shared_group: Chat) -> None:
    card = await card_of(shared_group)
    said = await shared_group.reply(card.id, "total 9.99")
    await shared_group.until(card.id, f"{MYR}9.99")
    await shared_group.person.edit(shared_group.id, said, "total 45.90")
    await shared_group.until(card.id, f"{MYR}45.90")


@pytest.mark.parametrize("text", ["+ Bag 0.20", "-2"])
async def test_an_edited_reply_does_not_add_or_remove_a_second_time(shared_group: Chat, text: str) -> None:
    card = await card_of(shared_group)
    said = await shared_group.reply(card.id, "+ Bag 0.10")
    await shared_group.until(card.id, f"{MYR}45.00")
    await shared_group.person.edit(shared_group.id, said, text)
    assert (await shared_group.replied(said)).text == texts.EDITED
    assert lines(await shared_group.message(card.id))[1] == f"{MYR}45.00 · ✓ adds up"
