"""What bad input gets: one clear sentence, nothing left on disk, and the bot alive. Real decoding, real OCR."""

from __future__ import annotations

import io
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.chat import texts
from bot.engine.loading import DefaultLoader
from bot.errors import (
    Animation,
    DamagedImage,
    DamagedPdf,
    FileTooLarge,
    NotAnImage,
    NothingToRead,
    TooManyPixels,
    UnknownScript,
)
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running

SAMPLES = Path(__file__).parents[1] / "data"


def png_bomb() -> bytes:
    """A PNG of 20,000 × 20,000 black pixels in a few hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    side = 20_000
    header = side.to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0])
    rows = zlib.compress(bytes((side + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def animation() -> bytes:
    frames = [Image.new("RGB", (60, 40), color) for color in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:])
    return target.getvalue()


BAD = {
    "text.jpg": (b"this is no image", NotAnImage.person),
    "cut.jpg": ((SAMPLES / "letter.jpg").read_bytes()[:3_000], DamagedImage.person),
    "bomb.png": (png_bomb(), TooManyPixels.person.format(megapixels=400, limit=50)),
    "large.jpg": (bytes(30 * 2**20), FileTooLarge.person.format(limit=20)),
    "moving.webp": (animation(), Animation.person),
    "blank.jpg": ((SAMPLES / "blank.jpg").read_bytes(), NothingToRead.person),
    "korean.jpg": ((SAMPLES / "korean.jpg").read_bytes(), UnknownScript.person),
    "report.pdf": (b"%PDF-1.7 not really", DamagedPdf.person),
    "letter.doc": (b"not an image", texts.NOT_AN_IMAGE_FILE),
}


@pytest.fixture
async def reading(settings: Settings, sandbox: Sandbox) -> AsyncIterator[None]:
    """The bot with its real reader."""
    async with running(settings, sandbox, DefaultLoader.of(settings)):
        yield


@pytest.mark.usefixtures("reading")
async def test_each_bad_file_gets_its_sentence_and_the_next_photo_is_read(settings: Settings, chat: Chat) -> None:
    for name, (content, sentence) in BAD.items():
        file = chat.folder / name
        file.write_bytes(content)
        request = (await chat.person.send_photos(chat.id, [file], as_document=True))[0]
        assert (await chat.answer(request)).text == sentence, name
    request = (await chat.person.send_photos(chat.id, [SAMPLES / "note.jpg"]))[0]
    assert "Thursday" in ((await chat.answer(request)).text or "")
    assert list(settings.folder.glob("jobs/*")) == []


@pytest.mark.usefixtures("reading")
async def test_what_is_there_of_a_photo_cut_off_is_read_and_that_a_part_is_missing_is_said(chat: Chat) -> None:
    content = (SAMPLES / "note.jpg").read_bytes()
    for name, kept in (("whole.jpg", len(content) - 2), ("cut.jpg", len(content) * 2 // 3)):
        (file := chat.folder / name).write_bytes(content[:kept])
        request = (await chat.person.send_photos(chat.id, [file], as_document=True))[0]
        answer = (await chat.answer(request)).text or ""
        assert answer.startswith("Hi Tom"), name
        assert (texts.NOTICES["incomplete"] in answer) == (name == "cut.jpg")


@pytest.mark.usefixtures("reading")
async def test_the_first_frame_of_a_gif_is_read(chat: Chat) -> None:
    file = chat.folder / "moving.gif"
    with Image.open(SAMPLES / "note.jpg") as note:
        note.convert("L").save(file, save_all=True, append_images=[Image.new("L", note.size)])
    request = (await chat.person.send_photos(chat.id, [file], as_document=True))[0]
    assert "Thursday" in ((await chat.answer(request)).text or "")


@pytest.mark.usefixtures("reading")
async def test_a_text_is_answered_with_what_to_do(chat: Chat) -> None:
    assert (await chat.say("Hello <b>bot</b>")).text == texts.SEND_PHOTO


async def test_what_is_deleted_before_it_is_handled_is_answered_without_a_warning(
    settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat, calm: None
) -> None:
    commands = ["/help@legible_bot", "/cancel@legible_bot", "/auto@legible_bot", "/read@legible_bot"]
    for where, said in ((chat, ["hello", *commands]), (group, commands)):
        for text in said:
            await where.person.delete(where.id, await where.person.send_text(where.id, text))
    async with running(settings, sandbox):
        await chat.person.wait(lambda state: len(state.chat(group.id).messages) == len(commands), PATIENCE)
        await chat.person.wait(lambda state: len(state.chat(chat.id).messages) == 1 + len(commands), PATIENCE)
