"""A database that an earlier version left when it was killed: today's opens it and carries on.

Each of `tests/data/databases` was made by `tests.upgrade.make_database`, which also says what the people did. All tests
share one bot for each: they press different buttons.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.chat import texts
from bot.chat.languages.locale import Locales
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import forget, glossary, groups, lessons, operator, progress, receipts
from bot.chat.texts import history as history_texts
from bot.chat.texts import ledger as ledger_texts
from bot.commands.trial import is_working
from bot.errors import NothingToRead, Stopped
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, answers, of_album, running
from tests.scripted import ScriptedLoader, script
from tests.scripted_model import ScriptedModel
from tests.upgrade import scenario
from tests.upgrade.make_database import DATABASES, missing
from tests.upgrade.saved import Place, restore
from tests.upgrade.stuck_bot import NEVER_CORRECTED, NEVER_REFINED, REPAIRS

shared = pytest.mark.asyncio(loop_scope="module")
SOURCES = sorted(DATABASES.glob("*.sql"))
KNOWN = scenario.LETTER.replace("Kovocs", "Kovács")
WITH_KOVACS = f"{KNOWN}\n\n{texts.FOUND.format(words='Kovács')}"
CARRIED_ON = {
    "fetch": scenario.LETTER,
    "unsent": scenario.LETTER,
    "read": scenario.LETTER,
    "album": of_album(*scenario.PAGES),
    "correct": f"{KNOWN}\nand for {NEVER_CORRECTED}",
    "reply": scenario.LETTER,
    "apology": NothingToRead.person,
    "refine": f"We saw {NEVER_REFINED} and the weather was fine",
    "amend": scenario.LETTER,
    "again": WITH_KOVACS,
    "late": of_album("the first", "the second", "the third"),
}


@dataclass(frozen=True)
class OldChats:
    """The chats that the old bot left, and what is where in them."""

    sandbox: Sandbox
    person: PersonClient
    settings: Settings
    places: Mapping[str, Place]

    def chat(self, name: str) -> Chat:
        """The chat that something stands in."""
        return Chat(self.person, self.places[name].chat, self.settings.folder)

    async def press(self, name: str, button: str) -> str | None:
        """Press a button under an old message once it is there; what the bot showed on top of the chat."""
        message = await self.once(name, lambda message: button in labels(message))
        return await self.chat(name).press(message, button)

    async def says(self, name: str, text: str) -> ShownMessage:
        """An old message, once `text` is in it."""
        return await self.once(name, lambda message: text in (message.text or ""))

    async def once(self, name: str, holds: Callable[[ShownMessage], object]) -> ShownMessage:
        """An old message, once something holds of it."""
        place = self.places[name]

        def found(state: State) -> bool:
            message = state.chat(place.chat).message(place.answer)
            return message is not None and bool(holds(message))

        await self.person.wait(found, PATIENCE)
        return await self.chat(name).message(place.answer)

    async def sent(self, name: str, holds: Callable[[ShownMessage], object]) -> list[ShownMessage]:
        """The bot's finished messages in a chat of which something holds, once there is one."""

        def found(state: State) -> list[ShownMessage]:
            messages = [m for m in state.chat(self.places[name].chat).messages if m.sender.is_bot]
            return [message for message in messages if holds(message) and not is_working(message)]

        return found(await self.person.wait(found, PATIENCE))


def labels(message: ShownMessage) -> list[str]:
    """What its buttons say."""
    return [button.text for row in message.buttons for button in row]


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.stem)
async def left(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OldChats]:
    """What an old bot left, and no bot."""
    folder = tmp_path_factory.mktemp("old") / "data"
    world, places = restore(request.param, folder)
    people = {chat.id for chat in world.chats.values() if chat.type == "private"}
    settings = Settings(
        token=SecretStr("1:none"),
        data_dir=folder,
        listen="127.0.0.1:0",
        corrector="spelling",
        admins=frozenset({places["news"].chat}),
        allowed_users=frozenset(people - {places["stranger"].chat}),
    )
    async with Sandbox(world=world) as sandbox, PersonClient(sandbox.url) as person:
        yield OldChats(sandbox, person, settings, places)


@pytest.fixture(scope="module")
async def old(left: OldChats) -> AsyncIterator[OldChats]:
    """Today's bot, running on it; *Cancel* under the placeholder of `stop` was pressed while no bot ran."""
    await left.person.fail("getFile", "slow", times=5, seconds=3)  # so that there is something to stop
    (placeholder,) = await left.chat("stop").messages()
    pressing = asyncio.create_task(left.chat("stop").press(placeholder, progress.CANCEL))
    async with running(left.settings, left.sandbox, ScriptedLoader(spelling=True), models=[ScriptedModel(REPAIRS)]):
        with suppress(TimeoutError):  # a bot that starts slowly answers a press too late, and does what it says
            await pressing
        yield left


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that happens, the start included, is worth a warning."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [record.getMessage() for record in records if record.levelname in ("WARNING", "ERROR")] == []


async def test_a_job_can_be_stopped_by_the_button_that_the_old_version_made(old: OldChats) -> None:
    assert (await old.chat("stop").answer(old.places["stop"].request)).text == Stopped.person


async def test_every_job_that_was_under_way_gets_its_one_answer(old: OldChats) -> None:
    def carried_on(state: State) -> bool:
        found = {name: answers(state.chat(old.places[name].chat)).get(old.places[name].request) for name in CARRIED_ON}
        return all(message and message.text == CARRIED_ON[name] for name, message in found.items())

    state = await old.person.wait(carried_on, 2 * PATIENCE)
    for name in CARRIED_ON:
        place = old.places[name]
        replies = [m for m in state.chat(place.chat).messages if m.sender.is_bot and m.reply_to == place.request]
        assert len(replies) == 1, name


async def test_what_was_asked_when_it_was_killed_is_answered_once(old: OldChats) -> None:
    (offer,) = await old.sent("lesson", lambda message: lessons.INTO_OWN in labels(message))
    assert offer.reply_to == old.places["lesson"].request
    (file,) = await old.sent("file", lambda message: message.document)
    assert (await old.person.download(file)).startswith(b"%PDF")
    assert len(await old.sent("help", lambda message: "Under each answer" in (message.text or ""))) == 1


async def test_the_sides_of_an_answer_turn_and_a_word_is_kept_as_it_was(old: OldChats) -> None:
    assert await old.press("changed", "1") == answer_texts.KEPT.format(word="lovley")
    await old.press("changed", texts.CLEAN)
    await old.says("changed", scenario.CHANGED.replace("wether", "weather"))
    await old.press("changed", texts.RAW)
    await old.says("changed", scenario.CHANGED)
    await old.press("changed", texts.WHAT_CHANGED)
    await old.says("changed", "wether → weather")
    assert (await old.says("raw", scenario.RAW)).text == scenario.RAW
    await old.press("raw", texts.CLEAN)
    await old.says("raw", "We have received your letter")


async def test_a_doubtful_word_is_shown_and_files_are_made(old: OldChats) -> None:
    assert await old.press("doubtful", "1204") == answer_texts.FETCHING_PIECE
    (piece,) = await old.sent("doubtful", lambda message: message.photo)
    assert "1204" in (piece.caption or "")
    await old.press("saved", answer_texts.TEXT_FILE)
    (file,) = await old.sent("saved", lambda message: message.document and message.document.name.startswith("note"))
    assert await old.person.download(file) == scenario.SAVED.encode()
    await old.press("saved", answer_texts.BACK)
    await old.once("saved", lambda message: answer_texts.SAVE_AS in labels(message))


async def test_a_correction_is_undone_and_made_again(old: OldChats) -> None:
    await old.press("letter", texts.UNDO)
    await old.says("letter", "Kovocs")
    await old.press("letter", answer_texts.RECORRECT)
    await old.once("letter", lambda message: message.text == WITH_KOVACS)


async def test_what_the_real_reader_saw_is_looked_at_again(old: OldChats) -> None:
    real = await old.says("real", "Hi Tom, I'm back")
    await old.chat("real").reply(real.id, "words: Tom=Thom")
    await old.says("real", "Hi Thom, I'm back")
    await old.says("real", texts.FOUND.format(words="Thom"))


async def test_a_lesson_that_was_offered_is_learned(old: OldChats) -> None:
    await old.press("offer", "✓ Brunnar → Brunner")
    await old.press("offer", "▢ Brunnar → Brunner")
    await old.once("offer", lambda message: "✓ Brunnar → Brunner" in labels(message))
    await old.press("offer", lessons.INTO_OWN)
    await old.says("offer", lessons.LEARNED_OWN)
    await old.says("taught", scenario.TAUGHT_RIGHT)


async def test_a_glossary_its_buttons_and_the_question_for_words(old: OldChats) -> None:
    reply = await old.chat("you").reply(old.places["question"].answer, "Xylophon")
    assert (await old.chat("you").replied(reply)).text == glossary.ADDED[0]
    assert await old.press("removing", "✕ Okafor") == glossary.REMOVED.format(term="Okafor")
    await old.press("removing", glossary.BACK)
    await old.says("removing", "Xylophon")
    await old.press("glossary", "↓ .txt")
    (file,) = await old.sent("you", lambda message: message.document and message.document.name == "glossary.txt")
    assert {"Xylophon", "Amoxicilin=Amoxicillin"} <= {*(await old.person.download(file)).decode().splitlines()}
    await old.press("glossary", glossary.REMOVE)
    await old.says("glossary", glossary.REMOVE_WHICH)
    await old.press("glossary", glossary.BACK)
    await old.press("glossary", glossary.ADD)
    assert len(await old.sent("you", lambda message: message.text == glossary.ASK)) == 2


async def test_notes_are_found_led_to_and_forgotten(old: OldChats) -> None:
    you = old.chat("you")
    command = await you.person.send_text(you.id, "/history 1204")
    (found,) = await old.sent("you", lambda message: message.id > command and "“1204”" in (message.text or ""))
    assert "your 1204 letters" in (found.text or "")
    await old.press("history", "2")
    await old.sent("you", lambda message: message.reply_to == old.places["taught"].answer)
    await old.press("history", history_texts.OLDER)
    await old.says("history", "Dear Mr Okafar")
    assert history_texts.NEWER in labels(await you.message(old.places["history"].answer))
    await old.person.forward(you.id, [old.places["doubtful"].request], you.id)
    (pointing,) = await old.sent("you", lambda message: message.text == groups.READ_BEFORE)
    assert pointing.reply_to == old.places["doubtful"].answer
    await old.press("quoted", history_texts.FORGET)
    await old.says("quoted", forget.FORGOT_NOTES[0])
    assert (await old.says("forgotten", forget.FORGOTTEN)).text == forget.FORGOTTEN


async def test_what_chats_prefer_and_who_was_refused_is_known(old: OldChats) -> None:
    german = Locales().of("de")
    settings, group, stranger = old.chat("settings"), old.chat("group"), old.chat("stranger")
    assert (await settings.say("/cancel")).text == german(texts.NOTHING_TO_CANCEL)
    menu = await settings.message(old.places["settings"].answer)
    (language,) = [button for row in menu.buttons for button in row if button.data == "settings:0:languages:"]
    await settings.press(menu, language.text)
    await old.press("settings", "English")
    await old.says("settings", "English")
    said = await group.person.send_text(group.id, "/auto@legible_bot")
    assert groups.AUTO_IS_ON_HTML.format(username="legible_bot") in (await group.replied(said)).html
    said = await group.person.send_text(group.id, "/glossary@legible_bot")
    assert "Brunner" in ((await group.replied(said)).text or "")
    await old.press("group", answer_texts.RECORRECT)
    await old.says("group", texts.NONE_FOUND)
    await stranger.person.send_text(stranger.id, "Hello?")
    await settings.say("/cancel")
    assert len(await stranger.messages()) == 1


async def test_receipts_are_claimed_judged_and_corrected(old: OldChats) -> None:
    if "receipt" not in old.places:
        pytest.skip("that version knew no receipts")
    flat = old.chat("receipt")
    assert await old.press("receipt", "2") == receipts.CLAIM_TAKEN.format(name="Tofu")
    items = await old.says("receipt", "2. Tofu · 6.50 → You")
    assert "1. Seafood · 23.40 → Settings" in (items.text or "")
    await flat.reply(items.id, "3 14.00\ntotal 43.90")
    await old.says("receipt", "total 44.90 → 43.90")
    await old.press("receipt", texts.UNDO)
    await old.once("receipt", lambda message: texts.UNDO not in labels(message))
    await old.press("waiting", receipts.SAME_RECEIPT)
    await old.says("waiting", receipts.SAME_AS.format(number=1))
    await old.press("settled", ledger_texts.UNDO)
    await old.says("settled", "Taken back by You.")


async def test_each_receipt_of_an_album_has_its_own_card(old: OldChats) -> None:
    if "third" not in old.places:
        pytest.skip("that version knew no receipts")
    real, third = old.chat("third"), old.places["third"]
    assert "2. Tofu · 8.50" in ((await real.message(third.answer)).text or "")
    await real.reply(third.answer, "2 8.00")
    await old.says("third", "Tofu 8.50 → 8.00")
    assert "AH HUAT" in ((await real.message(old.places["second"].answer)).text or "")
    replaced = script(old.settings.folder, "replaced", "nothing")
    await old.person.edit(real.id, old.places["second"].request, photo=replaced)
    await old.says("second", "WANG")
    await old.says("second", "Tofu 8.50 → 8.00")


async def test_broadcasts_begun_and_asked_about_reach_everybody_once(old: OldChats) -> None:
    await old.says("old news", operator.SENT[1].format(reached=2, count=2))
    await old.press("news", operator.SEND)
    await old.says("news", operator.SENT[1].format(reached=16, count=16))
    state = await old.person.state()
    copies = [m.text for chat in state.chats for m in chat.messages if m.sender.is_bot]
    assert (copies.count(scenario.OLD_NEWS), copies.count(scenario.NEWS)) == (2, 16)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_old_database_holds_something_of_everything(source: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(source.read_text())
        assert missing(connection) == []
