"""An answer saved as a file: as text, Markdown, a Word document, and as the photo with its text behind it."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pypdfium2

from bot.chat.texts import answer as texts
from bot.engine.loading import DefaultLoader
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running

SAMPLES = Path(__file__).parents[1] / "data"
NOTE = "Dear Ada *and* all,\nsee you <b>soon</b>"


async def saved(chat: Chat, answer: ShownMessage, label: str) -> tuple[str, bytes]:
    """The name and the content of the file that a format sends."""
    await chat.press(await chat.message(answer.id), texts.SAVE_AS)
    before = (await chat.person.state()).chat(chat.id).messages[-1].id
    await chat.press(await chat.message(answer.id), label)

    def came(state: State) -> bool:
        last = state.chat(chat.id).messages[-1]
        return last.id > before and last.document is not None

    file = (await chat.person.wait(came, PATIENCE)).chat(chat.id).messages[-1]
    await chat.press(await chat.message(answer.id), texts.BACK)
    assert file.document
    return file.document.name, await chat.person.download(file)


async def test_the_text_in_each_format(shared_chat: Chat) -> None:
    answer = await shared_chat.answer(await shared_chat.send("text", NOTE))
    assert await saved(shared_chat, answer, texts.TEXT_FILE) == ("note-1.txt", NOTE.encode())
    name, content = await saved(shared_chat, answer, texts.MARKDOWN)
    assert name == "note-1.md" and content.decode() == "Dear Ada \\*and\\* all,  \nsee you \\<b\\>soon\\</b\\>\n"
    name, content = await saved(shared_chat, answer, texts.WORD_FILE)
    assert name == "note-1.docx"
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs] == [NOTE]
    assert (await shared_chat.message(answer.id)).buttons == answer.buttons


async def test_the_photos_of_an_album_with_their_text_behind_them(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    photos = [SAMPLES / "note.jpg", SAMPLES / "receipt.jpg"]
    async with running(settings, sandbox, DefaultLoader.of(settings)):
        first = (await chat.person.send_photos(chat.id, photos))[0]
        answer = await chat.answer(first)
        name, content = await saved(chat, answer, texts.PDF)
    assert name == "note-1.pdf"
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    assert len(pages) == 2 and "Thursday" in pages[0] and "TOTAL" in pages[1]
    assert list(settings.folder.glob("jobs/*")) == []


async def test_a_photo_that_telegram_has_no_more_is_told(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", NOTE))
    (file,) = settings.folder.glob("bot-*.sqlite")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE photo SET file_id = 'known no more'")
    async with running(settings, sandbox):
        await chat.press(answer, texts.SAVE_AS)
        await chat.press(await chat.message(answer.id), texts.PDF)
        state = await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].text == texts.NO_PDF, PATIENCE)
    assert state.chat(chat.id).messages[-1].reply_to
