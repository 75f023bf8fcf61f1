from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from telegram import Bot, Message, MessageOriginUser

from bot.sandbox import PersonClient, PersonError, Sandbox, people
from bot.sandbox.parameters import Upload
from bot.sandbox.posting import NotPossible


async def edits(bot: Bot) -> list[Message]:
    return [update.edited_message for update in await bot.get_updates() if update.edited_message]


async def test_a_person_edits_a_text(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await person.send_text(me, "words: Kovacs")
    await person.edit(me, sent, "words: Kovács /start")
    (edited,) = await edits(bot)
    assert (edited.message_id, edited.text) == (sent, "words: Kovács /start")
    assert edited.edit_date
    assert [entity.type for entity in edited.entities] == ["bot_command"]
    seen = (await person.state()).private.message(sent)
    assert seen and (seen.text, seen.edited) == ("words: Kovács /start", True)


async def test_a_person_edits_a_caption_and_replaces_a_photo(
    bot: Bot, person: PersonClient, me: int, photo: Path, tmp_path: Path
) -> None:
    (sent,) = await person.send_photos(me, [photo], caption="blurred")
    other = tmp_path / "sharp.png"
    Image.new("L", (300, 200)).save(other)
    await person.edit(me, sent, photo=other)
    await person.edit(me, sent, "sharp")
    await person.edit(me, sent, "")
    first, second, third = await edits(bot)
    assert (first.caption, second.caption, third.caption) == ("blurred", "sharp", None)
    assert [edit.photo[-1].width for edit in (first, second)] == [300, 300]
    assert first.photo[-1].file_unique_id == second.photo[-1].file_unique_id


async def test_an_edit_comes_only_where_it_is_wanted_and_seen(bot: Bot, person: PersonClient, group: int) -> None:
    private = (await person.state()).private.id
    hidden, seen = await person.send_text(group, "lunch?"), await person.send_text(private, "x")
    await person.edit(group, hidden, "dinner?")
    await person.edit(private, seen, "x")
    assert await edits(bot) == []
    await bot.get_updates(allowed_updates=["message"])
    await person.edit(private, seen, "y")
    assert await edits(bot) == []


async def test_what_cannot_be_edited(bot: Bot, person: PersonClient, me: int) -> None:
    theirs = await bot.send_message(me, "Milk")
    own = await person.send_text(me, "x")
    (copy,) = await person.forward(me, [own], me)
    for message in (theirs.message_id, copy):
        with pytest.raises(PersonError, match="only one's own words"):
            await person.edit(me, message, "y")
    with pytest.raises(PersonError, match="nothing to send"):
        await person.edit(me, own, " ")
    with pytest.raises(PersonError, match="longer than 4096"):
        await person.edit(me, own, "y" * 4097)


async def test_a_forwarded_photo_is_the_same_file(
    bot: Bot, person: PersonClient, me: int, group: int, photo: Path
) -> None:
    cleo = await person.new_person("Cleo")
    (sent,) = await person.send_photos(group, [photo], caption="note", person=cleo)
    (copy,) = await person.forward(group, [sent], me)
    (again,) = await person.forward(me, [copy], me)
    (fresh,) = await person.send_photos(me, [photo])
    forwarded, twice, new = [update.message for update in await bot.get_updates() if update.message][-3:]
    assert [message.message_id for message in (forwarded, twice, new)] == [copy, again, fresh]
    for message in (forwarded, twice):
        assert isinstance(message.forward_origin, MessageOriginUser)
        assert (message.forward_origin.sender_user.id, message.caption) == (cleo, "note")
        assert message.photo[-1].file_unique_id == forwarded.photo[-1].file_unique_id
    assert len({message.photo[-1].file_id for message in (forwarded, twice, new)}) == 3
    files = [await message.photo[-1].get_file() for message in (forwarded, twice)]
    assert await files[0].download_as_bytearray() == await files[1].download_as_bytearray()
    assert new.photo[-1].file_unique_id != forwarded.photo[-1].file_unique_id
    assert new.forward_origin is None
    assert [message.forwarded_from for message in (await person.state()).private.messages] == ["Cleo", "Cleo", None]


async def test_a_forwarded_album_is_a_new_album(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    ids = await person.send_photos(me, [photo] * 3)
    await person.forward(me, ids, me)
    await person.forward(me, ids[:1], me)
    albums = [update.message.media_group_id for update in await bot.get_updates() if update.message]
    assert albums[3] == albums[4] == albums[5] != albums[0]
    assert albums[6] is None


async def test_only_what_a_person_sees_can_be_forwarded(person: PersonClient, me: int) -> None:
    cleo = await person.new_person("Cleo")
    secret = await person.send_text(cleo, "secret")
    with pytest.raises(PersonError, match="cannot be forwarded"):
        await person.forward(cleo, [secret], me)
    with pytest.raises(PersonError, match="no such chat or message"):
        await person.forward(cleo, [999], cleo)


async def test_what_happens_while_a_photo_is_replaced_is_kept(sandbox: Sandbox, photo_bytes: bytes) -> None:
    world = sandbox.world
    chat = world.chats[world.me.id]
    (sent,) = await people.send(world, chat, world.me, people.Draft("caption", [Upload("a.jpg", photo_bytes)]))
    editing = asyncio.create_task(people.edit(world, sent, "other", Upload("b.jpg", photo_bytes)))
    await asyncio.sleep(0)
    world.update_message(replace(sent, reactions=("👀",)))
    await editing
    (now,) = world.messages(chat.id)
    assert (now.content.text, now.reactions) == ("other", ("👀",))
    editing = asyncio.create_task(people.edit(world, now, None, Upload("c.jpg", photo_bytes)))
    await asyncio.sleep(0)
    world.delete(now)
    with pytest.raises(NotPossible, match="not there any more"):
        await editing
    assert world.messages(chat.id) == ()
