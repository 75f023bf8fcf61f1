"""The same file a second time in the same chat."""

from __future__ import annotations

import pytest

from bot.chat.pacing import RETRIES
from bot.chat.texts import groups as texts
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running
from tests.end_to_end.test_groups import BOT, plain, read_all, words

pytestmark = pytest.mark.usefixtures("calm")


async def test_in_private_the_first_answer_is_shown_again(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        photo = await chat.send("text", "milk")
        first = await chat.answer(photo)
        (again,) = await chat.person.forward(chat.id, [photo], chat.id)
        pointer = await chat.answer(first.id)
        assert pointer.text == texts.READ_BEFORE
        assert again not in answers((await chat.person.state()).chat(chat.id))
        assert len(await chat.messages()) == 2


async def test_where_telegram_does_not_take_the_pointer_the_photo_is_read_again(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        photo = await chat.send("text", "milk")
        await chat.answer(photo)
        await chat.person.fail("sendMessage", 500, times=RETRIES + 1)
        (again,) = await chat.person.forward(chat.id, [photo], chat.id)
        assert (await chat.answer(again)).text == "milk"


async def test_in_a_supergroup_a_link_leads_to_it(settings: Settings, sandbox: Sandbox, group: Chat) -> None:
    bela = await group.person.new_person("Béla")
    async with running(settings, sandbox):
        photo = await group.send("text", "milk")
        first = await group.answer(await group.person.send_text(group.id, f"/read{BOT}", reply_to=photo))
        again = await group.person.send_text(group.id, f"/read{BOT}", reply_to=photo, person=bela)
        pointer = await group.answer(again)
        assert pointer.text == plain(texts.READ_BEFORE_HTML)
        assert f'href="https://t.me/c/{str(group.id).removeprefix("-100")}/{first.id}"' in pointer.html


async def test_in_a_basic_group_the_answer_is_shown(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    basic = Chat(chat.person, await chat.person.new_group("Stall", kind="group"), chat.folder)
    async with running(settings, sandbox):
        photo = await basic.send("text", "milk")
        first = await basic.answer(await basic.person.send_text(basic.id, f"/read{BOT}", reply_to=photo))
        await basic.person.send_text(basic.id, f"/read{BOT}", reply_to=photo)
        assert (await basic.answer(first.id)).text == texts.READ_BEFORE


async def test_another_chat_knows_nothing_of_it(settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat) -> None:
    async with running(settings, sandbox):
        photo = await chat.send("text", "milk")
        await chat.answer(photo)
        await read_all(group)
        (forwarded,) = await chat.person.forward(chat.id, [photo], group.id)
        assert (await group.answer(forwarded)).text == "milk"


async def test_what_was_forgotten_or_deleted_is_read_again(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        photo = await chat.send("text", "milk")
        answer = await chat.answer(photo)
        await chat.say("/forget")
        (again,) = await chat.person.forward(chat.id, [photo], chat.id)
        second = await chat.answer(again)
        assert (second.text, second.id != answer.id) == ("milk", True)
        await chat.person.delete(chat.id, second.id)
        (third,) = await chat.person.forward(chat.id, [photo], chat.id)
        assert (await chat.answer(third)).text == "milk"


async def test_new_words_have_it_read_again(settings: Settings, sandbox: Sandbox, group: Chat) -> None:
    async with running(settings, sandbox):
        photo = await group.send("text", "milk")
        command = f"/read{BOT} words: Okafor"
        await group.answer(await group.person.send_text(group.id, f"/read{BOT}", reply_to=photo))
        with_words = await group.person.send_text(group.id, command, reply_to=photo)
        assert "milk" in ((await group.answer(with_words)).text or "")
        assert [message.text for message in await group.messages()].count(plain(texts.READ_BEFORE_HTML)) == 0


async def test_what_could_not_be_read_is_tried_again(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        photo = await chat.send("nothing")
        first = await chat.answer(photo)
        (again,) = await chat.person.forward(chat.id, [photo], chat.id)
        assert (await chat.answer(again)).text == first.text


async def test_within_an_album_each_is_read_once(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        first, second = await chat.send_album(["one", "two"])
        await chat.answer(first)
        album = await chat.person.forward(chat.id, [first, second, first], chat.id)
        answer = await chat.answer(album[0])
        assert words(answer) == ["one", "two", "one"]
        assert texts.READ_BEFORE not in [message.text for message in await chat.messages()]
