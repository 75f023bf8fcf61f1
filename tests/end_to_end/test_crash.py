"""`legible run` killed with SIGKILL while photos of five chats are on their way: every one is answered, once.

As a command it does more rounds: `python -m tests.end_to_end.test_crash 20`.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.chat.texts.progress import STAGES
from bot.commands.trial import is_working
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import State
from tests.end_to_end.live import answers
from tests.end_to_end.program import ready, start

SAMPLES = Path(__file__).parents[1] / "data"
PHOTOS = {"receipt.jpg": "15.92", "note.jpg": "Thursday", "html.jpg": "stars"}
CHATS = 5
ROUNDS = 3
PATIENCE = 240


@dataclass
class Outcome:
    """What the rounds brought: photos asked and answered, answers beyond the first, orphaned placeholders, and the
    stages that the photos were in just before the bot was killed.
    """

    seed: int
    asked: int = 0
    answered: int = 0
    second_answers: int = 0
    orphans: int = 0
    killed_at: Counter[str] = field(default_factory=Counter)


async def rounds(count: int, folder: Path, seed: int) -> Outcome:
    """Send photos, kill the bot at a random moment, start it anew; `count` times, then let it finish."""
    chance = random.Random(seed)
    outcome = Outcome(seed)
    asked: dict[int, dict[int, str]] = {}
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
        chats = [await person.new_person(f"Person {number}") for number in range(CHATS)]
        bot = await start(sandbox, folder)
        for _ in range(count):
            for chat in chats:
                name = chance.choice(list(PHOTOS))
                request = (await person.send_photos(chat, [SAMPLES / name]))[0]
                asked.setdefault(chat, {})[request] = PHOTOS[name]
            state = await person.wait(partial(caught, asked=asked, answered=chance.randrange(CHATS)), PATIENCE)
            outcome.killed_at.update(in_work(state))
            await asyncio.sleep(chance.uniform(0, 0.5))
            bot.kill()
            await bot.wait()
            bot = await start(sandbox, folder)
        everything = {(chat, request) for chat, requests in asked.items() for request in requests}
        state = await person.wait(
            lambda state: all(request in answers(state.chat(chat)) for chat, request in everything), PATIENCE
        )
        await ready(person)
        bot.terminate()
        assert await bot.wait() == 0
    for chat, requests in asked.items():
        for request, expected in requests.items():
            replies = [message for message in state.chat(chat).messages if message.reply_to == request]
            final = [message for message in replies if not is_working(message)]
            outcome.asked += 1
            outcome.answered += expected in (final[0].text or "")
            outcome.second_answers += len(final) - 1
            outcome.orphans += len(replies) - len(final)
    return outcome


def caught(state: State, asked: dict[int, dict[int, str]], answered: int) -> bool:
    """Whether so many of the photos sent last are answered and the work goes on, or nothing is left to do."""
    waiting = [chat for chat, requests in asked.items() if max(requests) not in answers(state.chat(chat))]
    return not waiting or (len(waiting) <= CHATS - answered and bool(in_work(state)))


def in_work(state: State) -> list[str]:
    """The stages that the placeholders show."""
    messages = [message for chat in state.chats for message in chat.messages]
    return [text for message in messages if (text := message.text) and text in STAGES.values()]


async def test_every_photo_is_answered_once_whatever_moment_the_bot_is_killed(tmp_path: Path) -> None:
    outcome = await rounds(ROUNDS, tmp_path / "data", seed=random.randrange(10**6))
    assert outcome.answered == outcome.asked == ROUNDS * CHATS, outcome
    assert outcome.second_answers == 0, outcome
    assert outcome.killed_at, outcome
    assert list((tmp_path / "data").glob("jobs/*")) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own_folder:
        print(asyncio.run(rounds(int(sys.argv[1]), Path(own_folder), seed=1)))
        print("files left:", list(Path(own_folder).glob("jobs/*")))
