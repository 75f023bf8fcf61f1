"""Words that stayed doubtful, the pieces of the photo in which they stand, and photos that are hard to read."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from bot.chat import texts
from bot.chat.texts import answer as own_texts
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import Chat, running
from tests.scripted import ScriptedLoader
from tests.scripted_model import ScriptedModel

NOTE = "Dear Mr Okafar we have receivcd\nyour 1204 letters"


def words(message: ShownMessage) -> list[str]:
    """The words on its buttons."""
    buttons = [button for row in message.buttons for button in row]
    return [button.text for button in buttons if button.data and button.data.startswith("word:")]


async def piece(chat: Chat) -> ShownMessage:
    """The last message, once it is a photo."""
    state = await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].photo, 20)
    return state.chat(chat.id).messages[-1]


async def test_a_doubtful_word_shows_its_piece_of_the_photo(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        request = await chat.send("unsure Okafar 1204", NOTE)
        answer = await chat.answer(request)
        assert answer.text == f"{NOTE}\n\n{own_texts.NOT_SURE.format(words='Okafar, 1204')}"
        assert words(answer) == ["Okafar", "1204"]
        before = len(await chat.person.calls())
        assert await chat.press(answer, "1204") == own_texts.FETCHING_PIECE
        shown = await piece(chat)
        assert "I read 1204 here." in (shown.caption or "")
        assert shown.reply_to == request
        assert (await chat.person.download(shown)).startswith(b"\xff\xd8")
        sent = [call["params"] for call in await chat.person.calls(before) if call["method"] == "sendMessage"]
        assert [params["disable_notification"] for params in sent] == [True]
        assert [path for path in settings.folder.rglob("*") if path.is_file() and "jobs" in path.parts] == []
    assert list(settings.folder.glob("jobs/*")) == []


async def test_words_that_something_mended_are_doubtful_no_more(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    model = ScriptedModel({"Okafar": "Okafor"})
    model.answering.clear()
    async with running(settings, sandbox, ScriptedLoader(spelling=True), models=[model]):
        answer = await chat.answer(await chat.send("unsure Okafar receivcd 1204", NOTE))
        assert words(answer) == ["Okafar", "1204"]  # the spelling is mended already
        model.answering.set()
        amended = await chat.until(answer.id, "Okafor")
        assert words(amended) == ["1204"]
        await chat.press(amended, texts.RAW)
        assert words(await chat.message(answer.id)) == []


async def test_a_photo_that_is_gone_is_said(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("unsure Okafar", NOTE))
    (file,) = settings.folder.glob("bot-*.sqlite")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE photo SET file_id = 'known no more'")
    async with running(settings, sandbox):
        await chat.press(answer, "Okafar")
        await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].text == own_texts.PHOTO_GONE, 20)
    assert list(settings.folder.glob("jobs/*")) == []


async def test_a_photo_that_is_hard_to_read_gets_its_text_and_advice(shared_chat: Chat) -> None:
    answer = await shared_chat.answer(await shared_chat.send("blurred", "A few words"))
    assert answer.text == f"A few words\n\n{own_texts.HARD_TO_READ}"


async def test_a_reply_to_the_piece_says_what_the_word_is(shared_chat: Chat) -> None:
    answer = await shared_chat.answer(await shared_chat.send("unsure Okafar", NOTE))
    await shared_chat.press(answer, "Okafar")
    shown = await piece(shared_chat)
    await shared_chat.person.send_text(shared_chat.id, "yes", reply_to=shown.id)
    said = await shared_chat.person.send_text(shared_chat.id, "Okafor", reply_to=shown.id)
    amended = await shared_chat.until(answer.id, "Dear Mr Okafor")
    assert "received" not in (amended.text or "") and "yes" not in (amended.text or "")

    def acknowledged(state: State) -> bool:
        reply = state.chat(shared_chat.id).message(said)
        return reply is not None and reply.reactions == ("👌",)

    await shared_chat.person.wait(acknowledged, 20)
