from __future__ import annotations

from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from bot.sandbox import PersonClient

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo")]])


async def test_an_edit_changes_text_and_keyboard(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Reading…", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("<b>Milk</b>", me, sent.message_id, parse_mode="HTML")
    message = (await person.state()).private.message(sent.message_id)
    assert edited.edit_date  # type: ignore[union-attr]
    assert message and (message.text, message.html, message.buttons, message.edited) == (
        "Milk",
        "<b>Milk</b>",
        (),
        True,
    )


async def test_only_the_keyboard(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Milk")
    await bot.edit_message_reply_markup(me, sent.message_id, reply_markup=KEYBOARD)
    message = (await person.state()).private.message(sent.message_id)
    assert message and message.button("Undo").data == "undo"
    assert not message.edited


async def test_a_document_in_place_of_a_text(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Reading…")
    await bot.edit_message_media(InputMediaDocument(b"long", filename="long.txt"), me, sent.message_id)
    message = (await person.state()).private.message(sent.message_id)
    assert message and message.document and message.text is None
    assert await person.download(message) == b"long"


async def test_an_edit_that_changes_nothing(bot: Bot, me: int) -> None:
    sent = await bot.send_message(me, "*Milk*", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("*Milk* ", me, sent.message_id, reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(me, sent.message_id, reply_markup=KEYBOARD)


async def test_what_cannot_be_edited(bot: Bot, person: PersonClient, me: int) -> None:
    theirs = await person.send_text(me, "mine")
    file = await bot.send_document(me, b"x", filename="a.txt")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", me, theirs)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("nobody's", me, 999)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("text", me, file.message_id)


async def test_an_edit_of_a_message_that_a_person_deleted(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Reading…")
    await person.delete(me, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Milk", me, sent.message_id)


async def test_a_reply_to_a_message_that_is_gone(bot: Bot, person: PersonClient, me: int) -> None:
    gone = await person.send_text(me, "oops")
    await person.delete(me, gone)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(me, "Milk", reply_to_message_id=gone)
    sent = await bot.send_message(me, "Milk", reply_to_message_id=gone, allow_sending_without_reply=True)
    assert sent.reply_to_message is None


async def test_what_the_bot_may_delete(bot: Bot, person: PersonClient, me: int, group: int) -> None:
    private, own = await person.send_text(me, "a"), await bot.send_message(group, "b")
    theirs = await person.send_text(group, "c")
    assert await bot.delete_message(me, private)
    assert await bot.delete_message(group, own.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group, theirs)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(me, private)


async def test_reactions_come_and_go(bot: Bot, person: PersonClient, me: int) -> None:
    message = await person.send_text(me, "x")
    await bot.set_message_reaction(me, message, "👀")
    assert (await person.state()).private.messages[0].reactions == ("👀",)
    await bot.set_message_reaction(me, message, [])
    assert (await person.state()).private.messages[0].reactions == ()
    with pytest.raises(BadRequest, match="Message to react not found"):
        await bot.set_message_reaction(me, 999, "👀")


async def test_a_reaction_to_an_album_goes_to_its_first_message(
    bot: Bot, person: PersonClient, me: int, photo: Path
) -> None:
    _, _, last = await person.send_photos(me, [photo] * 3)
    await bot.set_message_reaction(me, last, "✍")
    assert [message.reactions for message in (await person.state()).private.messages] == [("✍",), (), ()]


async def test_a_photo_in_place_of_a_text_and_never_back(
    bot: Bot, person: PersonClient, me: int, photo_bytes: bytes
) -> None:
    sent = await bot.send_message(me, "Fetching the photo…", reply_markup=KEYBOARD)
    await bot.edit_message_media(InputMediaPhoto(photo_bytes, caption="Line 3"), me, sent.message_id)
    message = (await person.state()).private.message(sent.message_id)
    assert message and message.photo
    assert (message.text, message.caption, message.buttons) == (None, "Line 3", ())
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Line 3", me, sent.message_id)
