from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats
from telegram.error import BadRequest

from bot.sandbox import PersonClient, PersonError, Sandbox


async def test_topics(bot: Bot, person: PersonClient) -> None:
    await person.set_privacy(False)
    forum = await person.new_group("Flat 12", ["General", "Receipts"])
    general, receipts = (await person.state()).chat(forum).topics
    assert (general.id, general.name, receipts.name) == (1, "General", "Receipts")
    await person.send_text(forum, "in general")
    await person.send_text(forum, "in the topic", thread=receipts.id)
    first, second = [update.message for update in await bot.get_updates()][-2:]
    assert first and second
    assert (first.message_thread_id, first.is_topic_message) == (None, None)
    assert (second.message_thread_id, second.is_topic_message) == (receipts.id, True)
    assert second.chat.is_forum
    assert second.reply_to_message and second.reply_to_message.forum_topic_created


async def test_the_bot_answers_in_the_topic(bot: Bot, person: PersonClient) -> None:
    forum = await person.new_group("Flat 12", ["Receipts"])
    topic = (await person.state()).chat(forum).topics[1].id
    asked = await person.send_text(forum, "/read@legible_bot", thread=topic)
    named = await bot.send_message(forum, "named", message_thread_id=topic)
    replied = await bot.send_message(forum, "replied", reply_to_message_id=asked)
    assert named.message_thread_id == replied.message_thread_id == topic
    assert [message.thread for message in (await person.state()).chat(forum).messages] == [topic] * 3


@pytest.mark.parametrize("thread", [1, 4711])
async def test_a_topic_that_cannot_be_named(bot: Bot, person: PersonClient, thread: int) -> None:
    forum = await person.new_group("Flat 12", ["Receipts"])
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum, "x", message_thread_id=thread)


async def test_replies_in_a_plain_group_have_a_thread_that_is_no_topic(
    bot: Bot, person: PersonClient, group: int
) -> None:
    await person.set_privacy(False)
    first = await person.send_text(group, "first")
    second = await person.send_text(group, "second", reply_to=first)
    await person.send_text(group, "third", reply_to=second)
    messages = [update.message for update in await bot.get_updates()]
    assert [message.message_thread_id for message in messages if message] == [None, first, first]
    assert [message.is_topic_message for message in messages if message] == [None] * 3


async def test_members(bot: Bot, sandbox: Sandbox, person: PersonClient, me: int, group: int) -> None:
    ada = next(user.id for user in sandbox.world.users.values() if user.name == "Ada")
    chat = (await person.state()).chat(group)
    assert [chat.status(user) for user in (me, ada, bot.id)] == ["creator", "member", "member"]
    assert [member.user.id for member in await bot.get_chat_administrators(group)] == [me]
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(me)


async def test_message_ids_rise_by_chat(person: PersonClient, me: int, group: int) -> None:
    ids = [await person.send_text(chat, "x") for chat in (me, group, me, group)]
    other = await person.new_person("Cleo")
    assert ids == [1, 1, 2, 2]
    assert await person.send_text(other, "x") == 3


async def test_nobody_writes_in_another_persons_chat(person: PersonClient, me: int) -> None:
    cleo = await person.new_person("Cleo")
    with pytest.raises(PersonError, match="You is not in this chat"):
        await person.send_text(cleo, "hi", person=me)


async def test_commands_by_scope(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("read", "Read a photo")])
    await bot.set_my_commands([BotCommand("here", "Here")], scope=BotCommandScopeAllGroupChats(), language_code="fr")
    assert [command.command for command in await bot.get_my_commands()] == ["read"]
    assert await bot.get_my_commands(scope=BotCommandScopeAllGroupChats()) == ()
    french = await bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="fr")
    assert [command.command for command in french] == ["here"]
