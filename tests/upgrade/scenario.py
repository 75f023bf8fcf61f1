"""What people do with a bot before it is killed: notes, their buttons, settings, and jobs stuck in every stage."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PIL import Image

from bot.chat import texts
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import glossary, operator
from bot.chat.texts import history as history_texts
from bot.chat.texts import ledger as ledger_texts
from bot.chat.texts import settings as settings_texts
from bot.sandbox.state import ShownMessage, State
from tests.end_to_end.live import PATIENCE, Chat, answers
from tests.end_to_end.receipt_chat import RECEIPT, card_of, tap
from tests.upgrade.killed_bot import OldBot
from tests.upgrade.stuck_bot import NEVER_CORRECTED, NEVER_REFINED

SAMPLES = Path(__file__).parents[1] / "data"
FOR_EVER = 100_000  # so many calls fail
OF_LAST_JOB = "job_id = (SELECT max(id) FROM job)"

CHANGED = "We had a lovley dinner with Anna on 14 May\nand the wether was fine"
DOUBTFUL = "Dear Mr Okafar\nyour 1204 letters are here"
SAVED = "A list of what we need"
LETTER = "Dear Dr Kovocs, thank you for the books"
TAUGHT = "Dear Mrs Brunnar, please send them back"
TAUGHT_RIGHT = "Dear Mrs Brunner, please send them back"
RAW = "We have receivcd your lettcr about the garden"
SECRET = "Nobody need know about this"
PAGES = tuple(f"page {number}" for number in range(6))
NEWS = "From tonight on I read Polish as well."
OLD_NEWS = "Tomorrow I am away for an hour."
SECOND_RECEIPT = RECEIPT.replace("JIN SENG", "AH HUAT").replace("6.50", "7.50").replace("44.90", "45.90")
THIRD_RECEIPT = RECEIPT.replace("JIN SENG", "WANG").replace("6.50", "8.50").replace("44.90", "46.90")
UNFINISHED = 1  # updates at least: a command whose answer is not sent

YOU, OPERATOR, STRANGER = "you", "operator", "stranger"
PEOPLE = [
    *("real", "settings", OPERATOR, STRANGER, "refine", "reply", "apology", "amend", "album", "correct", "again"),
    *("read", "fetch", "stop", "late", "unsent", "lesson", "file", "help"),
]


async def finish_some(old: OldBot) -> None:
    """Notes in your private chat with every kind of button, your glossary, and what you were asked."""
    you = old.people[YOU]
    old.remember(YOU, you)
    changed = await old.note("changed", you, CHANGED)
    await you.until(changed.answer, "lovely")
    await you.press(await you.message(changed.answer), texts.WHAT_CHANGED)
    await old.note("doubtful", you, DOUBTFUL, "unsure Okafar 1204")
    saved = await old.note("saved", you, SAVED)
    await you.press(await you.message(saved.answer), answer_texts.SAVE_AS)
    raw = await old.note("raw", you, RAW)
    await you.press(await you.message(raw.answer), texts.RAW)
    letter = await old.note("letter", you, LETTER)
    await you.reply(letter.answer, "words: Kovács")
    await you.until(letter.answer, "Kovács")
    await old.note("nothing", you, "", "nothing")
    taught = await old.note("taught", you, TAUGHT)
    await old.note("forgotten", you, SECRET)
    reply = await you.reply(taught.answer, TAUGHT_RIGHT)
    old.remember("offer", you, reply, (await you.replied(reply)).id)
    await you.say("/glossary add Okafor, Amoxicilin=Amoxicillin")
    words = await you.say("/glossary")
    old.remember("glossary", you, answer=words.id)
    await you.press(words, glossary.ADD)
    old.remember("question", you, answer=(await following(you, words)).id)
    removing = await you.say("/glossary remove")
    old.remember("removing", you, answer=removing.id)
    notes = await you.say("/history")
    old.remember("history", you, answer=notes.id)
    assert notes.button(history_texts.OLDER)
    await you.press(notes, "1")
    old.remember("quoted", you, answer=(await following(you, notes)).id)


async def following(chat: Chat, before: ShownMessage) -> ShownMessage:
    """The bot's next message behind one of its own."""

    def later(state: State) -> list[ShownMessage]:
        return [m for m in state.chat(chat.id).messages if m.sender.is_bot and m.id > before.id]

    return later(await chat.person.wait(later, PATIENCE))[0]


def first_line(folder: Path) -> Path:
    """A picture of the first line of a sample, small and grey."""
    target = folder / "line.jpg"
    with Image.open(SAMPLES / "note.jpg") as sample:
        sample.crop((0, 0, sample.width, sample.height // 5)).convert("L").save(target, quality=40)
    return target


async def finish_elsewhere(old: OldBot) -> None:
    """A note of the real reader and one of a group, somebody's settings, and somebody who was refused."""
    real = old.people["real"]
    (sent,) = await old.person.send_photos(real.id, [first_line(old.folder)], as_document=True)
    await old.person.wait(lambda state: sent in answers(state.chat(real.id)), 4 * PATIENCE)  # it loads its models
    old.remember("real", real, sent, (await real.answer(sent)).id)
    group = Chat(old.person, (await old.person.state()).group.id, old.folder)
    photo = await group.send("text", SAVED)
    request = await old.person.send_text(group.id, "/read@legible_bot", reply_to=photo)
    old.remember("group", group, request, (await group.answer(request)).id)
    await group.say("/glossary@legible_bot add Brunner")
    await group.say("/auto@legible_bot on")
    dan = old.people["settings"]
    menu = await dan.say("/settings")
    old.remember("settings", dan, answer=menu.id)
    await dan.press(menu, settings_texts.CHOOSE_LANGUAGE)
    await dan.press(await dan.until(menu.id, settings_texts.WHICH_LANGUAGE), "Deutsch")
    await dan.until(menu.id, "Deutsch")
    old.remember(STRANGER, old.people[STRANGER], answer=(await old.people[STRANGER].say("Hello")).id)


async def keep_a_ledger(old: OldBot) -> None:
    """A flat's receipts: one with a claim that shows its items, one that waits as a duplicate, a debt that was settled.

    And an album of somebody's, of which the first photo is no receipt.
    """
    flat = Chat(old.person, await old.person.new_group("Flat"), old.folder)
    dan = old.people["settings"]
    await old.person.join(flat.id, dan.id)
    card = await card_of(flat)
    await tap(flat, card, "Items", dan.id)
    await tap(flat, card, "1", dan.id)
    old.remember("receipt", flat, answer=card.id)
    old.remember("waiting", flat, answer=(await card_of(flat, f"{RECEIPT}\nThank you")).id)
    ledger = await flat.say("/ledger@legible_bot")
    await flat.press(ledger, ledger_texts.SETTLED)
    asked = await flat.until(ledger.id, ledger_texts.WHICH_SETTLED)
    await flat.press(asked, asked.buttons[0][0].text)
    old.remember("settled", flat, answer=(await following(flat, ledger)).id)
    real = old.people["real"]
    album = await real.send_album([SAVED, SECOND_RECEIPT, THIRD_RECEIPT])
    for name, photo in zip(("text", "second", "third"), album, strict=True):
        old.remember(name, real, photo, (await real.answer(photo)).id)
    await tap(real, await real.message(old.places["third"].answer), "Items")


async def broadcast(old: OldBot) -> None:
    """A broadcast that is asked about, and one that was begun and reached nobody yet."""
    olga = old.people[OPERATOR]
    for name, news in (("news", NEWS), ("old news", OLD_NEWS)):
        said = await old.person.send_text(olga.id, news)
        command = await olga.reply(said, "/broadcast")
        old.remember(name, olga, said, (await olga.replied(command)).id)
    await old.person.fail("copyMessage", 500, times=FOR_EVER)
    await olga.press(await olga.message(old.places["old news"].answer), operator.SEND)


async def get_stuck(old: OldBot) -> None:
    """Jobs in every stage, which stay there."""
    await answer_some(old)
    await while_edits_fail(old)
    await while_the_worker_is_stuck(old)
    await while_downloads_fail(old)
    await while_sending_fails(old)


async def answer_some(old: OldBot) -> None:
    """What is to be changed later; about the last one the model never answers."""
    for name in ("amend", "again"):
        await old.note(name, old.people[name], LETTER)
    await old.people["amend"].reply(old.places["amend"].answer, "words: Kovács")
    await old.people["amend"].until(old.places["amend"].answer, "Kovács")
    await old.people["again"].say("/glossary add Kovács")
    first, _ = await old.people["late"].send_album(["the first", "the second"])
    old.remember("late", old.people["late"], first, (await old.people["late"].answer(first)).id)
    for name in ("lesson", "file"):
        await old.note(name, old.people[name], TAUGHT)
    await old.press("file", answer_texts.SAVE_AS)
    await old.note("refine", old.people["refine"], f"We saw {NEVER_REFINED} and the wether was fine")
    await old.until_in("refine", "refine")


async def while_edits_fail(old: OldBot) -> None:
    """Answers that cannot be brought or amended, and an album of which a part is read when the worker gets stuck."""
    await old.person.fail("editMessageText", 500, times=FOR_EVER)
    await old.press("amend", texts.UNDO)
    await old.until_in("amend", "amend")
    for name, action in (("reply", "text"), ("apology", "nothing")):
        await old.send(name, LETTER, action)
        await old.until_in(name, "reply")
    first, *_ = await old.people["album"].send_album(PAGES, action="slow 0.1")
    old.remember("album", old.people["album"], first)
    await old.until_in("album", "read")
    await old.until(f"SELECT 1 FROM page JOIN photo ON id = photo_id WHERE {OF_LAST_JOB}")
    await old.send("correct", f"{LETTER}\nand for {NEVER_CORRECTED}", caption=f"words: {NEVER_CORRECTED}, Kovács")
    await old.until_worker_is_stuck()


async def while_the_worker_is_stuck(old: OldBot) -> None:
    """A correction that is made again, a photo that is fetched, what a reply teaches, and a file that is saved."""
    await old.press("again", answer_texts.RECORRECT)
    await old.until_in("again", "correct")
    await old.send("read", LETTER)
    await old.until_in("read", "read")
    reply = await old.people["lesson"].reply(old.places["lesson"].answer, TAUGHT_RIGHT)
    old.remember("lesson", old.people["lesson"], reply)
    await old.press("file", answer_texts.PDF)


async def while_downloads_fail(old: OldBot) -> None:
    """Photos that are not fetched, one of them of an album that has an answer."""
    await old.person.fail("getFile", 500, times=FOR_EVER)
    for name in ("fetch", "stop"):
        await old.send(name, LETTER)
        await old.until_in(name, "fetch")
        await old.until(f"SELECT message_id FROM outgoing WHERE {OF_LAST_JOB}")
    first = await old.people["late"].message(old.places["late"].request)
    await old.people["late"].send_album(["the third"], album=first.album)
    await old.until_in("late", "fetch")


async def while_sending_fails(old: OldBot) -> None:
    """A command that gets no answer, and a photo whose placeholder is not sent."""
    await old.person.fail("sendMessage", "slow", seconds=3600)
    old.remember("help", old.people["help"], await old.person.send_text(old.people["help"].id, "/help"))
    await old.until_unfinished(UNFINISHED)
    await asyncio.sleep(1)  # until that call is made
    await old.person.fail("sendMessage", 500, times=FOR_EVER)
    await old.send("unsent", LETTER)
    await old.until_in("unsent", "fetch")
    await old.until(f"SELECT message_id IS NULL FROM outgoing WHERE {OF_LAST_JOB}")
    await old.until_unfinished(UNFINISHED)
