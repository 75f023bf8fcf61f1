"""Leaves a database as a killed bot does, with jobs in every stage: `python -m tests.upgrade.make_database ROOT NAME`.

ROOT is a checkout of any version. Its bot runs against the stand-in, is used by some people, and is killed with
SIGKILL; what it leaves stands in `tests/data/databases/NAME.sql` and `.json`, and `tests/end_to_end/test_upgrade.py`
carries on with each that is there. To be run with the version before one that changes tables, what is stored in them,
or the data of buttons; NAME is that version's commit.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from bot.chat import texts
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import glossary, operator
from bot.chat.texts import history as history_texts
from bot.chat.texts import settings as settings_texts
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import ShownMessage, State
from tests.end_to_end.live import Chat
from tests.upgrade import stuck_bot
from tests.upgrade.saved import Place, save
from tests.upgrade.stuck_bot import NEVER_CORRECTED, NEVER_REFINED, STUCK

SAMPLES = Path(__file__).parents[1] / "data"
DATABASES = SAMPLES / "databases"
STAGES = {"fetch", "read", "correct", "reply", "refine", "amend", "done"}
UNFINISHED = 3  # updates
PATIENCE = 30.0
FOR_EVER = 100_000  # so many calls fail

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
OPERATOR, STRANGER = "Olga", "Nobody"
WAITING = (
    "refine",
    "reply",
    "apology",
    "amend",
    "album",
    "correct",
    "again",
    "read",
    "fetch",
    "stop",
    "late",
    "unsent",
    "lesson",
    "file",
    "help",
)


@dataclass
class Old:
    """The old bot, the people who use it, and what was said where."""

    root: Path
    sandbox: Sandbox
    person: PersonClient
    folder: Path
    people: dict[str, Chat] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """Its file."""
        return self.folder / "data" / f"bot-{self.sandbox.world.bot.id}.sqlite"

    async def note(self, name: str, chat: Chat, text: str, action: str = "text") -> Place:
        """Have a photo read, and remember where it and its answer stand."""
        request = await chat.send(action, text)
        return self.remember(name, chat, request, (await chat.answer(request)).id)

    def remember(self, name: str, chat: Chat, request: int = 0, answer: int = 0) -> Place:
        """Remember what is where."""
        self.places[name] = Place(chat=chat.id, request=request, answer=answer)
        return self.places[name]

    async def until(self, query: str, *values: object) -> None:
        """Wait until the database answers a query with something other than nothing or 0."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not self.ask(query, *values):
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(query, values)
            await asyncio.sleep(0.05)

    def ask(self, query: str, *values: object) -> Sequence[tuple[object, ...]]:
        """What the database answers, apart from what is nothing or 0."""
        with closing(sqlite3.connect(self.database)) as connection:
            return [row for row in connection.execute(query, values) if any(row)]

    async def until_in(self, chat: Chat, stage: str) -> None:
        """Wait until the last job of a chat is in a stage."""
        await self.until("SELECT stage = ? FROM job WHERE chat_id = ? ORDER BY id DESC LIMIT 1", stage, chat.id)


@asynccontextmanager
async def running(old: Old) -> AsyncIterator[None]:
    """The old bot in a process of its own, which is killed in the end."""
    allowed = [old.sandbox.world.me.id, *(chat.id for name, chat in old.people.items() if name != STRANGER)]
    own = {
        "PYTHONPATH": str(old.root),
        "BOT_TOKEN": old.sandbox.token,
        "BOT_API_URL": old.sandbox.url,
        "BOT_DATA_DIR": str(old.database.parent),
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_CORRECTOR": "spelling",
        "BOT_ADMINS": str(old.people[OPERATOR].id),
        "BOT_ALLOWED_USERS": ",".join(map(str, allowed)),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, stuck_bot.__file__, env={**os.environ, **own}, cwd=old.folder
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def finish_some(old: Old) -> None:
    """Notes in your private chat with every kind of button, your glossary, and what you were asked."""
    you = old.people["you"]
    old.remember("you", you)
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


async def finish_elsewhere(old: Old) -> None:
    """A note of the real reader and one of a group, somebody's settings, and somebody who was refused."""
    real = old.people["real"]
    (request,) = await old.person.send_photos(real.id, [first_line(old.folder)], as_document=True)
    old.remember("real", real, request, (await real.answer(request)).id)
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
    old.remember("stranger", old.people[STRANGER], answer=(await old.people[STRANGER].say("Hello")).id)


async def broadcast(old: Old) -> None:
    """A broadcast that is asked about, and one that was begun and reached nobody yet."""
    olga = old.people[OPERATOR]
    for name, news in (("news", NEWS), ("old news", OLD_NEWS)):
        said = await old.person.send_text(olga.id, news)
        command = await olga.reply(said, "/broadcast")
        old.remember(name, olga, said, (await olga.replied(command)).id)
    await old.person.fail("copyMessage", 500, times=FOR_EVER)
    await olga.press(await olga.message(old.places["old news"].answer), operator.SEND)


async def stuck(old: Old) -> None:
    """Wait until the worker computes nothing any more."""
    async with asyncio.timeout(PATIENCE):
        while not (old.folder / STUCK).exists():
            await asyncio.sleep(0.05)


async def get_stuck(old: Old) -> None:
    """Jobs in every stage, which stay there: Telegram refuses edits, the model and the worker get stuck, and so on."""
    people = old.people
    amend, again = [await old.note(name, people[name], LETTER) for name in ("amend", "again")]
    await people["amend"].reply(amend.answer, "words: Kovács")
    await people["amend"].until(amend.answer, "Kovács")
    await people["again"].say("/glossary add Kovács")
    late = await people["late"].send_album(["the first", "the second"])
    old.remember("late", people["late"], late[0], (await people["late"].answer(late[0])).id)
    for name in ("lesson", "file"):
        place = await old.note(name, people[name], TAUGHT)
    await people["file"].press(await people["file"].message(place.answer), answer_texts.SAVE_AS)
    await old.note("refine", people["refine"], f"We saw {NEVER_REFINED} and the wether was fine")
    await old.until_in(people["refine"], "refine")

    await old.person.fail("editMessageText", 500, times=FOR_EVER)
    await people["amend"].press(await people["amend"].message(amend.answer), texts.UNDO)
    await old.until_in(people["amend"], "amend")
    for name, action in (("reply", "text"), ("apology", "nothing")):
        old.remember(name, people[name], await people[name].send(action, LETTER))
        await old.until_in(people[name], "reply")

    album = await people["album"].send_album(PAGES, action="slow 0.1")
    old.remember("album", people["album"], album[0])
    await old.until(
        "SELECT number FROM page JOIN photo ON photo.id = photo_id WHERE job_id = (SELECT max(id) FROM job)"
    )
    words = f"words: {NEVER_CORRECTED}, Kovács"
    correct = await people["correct"].send("text", f"{LETTER}\nand for {NEVER_CORRECTED}", words)
    old.remember("correct", people["correct"], correct)
    await stuck(old)

    await people["again"].press(await people["again"].message(again.answer), answer_texts.RECORRECT)
    await old.until_in(people["again"], "correct")
    old.remember("read", people["read"], await people["read"].send("text", LETTER))
    await old.until_in(people["read"], "read")
    lesson = await people["lesson"].reply(old.places["lesson"].answer, TAUGHT_RIGHT)
    old.remember("lesson", people["lesson"], lesson)
    file = await people["file"].message(old.places["file"].answer)
    await people["file"].press(file, answer_texts.PDF)
    await old.until('SELECT count(*) = 2 FROM "update" WHERE payload IS NOT NULL')

    await old.person.fail("getFile", 500, times=FOR_EVER)
    for name in ("fetch", "stop"):
        old.remember(name, people[name], await people[name].send("text", LETTER))
        await old.until_in(people[name], "fetch")
        await old.until("SELECT message_id FROM outgoing WHERE job_id = (SELECT max(id) FROM job)")
    first = await people["late"].message(late[0])
    await people["late"].send_album(["the third"], album=first.album)
    await old.until_in(people["late"], "fetch")

    await old.person.fail("sendMessage", "slow", seconds=3600)
    old.remember("help", people["help"], await old.person.send_text(people["help"].id, "/help"))
    await old.until('SELECT count(*) = 3 FROM "update" WHERE payload IS NOT NULL')
    await asyncio.sleep(1)
    await old.person.fail("sendMessage", 500, times=FOR_EVER)
    old.remember("unsent", people["unsent"], await people["unsent"].send("text", LETTER))
    await old.until_in(people["unsent"], "fetch")
    await old.until("SELECT message_id IS NULL FROM outgoing WHERE job_id = (SELECT max(id) FROM job)")
    await old.until('SELECT count(*) = ? FROM "update" WHERE payload IS NOT NULL', UNFINISHED)


def missing(connection: sqlite3.Connection) -> list[str]:
    """What the old bot should have left, and did not."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    stages = {stage for (stage,) in connection.execute("SELECT stage FROM job")}
    (updates,) = connection.execute('SELECT count(*) FROM "update" WHERE payload IS NOT NULL').fetchone()
    return [
        *sorted(STAGES - stages),
        *(name for name, count in rows.items() if not count),
        *(["unfinished updates"] if updates != UNFINISHED else []),
    ]


async def leave(target: Path, root: Path) -> None:
    """Use the bot of a checkout, kill it, and save what it left."""
    with tempfile.TemporaryDirectory() as name:
        async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
            old = Old(root, sandbox, person, Path(name))
            old.people["you"] = Chat(person, sandbox.world.me.id, old.folder)
            for each in ("settings", "real", *WAITING, OPERATOR, STRANGER):
                old.people[each] = Chat(person, await person.new_person(each.capitalize()), old.folder)
            async with running(old):
                await finish_some(old)
                await finish_elsewhere(old)
                await broadcast(old)
                await get_stuck(old)
            with closing(sqlite3.connect(old.database)) as connection:
                if absent := missing(connection):
                    raise SystemExit(f"nothing is kept, since this is missing: {', '.join(absent)}")
            save(target, old.database, sandbox.world, old.places)


if __name__ == "__main__":
    asyncio.run(leave(DATABASES / sys.argv[2], Path(sys.argv[1]).absolute()))
