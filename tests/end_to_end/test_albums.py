"""Albums and files of several pages: one note, in order, whatever comes late, fails or is stopped."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PIL import Image

from bot.chat.texts import progress
from bot.commands.trial import is_working
from bot.engine.loading import DefaultLoader
from bot.errors import NothingToRead, TooManyPages
from bot.jobs.desk import ALBUM_SECONDS
from bot.jobs.local_runner import Pace
from bot.jobs.stages import MOST_PAGES
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, of_album, running
from tests.scripted import script
from tests.scripted_model import ScriptedModel

SAMPLES = Path(__file__).parents[1] / "data"


def pictures(folder: Path, count: int, action: str = "text") -> list[Path]:
    return [script(folder, f"photo{number}", action, f"photo {number}") for number in range(count)]


def in_order(count: int, text: str = "photo") -> str:
    """What an answer says of so many photos."""
    return of_album(*(f"{text} {number}" for number in range(count)))


async def send(chat: Chat, paths: list[Path], album: str | None = None) -> ShownMessage:
    """Send files as an album, or into one; the first of them."""
    first = (await chat.person.send_photos(chat.id, paths, as_document=True, album=album))[0]
    return await chat.message(first)


async def test_a_late_photo_takes_its_place_in_the_answer(shared_chat: Chat) -> None:
    paths = pictures(shared_chat.folder, 10)
    first = await send(shared_chat, paths[:9])
    answer = await shared_chat.answer(first.id)
    assert answer.text == in_order(9)
    await send(shared_chat, paths[9:], first.album)
    await shared_chat.until(answer.id, "photo 9")
    assert (await shared_chat.message(answer.id)).text == in_order(10)
    assert len(await shared_chat.messages()) == 1


async def test_a_photo_that_comes_while_the_others_are_read_is_read_with_them(shared_chat: Chat) -> None:
    paths = pictures(shared_chat.folder, 4, "slow 0.4")
    first = await send(shared_chat, paths[:3])
    await reading(shared_chat, 2, 3)
    await send(shared_chat, paths[3:], first.album)
    answer = await shared_chat.answer(first.id)
    assert answer.text == in_order(4) and len(await shared_chat.messages()) == 1


async def test_a_photo_that_comes_while_a_model_works_is_in_the_answer(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    model = ScriptedModel({})
    model.answering.clear()
    paths = [script(chat.folder, f"photo{number}", "text", f"the wether {number}") for number in range(3)]
    async with running(settings, sandbox, models=[model]):
        first = await send(chat, paths[:2])
        answer = await chat.answer(first.id)
        while not model.asked:
            await asyncio.sleep(0.02)
        await send(chat, paths[2:], first.album)
        await chat.until(answer.id, "the wether 2")
        model.answering.set()
        await chat.person.wait(lambda state: text_of(state, chat.id, answer.id) == in_order(3, "the wether"), PATIENCE)


async def test_a_photo_that_comes_while_the_answer_is_sent_is_read_before_a_model_works(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    model = ScriptedModel({})
    model.answering.clear()
    paths = [script(chat.folder, f"photo{number}", "text", f"the wether {number}") for number in range(3)]
    async with running(settings, sandbox, models=[model]):
        await chat.person.fail("editMessageText", "slow", times=6, seconds=1.0)
        first = await send(chat, paths[:2])
        while "Correcting…" not in [call["params"].get("text") for call in await chat.person.calls()]:
            await asyncio.sleep(0.02)
        await send(chat, paths[2:], first.album)
        await chat.until((await chat.answer(first.id)).id, "the wether 2")


def text_of(state: State, chat_id: int, message_id: int) -> str | None:
    message = state.chat(chat_id).message(message_id)
    return message.text if message else None


async def reading(chat: Chat, number: int, count: int) -> ShownMessage:
    """The placeholder once it says that this photo of so many is read."""
    text = progress.READING_PHOTO.format(number=number, count=count)
    state = await chat.person.wait(lambda state: text in [m.text for m in state.chat(chat.id).messages], PATIENCE)
    return next(message for message in state.chat(chat.id).messages if message.text == text)


async def test_a_photo_of_an_album_that_cannot_be_read_is_named_and_the_others_are_there(shared_chat: Chat) -> None:
    paths = pictures(shared_chat.folder, 3)
    paths[1] = script(shared_chat.folder, "nothing", "nothing")
    answer = await shared_chat.answer((await send(shared_chat, paths)).id)
    assert "photo 0\n\nPhoto 3\nphoto 2" in (answer.text or "")
    assert f"Photo 2: {NothingToRead.person}" in (answer.text or "")


async def test_an_album_of_which_nothing_can_be_read_gets_the_reason(shared_chat: Chat) -> None:
    first = await send(shared_chat, [script(shared_chat.folder, f"nothing{number}", "nothing") for number in range(2)])
    answer = await shared_chat.answer(first.id)
    assert answer.text == NothingToRead.person
    await send(shared_chat, pictures(shared_chat.folder, 1), first.album)
    await shared_chat.until(answer.id, "photo 0")


async def test_cancel_on_the_placeholder_stops_the_album(shared_chat: Chat) -> None:
    first = await send(shared_chat, pictures(shared_chat.folder, 5, "slow 0.4"))
    placeholder = await reading(shared_chat, 2, 5)
    assert await shared_chat.press(placeholder, progress.CANCEL) is None
    assert (await shared_chat.until(placeholder.id, "Stopped")).buttons == ()
    await send(shared_chat, pictures(shared_chat.folder, 1), first.album)
    assert (await shared_chat.answer(await shared_chat.send("text", "the next one"))).text == "the next one"
    assert len(await shared_chat.messages()) == 2


async def test_an_album_outlives_a_restart(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        first = await send(chat, pictures(chat.folder, 4, "slow 0.3"))
        await reading(chat, 3, 4)
    async with running(settings, sandbox):
        assert (await chat.answer(first.id)).text == in_order(4)
        assert len(await chat.messages()) == 1


async def test_every_page_of_a_file_is_read(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    with Image.open(SAMPLES / "note.jpg") as note, Image.open(SAMPLES / "letter.jpg") as letter:
        note.convert("L").save(chat.folder / "two.pdf", save_all=True, append_images=[letter.convert("L")])
    async with running(settings, sandbox, DefaultLoader.of(settings)):
        answer = await chat.answer((await send(chat, [chat.folder / "two.pdf"])).id)
        calls = await chat.person.calls()
    text = answer.text or ""
    assert text.index("Thursday") < text.index("\nPage 2\n") < text.index("Dear Mr Okafor")
    assert any(call["params"].get("text") == "Reading page 2 of 2…" for call in calls)


async def test_a_file_of_too_many_pages_is_declined_at_once(shared_chat: Chat) -> None:
    page = Image.new("L", (10, 10))
    page.save(shared_chat.folder / "many.pdf", save_all=True, append_images=[page] * MOST_PAGES)
    answer = await shared_chat.answer((await send(shared_chat, [shared_chat.folder / "many.pdf"])).id)
    assert answer.text == TooManyPages.person.format(limit=MOST_PAGES)


async def test_the_placeholder_and_the_reaction_are_there_before_the_album_is_whole(shared_chat: Chat) -> None:
    first = await send(shared_chat, pictures(shared_chat.folder, 2))
    state = await shared_chat.person.wait(
        lambda state: (
            state.chat(shared_chat.id).messages[-1].sender.is_bot and state.chat(shared_chat.id).messages[0].reactions
        ),
        ALBUM_SECONDS,
    )
    assert is_working(state.chat(shared_chat.id).messages[-1])
    assert state.chat(shared_chat.id).messages[0].reactions == ("👀",)
    await shared_chat.answer(first.id)


async def test_a_placeholder_that_telegram_is_slow_to_take_is_sent_once(shared_chat: Chat) -> None:
    await shared_chat.person.fail("sendMessage", "slow", times=2, seconds=ALBUM_SECONDS + 1)
    first = await send(shared_chat, pictures(shared_chat.folder, 2))
    assert (await shared_chat.answer(first.id)).text == in_order(2)
    assert len(await shared_chat.messages()) == 1


async def test_an_album_whose_download_has_to_be_stopped_holds_up_no_other(shared_chat: Chat) -> None:
    ada = Chat(shared_chat.person, await shared_chat.person.new_person("Ada"), shared_chat.folder)
    await shared_chat.person.fail("file", "slow", seconds=2 * Pace.grace_seconds)
    first = await send(shared_chat, pictures(shared_chat.folder, 2))
    while not any(call["method"] == "getFile" for call in await shared_chat.person.calls()):
        await asyncio.sleep(0.02)
    await send(shared_chat, pictures(shared_chat.folder, 1), first.album)
    await send(ada, pictures(shared_chat.folder, 2))
    await shared_chat.person.wait(lambda state: len(state.chat(ada.id).messages) == 3, Pace.grace_seconds - 1)


async def test_those_who_wait_see_their_place(shared_chat: Chat) -> None:
    requests = [await shared_chat.send("slow 1.5", f"note {number}") for number in range(4)]
    await shared_chat.person.wait(
        lambda state: any("before yours" in (m.text or "") for m in state.chat(shared_chat.id).messages), PATIENCE
    )
    for number, request in enumerate(requests):
        assert (await shared_chat.answer(request)).text == f"note {number}"
