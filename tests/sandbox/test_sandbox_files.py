from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from telegram import Bot, InputMediaDocument, Message
from telegram.error import BadRequest

from bot.sandbox import PersonClient, PersonError


async def received(bot: Bot) -> list[Message]:
    return [update.message for update in await bot.get_updates() if update.message]


async def test_a_photo_is_stored_as_telegram_does(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    await person.send_photos(me, [photo], caption="the note")
    (message,) = await received(bot)
    assert message.caption == "the note"
    assert [(size.width, size.height) for size in message.photo] == [(160, 320), (400, 800), (640, 1280)]
    data = bytes(await (await message.photo[-1].get_file()).download_as_bytearray())
    assert len(data) == message.photo[-1].file_size
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (640, 1280), {})


async def test_a_small_photo_is_not_enlarged(bot: Bot, person: PersonClient, me: int, tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    Image.new("RGBA", (90, 60)).save(path)
    await person.send_photos(me, [path])
    (message,) = await received(bot)
    assert [(size.width, size.height) for size in message.photo] == [(90, 60)]


async def test_a_document_keeps_its_bytes_and_name(
    bot: Bot, person: PersonClient, me: int, photo: Path, photo_bytes: bytes
) -> None:
    await person.send_photos(me, [photo], as_document=True)
    (message,) = await received(bot)
    assert message.document
    assert (message.document.file_name, message.document.mime_type) == ("note.jpg", "image/jpeg")
    data = await (await message.document.get_file()).download_as_bytearray()
    assert bytes(data) == photo_bytes


async def test_a_moving_gif_is_an_animation_too(bot: Bot, person: PersonClient, me: int, gif: Path) -> None:
    await person.send_photos(me, [gif], as_document=True)
    (message,) = await received(bot)
    assert message.animation and message.document
    assert (message.animation.width, message.animation.height) == (40, 30)
    assert message.document.mime_type == "image/gif"


async def test_an_album_is_one_group_with_one_caption(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    ids = await person.send_photos(me, [photo] * 3, caption="three")
    messages = await received(bot)
    assert [message.message_id for message in messages] == ids
    assert [message.caption for message in messages] == ["three", None, None]
    assert len({message.media_group_id for message in messages}) == 1
    assert messages[0].media_group_id is not None


async def test_a_single_photo_is_no_album(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    await person.send_photos(me, [photo])
    assert [message.media_group_id for message in await received(bot)] == [None]


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\xd8\xff\xe0 broken"])
async def test_what_an_app_would_not_send_as_a_photo(
    person: PersonClient, me: int, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.jpg"
    path.write_bytes(content)
    with pytest.raises(PersonError):
        await person.send_photos(me, [path])
    assert (await person.state()).private.messages == ()


async def test_a_person_gets_the_bots_document(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_document(
        me, "naïve 😀".encode(), filename="long text.txt", caption="<b>all</b>", parse_mode="HTML"
    )
    message = (await person.state()).private.message(sent.message_id)
    assert message and message.document
    assert (message.document.name, message.document.size) == ("long text.txt", 11)
    assert (message.caption, message.html) == ("all", "<b>all</b>")
    assert await person.download(message) == "naïve 😀".encode()


async def test_a_file_can_be_sent_again_by_its_id(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    await person.send_photos(me, [photo])
    (message,) = await received(bot)
    again = await bot.send_photo(me, message.photo[-1].file_id)
    assert again.photo == message.photo
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await bot.send_document(me, message.photo[-1].file_id)


async def test_a_message_is_copied_without_its_author(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    (sent,) = await person.send_photos(me, [photo], caption="*pictured*")
    ada = await person.new_person("Ada")
    copied = await bot.copy_message(ada, me, sent)
    message = (await person.state()).chat(ada).message(copied.message_id)
    assert message and message.photo and message.sender.is_bot
    assert (message.caption, message.forwarded_from) == ("*pictured*", None)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(ada, me, sent + 100)


async def test_a_file_over_20_mb_cannot_be_fetched(bot: Bot, person: PersonClient, me: int, tmp_path: Path) -> None:
    path = tmp_path / "big.bin"
    path.write_bytes(bytes(20_000_001))
    await person.send_photos(me, [path], as_document=True)
    (message,) = await received(bot)
    assert message.document
    with pytest.raises(BadRequest, match="File is too big"):
        await message.document.get_file()


async def test_file_names_are_only_names(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_document(me, b"x", filename="../../etc/passwd")
    assert sent.document and sent.document.file_name == "passwd"


async def test_uploads_are_recorded_by_name_and_size(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_document(me, b"abc", filename="a.txt")
    await bot.edit_message_media(InputMediaDocument(b"x", filename="b.txt"), me, sent.message_id)
    first, second = (await person.calls())[-2:]
    assert first["params"]["document"] == {"file": "a.txt", "bytes": 3}
    assert second["params"]["media"]["media"] == {"file": "b.txt", "bytes": 1}


async def test_a_photo_may_come_late_to_its_album(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    first, _ = await person.send_photos(me, [photo] * 2, caption="in time")
    album = (await person.state()).private.messages[0].album
    await person.send_text(me, "between")
    (late,) = await person.send_photos(me, [photo], album=album)
    messages = await received(bot)
    assert [message.message_id for message in messages if message.media_group_id == album] == [first, first + 1, late]
    seen = (await person.state()).private.message(late)
    assert seen and seen.album == album


async def test_what_cannot_join_an_album(person: PersonClient, group: int, photo: Path) -> None:
    cleo = await person.new_person("Cleo")
    await person.send_photos(group, [photo] * 9)
    album = (await person.state()).group.messages[0].album
    with pytest.raises(PersonError, match="no such album"):
        await person.send_photos(group, [photo], album="4711")
    with pytest.raises(PersonError, match="no such album"):
        await person.send_photos(group, [photo], album=album, person=cleo)
    with pytest.raises(PersonError, match="at most 10"):
        await person.send_photos(group, [photo] * 2, album=album)


@pytest.mark.parametrize(("name", "mime_type"), [("words.txt", "text/plain"), ("words.csv", "text/csv")])
async def test_a_list_of_words_is_a_document(
    bot: Bot, person: PersonClient, me: int, tmp_path: Path, name: str, mime_type: str
) -> None:
    path = tmp_path / name
    path.write_text("Kovács Ilona\n", encoding="utf-8")
    await person.send_photos(me, [path], as_document=True, caption="/glossary import")
    (message,) = await received(bot)
    assert message.document and message.document.mime_type == mime_type
    assert bytes(await (await message.document.get_file()).download_as_bytearray()).decode() == "Kovács Ilona\n"
