"""A reply with the corrected text teaches pairs of read and meant, which go into a glossary."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.chat import texts as answers
from bot.chat.texts import answer as own_texts
from bot.chat.texts import lessons as texts
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from tests.end_to_end.live import Chat, running
from tests.scripted import ScriptedLoader

NOTE = "Dear Dr Kovocs, thank you for the tbree boxes\nplease send them back form the office on Friday"
CORRECTED = "Dear Dr Kovács, thank you for the three boxes\nplease send them back from the office on Friday"


def labels(message: ShownMessage) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def test_the_ticked_pairs_are_learned_and_the_answer_follows(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", NOTE))
    offer = await chat.replied(await chat.reply(answer.id, CORRECTED))
    assert labels(offer) == [
        "✓ Kovocs → Kovács",
        "✓ tbree → three",
        "▢ form → from",
        texts.INTO_OWN,
        texts.NOT_NOW,
    ]
    assert texts.OFFER_UNSURE in (offer.text or "")
    await chat.press(offer, "✓ tbree → three")
    offer = await chat.message(offer.id)
    assert "▢ tbree → three" in labels(offer)
    await chat.press(offer, texts.INTO_OWN)
    learned = await chat.until(offer.id, texts.LEARNED_OWN)
    assert learned.text == f"{texts.LEARNED_OWN}\n• Kovocs → Kovács"
    assert labels(learned) == []
    changed = await chat.until(answer.id, "Dr Kovács")
    assert "tbree" in (changed.text or "")
    assert "• Kovocs → Kovács" in ((await chat.say("/glossary")).text or "")
    await chat.press(changed, answers.UNDO)
    assert (await chat.until(answer.id, "Dr Kovocs")).text == NOTE
    assert (await chat.answer(await chat.send("text", "kovocs and Kovocs"))).text == "Kovács and Kovács"


async def test_what_is_said_of_pairs_without_a_tick_follows_the_ticks(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", NOTE))
    offer = await chat.replied(await chat.reply(answer.id, "please send them back from the office"))
    assert texts.OFFER_UNSURE in (offer.text or "")
    await chat.press(offer, "▢ form → from")
    offer = await chat.message(offer.id)
    assert "✓ form → from" in labels(offer) and texts.OFFER_UNSURE not in (offer.text or "")
    await chat.press(offer, "✓ form → from")
    offer = await chat.message(offer.id)
    assert "▢ form → from" in labels(offer) and texts.OFFER_UNSURE in (offer.text or "")


async def test_an_offer_outlives_a_restart(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", NOTE))
        offer = await chat.replied(await chat.reply(answer.id, CORRECTED))
    async with running(settings, sandbox):
        await chat.press(offer, "▢ form → from")
        await chat.press(await chat.message(offer.id), texts.INTO_OWN)
        await chat.until(answer.id, "from the office")


async def test_pressed_twice_with_no_tick_turned_down_and_forgotten(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", NOTE))
    offer = await chat.replied(await chat.reply(answer.id, "please send them back from the office"))
    assert await chat.press(offer, texts.INTO_OWN) == texts.TICK_ONE
    await chat.press(offer, "▢ form → from")
    stale = await chat.message(offer.id)
    await chat.press(stale, texts.NOT_NOW)
    await chat.until(offer.id, texts.LEFT)
    second = await chat.replied(await chat.reply(answer.id, CORRECTED))
    twice = await asyncio.gather(*(chat.press(second, texts.INTO_OWN) for _ in range(2)))
    assert set(filter(None, twice)) <= {texts.DONE}  # nothing is said where the second came while the first was done
    await chat.until(answer.id, "Kovács")
    third = await chat.replied(await chat.reply(answer.id, "please send them back from the office"))
    await chat.say("/forget")
    assert await chat.press(third, texts.NOT_NOW) == answers.EXPIRED


async def test_what_is_said_about_it_teaches_nothing(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", NOTE))
    for said in ("thanks", "can you read the second line again?", "👍"):
        assert (await chat.replied(await chat.reply(answer.id, said))).text == texts.HOW_TO_REPLY
    same = await chat.reply(answer.id, "please send them back form the office on Friday at 7")
    assert (await chat.replied(same)).text == texts.NOTHING_TO_LEARN


async def test_what_a_corrector_put_there_is_learned_as_it_was_read(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox, ScriptedLoader(spelling=True)):
        answer = await chat.answer(await chat.send("text", "We have receivcd your letter about the old gardcn"))
        assert "received your letter about the old garden" in (answer.text or "")
        offer = await chat.replied(await chat.reply(answer.id, "We have received your letter about the old Gardon"))
        assert labels(offer)[0] == "✓ gardcn → Gardon"
        await chat.press(offer, texts.INTO_OWN)
        changed = await chat.until(answer.id, "the old Gardon")
        assert "received" in (changed.text or "")
        offer = await chat.replied(await chat.reply(answer.id, "We have receivcd your letter"))
        assert labels(offer)[0] == "✓ receivcd"  # it was read right, and is to be kept from the corrector
        await chat.press(offer, texts.INTO_OWN)
        await chat.until(answer.id, "We have receivcd your letter")


async def test_in_a_group_admins_teach_the_group_and_askers_themselves(bot: None, chat: Chat, tmp_path: Path) -> None:
    group = Chat(chat.person, await chat.person.new_group("Kitchen table"), tmp_path)
    ada, bob = [await chat.person.new_person(name) for name in ("Ada Two", "Bob")]
    for person in (ada, bob):
        await chat.person.join(group.id, person)
    photo = await group.send("text", NOTE)
    request = await group.person.send_text(group.id, "/read@legible_bot", reply_to=photo, person=ada)
    answer = await group.answer(request)
    stranger = await group.reply(answer.id, CORRECTED, person=bob)
    assert (await group.replied(stranger)).text == own_texts.ONLY_ASKER
    await group.reply(answer.id, "thanks a lot", person=bob)
    offer = await group.replied(await group.reply(answer.id, CORRECTED, person=ada))
    assert labels(offer)[-3:] == [texts.INTO_OWN, texts.INTO_GROUP, texts.NOT_NOW]
    for person, button, said in (
        (bob, texts.INTO_OWN, own_texts.ONLY_ASKER),
        (bob, "✓ tbree → three", own_texts.ONLY_ASKER),
        (ada, texts.INTO_GROUP, texts.ONLY_ADMINS),
    ):
        toast = await chat.person.press(group.id, offer.id, button, person=person)
        assert toast and toast.text == said and toast.alert
    await chat.person.press(group.id, offer.id, texts.INTO_OWN, person=ada)
    await group.until(offer.id, texts.LEARNED_OWN)
    second = await group.replied(await group.reply(answer.id, CORRECTED))
    assert "Kovocs" in ((await group.message(answer.id)).text or "")  # what is Ada's own changes nothing here
    await group.press(second, texts.INTO_GROUP)
    await group.until(second.id, texts.LEARNED_GROUP)
    await group.until(answer.id, "Dr Kovács, thank you for the three")
    replies = [message.text for message in await group.messages()]
    assert texts.HOW_TO_REPLY not in replies  # nobody is answered who only says thanks
    own = Chat(chat.person, ada, tmp_path)
    assert "• Kovocs → Kovács" in ((await own.say("/glossary")).text or "")
    assert "Kovocs" not in ((await chat.say("/glossary")).text or "")
