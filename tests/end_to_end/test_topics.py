"""Topics: each may have every photo read or not, and its answers stay in it."""

from __future__ import annotations

import pytest

from bot.chat.texts import groups as texts
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running
from tests.end_to_end.test_groups import BOT, plain

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture
async def forum(chat: Chat) -> Chat:
    """A group with the topics General, Receipts and Letters."""
    return Chat(chat.person, await chat.person.new_group("Flat 12", ["General", "Receipts", "Letters"]), chat.folder)


async def topics(forum: Chat) -> list[int]:
    return [topic.id for topic in (await forum.person.state()).chat(forum.id).topics]


async def command(forum: Chat, text: str, thread: int) -> str:
    sent = await forum.person.send_text(forum.id, text, thread=thread)
    answer = await forum.answer(sent)
    assert answer.thread == (await forum.message(sent)).thread
    return answer.text or ""


async def test_a_topic_has_its_photos_read_and_the_others_not(
    settings: Settings, sandbox: Sandbox, forum: Chat
) -> None:
    general, receipts, letters = await topics(forum)
    await forum.person.set_privacy(False)
    async with running(settings, sandbox):
        assert await command(forum, f"/auto{BOT} on", receipts) == plain(texts.AUTO_TOPIC_ON_HTML)
        (quiet,) = await forum.send_album(["a letter"], thread=letters)
        (also_quiet,) = await forum.send_album(["a chat"], thread=general)
        (receipt,) = await forum.send_album(["milk"], thread=receipts)
        answer = await forum.answer(receipt)
        assert (answer.text, answer.thread) == ("milk", receipts)
        assert await command(forum, f"/auto{BOT}", letters) == plain(texts.AUTO_IS_OFF_HTML)
        assert not {quiet, also_quiet} & set(answers((await forum.person.state()).chat(forum.id)))


async def test_a_topic_may_be_left_out(settings: Settings, sandbox: Sandbox, forum: Chat) -> None:
    general, receipts, letters = await topics(forum)
    await forum.person.set_privacy(False)
    async with running(settings, sandbox):
        assert await command(forum, f"/auto{BOT} off", letters) == plain(texts.AUTO_TOPIC_OFF_HTML)
        assert await command(forum, f"/auto{BOT} on", general) == plain(texts.AUTO_GROUP_ON_HTML)
        (quiet,) = await forum.send_album(["a letter"], thread=letters)
        for topic in (general, receipts):
            (photo,) = await forum.send_album([f"in {topic}"], thread=topic)
            answer = await forum.answer(photo)
            assert (answer.text, answer.thread) == (f"in {topic}", None if topic == general else topic)
        assert quiet not in answers((await forum.person.state()).chat(forum.id))


async def test_a_photo_that_was_read_in_another_topic(settings: Settings, sandbox: Sandbox, forum: Chat) -> None:
    _, receipts, letters = await topics(forum)
    async with running(settings, sandbox):
        (photo,) = await forum.send_album(["milk"], thread=receipts)
        asked = await forum.person.send_text(forum.id, f"/read{BOT}", reply_to=photo, thread=receipts)
        first = await forum.answer(asked)
        again = await forum.person.send_text(forum.id, f"/read{BOT}", reply_to=photo, thread=letters)
        pointer = await forum.answer(again)
        number = str(forum.id).removeprefix("-100")
        assert f'href="https://t.me/c/{number}/{receipts}/{first.id}"' in pointer.html
        assert pointer.thread == letters
