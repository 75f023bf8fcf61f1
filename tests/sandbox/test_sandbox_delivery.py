from __future__ import annotations

from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.sandbox import PersonClient, Sandbox

ADDRESSED = ["/read@legible_bot", "/read@Legible_Bot now", "/start@legible_bot deep"]
NOT_ADDRESSED = ["hello", "@legible_bot read this", "see /read@legible_bot", "/read@other_bot", "//read@legible_bot"]


@pytest.mark.parametrize("text", ADDRESSED)
async def test_privacy_mode_lets_commands_to_the_bot_through(
    bot: Bot, person: PersonClient, group: int, text: str
) -> None:
    await person.send_text(group, text)
    assert [text_of(update) for update in await bot.get_updates()] == [text]


@pytest.mark.parametrize("text", NOT_ADDRESSED)
async def test_privacy_mode_holds_back_the_rest(bot: Bot, person: PersonClient, group: int, text: str) -> None:
    await bot.send_message(group, "I was the last bot to speak")
    await person.send_text(group, text)
    assert await bot.get_updates() == ()


async def test_a_bare_command_needs_the_bot_to_have_spoken_last(bot: Bot, person: PersonClient, group: int) -> None:
    await person.send_text(group, "/read")
    assert await bot.get_updates() == ()
    await bot.send_message(group, "hello")
    await person.send_text(group, "/read")
    assert [text_of(update) for update in await bot.get_updates()] == ["/read"]


async def test_only_replies_to_the_bot_itself_come_through(
    bot: Bot, sandbox: Sandbox, person: PersonClient, group: int
) -> None:
    ada = next(user.id for user in sandbox.world.users.values() if user.name == "Ada")
    hers = await person.send_text(group, "lunch?", person=ada)
    own = await bot.send_message(group, "text")
    await person.send_text(group, "yes", reply_to=hers)
    await person.send_text(group, "Cléa", reply_to=own.message_id)
    (update,) = await bot.get_updates()
    assert update.message and update.message.text == "Cléa"
    assert update.message.reply_to_message == own


@pytest.mark.parametrize(("caption", "seen"), [(None, False), ("lunch", False), ("/read@legible_bot", True)])
async def test_photos_in_a_group(
    bot: Bot, person: PersonClient, group: int, photo: Path, caption: str | None, seen: bool
) -> None:
    await person.send_photos(group, [photo], caption=caption)
    assert bool(await bot.get_updates()) is seen


async def test_a_command_in_reply_to_an_album_brings_one_photo_along(
    bot: Bot, person: PersonClient, group: int, photo: Path
) -> None:
    first, second = await person.send_photos(group, [photo, photo])
    await person.send_text(group, "/read@legible_bot", reply_to=second)
    (update,) = await bot.get_updates()
    assert update.message and update.message.reply_to_message
    assert update.message.reply_to_message.message_id == second != first
    assert update.message.reply_to_message.photo
    assert update.message.reply_to_message.reply_to_message is None


async def test_service_messages_and_the_invitation_come_through(bot: Bot, person: PersonClient) -> None:
    group = await person.new_group("Flat 12")
    ada = await person.new_person("Cleo")
    await person.send_text(group, "hi all", person=ada)
    invitation, added, joined = await bot.get_updates()
    assert invitation.my_chat_member and invitation.my_chat_member.new_chat_member.status == "member"
    assert added.message and [user.id for user in added.message.new_chat_members] == [bot.id]
    assert joined.message and [user.first_name for user in joined.message.new_chat_members] == ["Cleo"]


async def test_without_privacy_mode_everything_comes(bot: Bot, person: PersonClient, group: int, photo: Path) -> None:
    await person.set_privacy(False)
    for text in (*ADDRESSED, *NOT_ADDRESSED, "/read"):
        await person.send_text(group, text)
    await person.send_photos(group, [photo])
    assert len(await bot.get_updates()) == len(ADDRESSED) + len(NOT_ADDRESSED) + 2


async def test_everything_private_comes(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    for text in (*ADDRESSED, *NOT_ADDRESSED):
        await person.send_text(me, text)
    await person.send_photos(me, [photo])
    assert len(await bot.get_updates()) == len(ADDRESSED) + len(NOT_ADDRESSED) + 1


async def test_the_bot_is_never_told_of_a_deletion(bot: Bot, person: PersonClient, me: int) -> None:
    message = await person.send_text(me, "oops")
    await person.delete(me, message)
    assert len(await bot.get_updates()) == 1
    assert (await person.state()).private.messages == ()


def text_of(update: Update) -> str | None:
    return update.message.text if update.message else None
