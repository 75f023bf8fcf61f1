"""Re-correct: an answer corrected again from the stored reading, with further words, and taken back."""

from __future__ import annotations

from pathlib import Path

from bot.chat import texts as answers
from bot.chat.texts import answer as own_texts
from bot.chat.texts import glossary
from bot.chat.texts import lessons as texts
from bot.engine.loading import DefaultLoader
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, running

NOTE = "Dear Dr Kovocs\nplease send the form to Okafcr"


async def methods(chat: Chat, after: int) -> list[str]:
    return [call["method"] for call in await chat.person.calls(after)]


async def test_words_in_a_reply_correct_the_answer_in_place_and_undo_takes_them_back(bot: None, chat: Chat) -> None:
    request = await chat.send("text", NOTE)
    answer = await chat.answer(request)
    before = len(await chat.person.calls())
    await chat.reply(answer.id, "words: Kovács, Nobody")
    changed = await chat.until(answer.id, "Dr Kovács")
    assert changed.text == f"{NOTE.replace('Kovocs', 'Kovács')}\n\nCorrected again, with Kovács."
    assert "getFile" not in await methods(chat, before)
    assert len(await chat.messages()) == 1
    await chat.press(changed, answers.UNDO)
    back = await chat.until(answer.id, "Kovocs")
    assert back.text == NOTE
    assert answers.UNDO not in [button.text for row in back.buttons for button in row]
    await chat.reply(request, "Words: Okafor")  # to the photo, which is as good as to its answer
    await chat.until(answer.id, "to Okafor")


async def test_the_button_takes_the_glossary_as_it_is_now(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", NOTE))
    assert await chat.press(answer, own_texts.RECORRECT) == own_texts.NO_WORDS
    reply = await chat.reply(answer.id, "words: …")
    assert (await chat.replied(reply)).text == texts.UNKNOWN_WORDS
    await chat.reply(answer.id, "words: Xylophon")
    nothing = await chat.until(answer.id, answers.NONE_FOUND)
    assert nothing.text == f"{NOTE}\n\n{answers.NONE_FOUND}"
    assert answers.UNDO not in [button.text for row in nothing.buttons for button in row]
    await chat.say("/glossary add Okafor, form=Form")
    await chat.press(answer, own_texts.RECORRECT)
    changed = await chat.until(answer.id, "the Form to Okafor")
    assert (changed.text or "").endswith("\n\nCorrected again, with Okafor, Form.")


async def test_words_are_found_in_capitals_and_with_an_ending(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", "KOVOCS AND\nthe Okafcrs, yours"))
    await chat.reply(answer.id, "words: Kovács, Okafor, our")
    changed = await chat.until(answer.id, "Corrected again")
    assert changed.text == "KOVÁCS AND\nthe Okafors, yours\n\nCorrected again, with Kovács, Okafor."


async def test_words_after_a_restart(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", NOTE))
    async with running(settings, sandbox):
        await chat.reply(answer.id, "words: Okafor")
        await chat.until(answer.id, "to Okafor")


async def test_replies_that_are_about_nothing(bot: None, chat: Chat) -> None:
    answer = await chat.answer(await chat.send("text", NOTE))
    mine = await chat.person.send_text(chat.id, "hello")
    reply = await chat.reply(mine, "words: Kovács")
    assert (await chat.replied(reply)).text == texts.NO_NOTE
    shown = await chat.say("/help")
    reply = await chat.reply(shown.id, "words: Kovács")
    assert (await chat.replied(reply)).text == texts.NO_NOTE
    reply = await chat.reply(answer.id, "thanks")
    assert (await chat.replied(reply)).text == texts.HOW_TO_REPLY
    await chat.say("/forget")
    for said in ("words: Kovács", NOTE.replace("Kovocs", "Kovács")):
        reply = await chat.reply(answer.id, said)
        assert (await chat.replied(reply)).text == texts.NO_NOTE
    assert await chat.press(answer, own_texts.RECORRECT) == answers.EXPIRED


async def test_a_reply_to_what_is_still_being_read(bot: None, chat: Chat) -> None:
    request = await chat.send("slow 2", NOTE)
    state = await chat.person.wait(lambda state: [m for m in state.chat(chat.id).messages if m.sender.is_bot], 10)
    reply = await chat.reply(state.chat(chat.id).messages[-1].id, "words: Kovács")
    assert (await chat.replied(reply)).text == answers.NOT_READY
    assert (await chat.answer(request)).text == NOTE


async def test_in_a_group_the_asker_and_admins_decide(bot: None, chat: Chat, tmp_path: Path) -> None:
    group = Chat(chat.person, await chat.person.new_group("Kitchen table"), tmp_path)
    ada, bob = [await chat.person.new_person(name) for name in ("Ada Two", "Bob")]
    for person in (ada, bob):
        await chat.person.join(group.id, person)
    photo = await group.send("text", NOTE)
    request = await group.person.send_text(group.id, "/read@legible_bot", reply_to=photo, person=ada)
    answer = await group.answer(request)
    stranger = await group.reply(answer.id, "words: Okafor", person=bob)
    assert (await group.replied(stranger)).text == own_texts.ONLY_ASKER
    toast = await chat.person.press(group.id, answer.id, own_texts.RECORRECT, person=bob)
    assert toast and toast.text == own_texts.ONLY_ASKER
    await group.reply(answer.id, "words: Okafor", person=ada)
    await group.until(answer.id, "to Okafor")
    await group.reply(answer.id, "words: Kovács")  # You created the group
    changed = await group.until(answer.id, "Dr Kovács")
    toast = await chat.person.press(group.id, answer.id, answers.UNDO, person=bob)
    assert toast and toast.text == own_texts.ONLY_ASKER
    await group.press(changed, answers.UNDO)
    assert "Okafor" in ((await group.until(answer.id, "Dr Kovocs")).text or "")


async def test_a_personal_term_never_shows_up_in_a_group(bot: None, chat: Chat, tmp_path: Path) -> None:
    group = Chat(chat.person, await chat.person.new_group("Kitchen table"), tmp_path)
    await chat.say("/glossary add Kovács")
    photo = await group.send("text", NOTE)
    answer = await group.answer(await group.reply(photo, "/read@legible_bot"))
    assert await group.press(answer, own_texts.RECORRECT) == own_texts.NO_WORDS
    command = await group.person.send_text(group.id, "/glossary@legible_bot add Okafor")
    await group.replied(command)
    await group.press(answer, own_texts.RECORRECT)
    changed = await group.until(answer.id, "to Okafor")
    assert "Kovocs" in (changed.text or "")
    assert glossary.EMPTY not in (changed.text or "")


async def test_a_real_reading_is_corrected_from_what_the_reader_saw(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    sample = Path(__file__).parents[1] / "data" / "note.jpg"
    async with running(settings, sandbox, DefaultLoader.of(settings)):
        (sent,) = await chat.person.send_photos(chat.id, [sample])
        answer = await chat.answer(sent)
        before = len(await chat.person.calls())
        word = max((answer.text or "").split(), key=lambda word: (word.isalpha(), len(word)))
        await chat.reply(answer.id, f"words: {word}={word}heim")
        changed = await chat.until(answer.id, f"{word}heim")
        assert f"\nCorrected again, with {word}heim." in (changed.text or "")
        assert "getFile" not in await methods(chat, before)
