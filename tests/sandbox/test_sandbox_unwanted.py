"""A bot that is blocked, removed, muted or not to react, and groups that move."""

from __future__ import annotations

from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.sandbox import PersonClient, PersonError

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo")]])


async def statuses(bot: Bot) -> list[str]:
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    return [change.new_chat_member.status for change in changes]


async def test_a_person_blocks_the_bot_and_lets_it_back(bot: Bot, person: PersonClient, me: int) -> None:
    sent = await bot.send_message(me, "Milk", reply_markup=BUTTON)
    await person.block(me)
    for call in (
        bot.send_message(me, "x"),
        bot.edit_message_text("x", me, sent.message_id),
        bot.set_message_reaction(me, sent.message_id, "👀"),
    ):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await call
    with pytest.raises(PersonError, match="unblock it first"):
        await person.send_text(me, "hi")
    with pytest.raises(PersonError, match="unblock it first"):
        await person.press(me, sent.message_id, "Undo")
    await person.unblock(me)
    await bot.send_message(me, "back")
    assert await statuses(bot) == ["kicked", "member"]


async def test_a_group_removes_the_bot_and_adds_it_again(bot: Bot, person: PersonClient, group: int) -> None:
    await person.set_privacy(False)
    await person.remove_bot(group)
    await person.send_text(group, "gone at last")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group, "x")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.get_chat_administrators(group)
    assert (await person.state()).group.status(bot.id) == "kicked"
    await person.add_bot(group)
    await bot.send_message(group, "hello")
    removed, added, service = await bot.get_updates()
    assert removed.my_chat_member and removed.my_chat_member.new_chat_member.status == "kicked"
    assert added.my_chat_member and added.my_chat_member.new_chat_member.status == "member"
    assert service.message and service.message.new_chat_members[0].id == bot.id


async def test_a_muted_bot_edits_and_reacts_but_sends_nothing(
    bot: Bot, person: PersonClient, group: int, photo_bytes: bytes
) -> None:
    sent = await bot.send_message(group, "Reading…")
    await person.mute(group)
    for call, content in (
        (bot.send_message(group, "x"), "text messages"),
        (bot.send_photo(group, photo_bytes), "photos"),
        (bot.send_document(group, b"x", filename="a.txt"), "documents"),
    ):
        with pytest.raises(BadRequest, match=f"Not enough rights to send {content} to the chat"):
            await call
    await bot.edit_message_text("Milk", group, sent.message_id)
    await bot.set_message_reaction(group, sent.message_id, "👀")
    await person.mute(group, False)
    await bot.send_message(group, "x")
    assert await statuses(bot) == ["restricted", "member"]


async def test_a_basic_group_becomes_a_supergroup(bot: Bot, person: PersonClient, me: int) -> None:
    old = await person.new_group("Choir", kind="group")
    cleo = await person.new_person("Cleo")
    await person.join(old, cleo)
    await person.promote(old, cleo)
    new = await person.migrate(old)
    messages = [update.message for update in await bot.get_updates() if update.message]
    assert [(message.chat_id, message.migrate_to_chat_id) for message in messages[-2:]] == [(old, new), (new, None)]
    assert messages[-1].migrate_from_chat_id == old
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(old, "x")
    assert caught.value.new_chat_id == new
    state = await person.state()
    assert [state.chat(new).status(user) for user in (cleo, me)] == ["administrator", "creator"]
    assert state.chat(old).migrated_to == new
    await bot.send_message(new, "x")
    with pytest.raises(PersonError, match="has become a supergroup"):
        await person.send_text(old, "x")
    with pytest.raises(PersonError, match="only a basic group"):
        await person.migrate(new)


async def test_a_chat_may_allow_some_reactions_or_none(bot: Bot, person: PersonClient, group: int, photo: Path) -> None:
    (sent,) = await person.send_photos(group, [photo])
    await person.allow_reactions(group, ["👌"])
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(group, sent, "👀")
    await bot.set_message_reaction(group, sent, "👌")
    assert (await person.state()).group.reactions == ("👌",)
    await person.allow_reactions(group, [])
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(group, sent, "👌")
    await bot.set_message_reaction(group, sent, [])
    await person.allow_reactions(group, None)
    await bot.set_message_reaction(group, sent, "👀")


async def test_what_only_fits_the_other_kind_of_chat(person: PersonClient, me: int, group: int) -> None:
    for act in (person.remove_bot(me), person.allow_reactions(me, []), person.block(group), person.mute(me)):
        with pytest.raises(PersonError):
            await act
