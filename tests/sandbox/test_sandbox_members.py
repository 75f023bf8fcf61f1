from __future__ import annotations

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.sandbox import PersonClient, PersonError, Sandbox

ALL_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


async def admins(bot: Bot, chat: int) -> dict[str, str]:
    return {member.user.first_name: member.status for member in await bot.get_chat_administrators(chat)}


async def test_a_person_becomes_an_administrator_and_a_member_again(bot: Bot, person: PersonClient, me: int) -> None:
    async def status(user: int) -> str:
        return (await person.state()).chat(group).status(user)

    group = await person.new_group("Flat 12")
    cleo = await person.new_person("Cleo")
    assert await status(cleo) == "left"
    await person.join(group, cleo)
    assert await status(cleo) == "member"
    await person.promote(group, cleo)
    assert await status(cleo) == "administrator"
    assert await admins(bot, group) == {"You": "creator", "Cleo": "administrator"}
    await person.promote(group, cleo, False)
    assert await admins(bot, group) == {"You": "creator"}


async def test_the_bot_as_an_administrator_sees_everything(bot: Bot, person: PersonClient) -> None:
    group = await person.new_group("Flat 12")
    await person.send_text(group, "before")
    await person.promote(group, bot.id)
    await person.send_text(group, "after")
    invited, _, promoted, after = await bot.get_updates()
    assert invited.my_chat_member
    assert promoted.my_chat_member and promoted.my_chat_member.new_chat_member.status == "administrator"
    assert after.message and after.message.text == "after"
    await person.promote(group, bot.id, False)
    await person.send_text(group, "later")
    assert (await bot.get_updates())[-1].my_chat_member


async def test_only_an_administrator_is_told_of_others(bot: Bot, person: PersonClient) -> None:
    await bot.get_updates(allowed_updates=ALL_UPDATES)
    group = await person.new_group("Flat 12")
    cleo = await person.new_person("Cleo")
    await person.join(group, cleo)
    await person.promote(group, bot.id)
    await person.promote(group, cleo)
    changed = [update.chat_member for update in await bot.get_updates() if update.chat_member]
    assert [(each.old_chat_member.status, each.new_chat_member.status) for each in changed] == [
        ("member", "administrator")
    ]
    assert changed[0].new_chat_member.user.id == cleo


async def test_an_administrator_may_delete_what_others_wrote(bot: Bot, person: PersonClient, group: int) -> None:
    theirs = await person.send_text(group, "spam")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group, theirs)
    await person.promote(group, bot.id)
    assert await bot.delete_message(group, theirs)


async def test_who_cannot_be_promoted(person: PersonClient, me: int, group: int) -> None:
    cleo = await person.new_person("Cleo")
    with pytest.raises(PersonError, match="Cleo is not in this group"):
        await person.promote(group, cleo)
    with pytest.raises(PersonError, match="stays its administrator"):
        await person.promote(group, me, False)
    with pytest.raises(PersonError, match="there is no such person"):
        await person.promote(group, 4711)


async def test_a_persons_language(bot: Bot, person: PersonClient, group: int) -> None:
    lena = await person.new_person("Lena", language_code="zh-hant")
    await person.send_text(lena, "hi")
    (update,) = await bot.get_updates()
    assert update.effective_user and update.effective_user.language_code == "zh-hant"


async def test_a_basic_group(bot: Bot, person: PersonClient, me: int) -> None:
    group = await person.new_group("Choir", kind="group")
    sent = [await person.send_text(me, "x"), await person.send_text(group, "/read@legible_bot")]
    update: Update = (await bot.get_updates())[-1]
    assert update.effective_chat and update.effective_chat.type == "group"
    assert -1_000_000_000_000 < group < 0
    assert sent[1] == sent[0] + 1
    with pytest.raises(PersonError, match="only a supergroup has topics"):
        await person.new_group("Choir", ["Receipts"], kind="group")


async def test_joining_twice_says_it_once(bot: Bot, person: PersonClient, sandbox: Sandbox, group: int) -> None:
    cleo = await person.new_person("Cleo")
    for _ in range(2):
        await person.join(group, cleo)
    assert len([message for message in sandbox.world.messages(group) if message.service]) == 1


async def test_somebody_leaves_and_is_still_known(bot: Bot, person: PersonClient, me: int) -> None:
    group = await person.new_group("Flat 12")
    cleo = await person.new_person("Cleo")
    await person.join(group, cleo)
    assert (await bot.get_chat_member(group, cleo)).status == "member"
    await bot.get_updates(offset=-1, allowed_updates=ALL_UPDATES)
    await person.leave(group, cleo)
    left = (await bot.get_updates())[-1].message
    assert left and left.left_chat_member and left.left_chat_member.id == cleo
    member = await bot.get_chat_member(group, cleo)
    assert (member.status, member.user.first_name) == ("left", "Cleo")
    with pytest.raises(PersonError, match="Cleo cannot leave"):
        await person.leave(group, cleo)
    with pytest.raises(PersonError, match="You cannot leave"):
        await person.leave(group, me)
    with pytest.raises(BadRequest, match="Member not found"):
        await bot.get_chat_member(group, 4711)
