"""What is asked for in other ways than most: files without a name, replies to other chats, paid posts, edits, slips."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import texts
from bot.chat.texts import groups
from bot.errors import NotAnImage
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.pictures import make_document
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running
from tests.end_to_end.test_groups import BOT, plain
from tests.scripted import script


class Visitor(Chat):
    """Somebody who sends what the stand-in's people cannot."""

    async def bring(self, sandbox: Sandbox, **fields: object) -> int:
        """Let a message with these fields arrive; its id."""
        message_id = await self.person.send_text(self.id, "something before it")
        state = (await self.person.state()).chat(self.id)
        kind = {"type": "private", "first_name": "P"} if self.id > 0 else {"type": "supergroup", "title": "G"}
        sender = state.messages[-1].sender.id
        message = {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": {"id": self.id, **kind},
            "from": {"id": sender, "is_bot": False, "first_name": "P"},
            **fields,
        }
        sandbox.world.updates.add("message", message)
        return message_id

    def photo(self, sandbox: Sandbox, text: str) -> list[dict[str, object]]:
        """A photo somewhere else, which Telegram has."""
        content = script(self.folder, "elsewhere", "text", text).read_bytes()
        file = sandbox.world.keep(make_document(sandbox.world, "photo.png", content)).file  # type: ignore[union-attr]
        return [{"file_id": file.id, "file_unique_id": file.unique_id, "width": 900, "height": 220}]


@pytest.fixture(scope="module")
async def telegram(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """A stand-in with a bot, which these tests share."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("bot"), listen="127.0.0.1:0", corrector="spelling")
    async with Sandbox() as sandbox, running(settings, sandbox):
        yield sandbox


@pytest.fixture(scope="module")
async def person(telegram: Sandbox) -> AsyncIterator[PersonClient]:
    """The people there."""
    async with PersonClient(telegram.url) as person:
        yield person


@pytest.fixture
async def visitor(person: PersonClient, tmp_path: Path) -> Visitor:
    """Somebody in a private chat with the bot."""
    return Visitor(person, await person.new_person("Vera"), tmp_path)


@pytest.fixture
async def club(person: PersonClient, tmp_path: Path) -> AsyncIterator[Visitor]:
    """Somebody in a group with the bot, which sees everything there."""
    await person.set_privacy(False)
    yield Visitor(person, await person.new_group("Club"), tmp_path)
    await person.set_privacy(True)


@pytest.mark.parametrize("name", ["scan", "scan.jfif", "scan.dat", "IMG_1.MPO"])
async def test_a_file_is_read_whatever_its_name(visitor: Visitor, name: str) -> None:
    file = Path(shutil.copy(script(visitor.folder, "photo", "text", "by its content"), visitor.folder / name))
    request = (await visitor.person.send_photos(visitor.id, [file], as_document=True))[0]
    assert (await visitor.answer(request)).text == "by its content"


async def test_a_file_that_is_no_image_gets_a_sentence(visitor: Visitor) -> None:
    for name, said in (("data", NotAnImage.person), ("letter.docx", texts.NOT_AN_IMAGE_FILE)):
        (visitor.folder / name).write_bytes(b"PK no image")
        request = (await visitor.person.send_photos(visitor.id, [visitor.folder / name], as_document=True))[0]
        assert (await visitor.answer(request)).text == said


async def test_in_a_group_such_a_file_is_read_where_the_bot_is_asked(club: Visitor) -> None:
    file = Path(shutil.copy(script(club.folder, "photo", "text", "by its content"), club.folder / "scan"))
    await club.say(f"/auto{BOT} on")
    silent = (await club.person.send_photos(club.id, [file], as_document=True))[0]
    asked = (await club.person.send_photos(club.id, [file], as_document=True, caption=f"{BOT} please"))[0]
    assert (await club.answer(asked)).text == "by its content"
    assert silent not in answers((await club.person.state()).chat(club.id))


@pytest.mark.parametrize("text", ["/read@legible_bot", "@legible_bot"])
async def test_a_photo_of_another_chat_is_read_where_somebody_replies_to_it(
    telegram: Sandbox, club: Visitor, text: str
) -> None:
    kind = "bot_command" if text.startswith("/") else "mention"
    news = {"id": -1007, "type": "channel", "title": "News"}
    origin = {"type": "channel", "date": 1, "chat": news, "message_id": 77}
    outside = {"origin": origin, "chat": news, "message_id": 77, "photo": club.photo(telegram, "from the news")}
    entities = [{"type": kind, "offset": 0, "length": len(text)}]
    request = await club.bring(telegram, text=text, entities=entities, external_reply=outside)
    assert (await club.answer(request)).text == "from the news"


async def test_the_photo_of_a_paid_post_is_read_and_that_there_are_more_is_said(
    telegram: Sandbox, visitor: Visitor
) -> None:
    photos = [{"type": "photo", "photo": visitor.photo(telegram, text)} for text in ("the first", "the second")]
    await visitor.bring(telegram, paid_media={"star_count": 5, "paid_media": photos})

    def texts_there(messages: list[str | None]) -> bool:
        return {"the first", groups.FIRST_OF_POST} <= set(messages)

    await visitor.person.wait(lambda state: texts_there([m.text for m in state.chat(visitor.id).messages]), 20)


async def test_an_edit_may_ask_for_a_photo_and_only_once(club: Visitor) -> None:
    photo = await club.send("text", "our note", caption="our note")
    assert photo not in answers((await club.person.state()).chat(club.id))
    await club.person.edit(club.id, photo, f"our note {BOT}")
    assert (await club.answer(photo)).text == "our note"
    await club.person.edit(club.id, photo, f"our own note {BOT}")
    await club.say(f"/help{BOT}")
    assert len([m for m in await club.messages() if m.text == "our note"]) == 1


async def test_a_command_that_nobody_knows_is_answered_where_it_is_for_the_bot(club: Visitor) -> None:
    await club.person.send_text(club.id, "/raed@other_bot")
    await club.person.send_text(club.id, "/raed")
    assert (await club.say(f"/raed{BOT}")).text == plain(groups.UNKNOWN_COMMAND_HTML)
    said = [message.text for message in await club.messages()]
    assert said.count(plain(groups.UNKNOWN_COMMAND_HTML)) == 1
