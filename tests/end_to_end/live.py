"""A bot that runs against the stand-in for Telegram, in the test's own event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import run
from bot.chat.languages.locale import Locales
from bot.commands.trial import is_working
from bot.correcting.language_model import LanguageModel
from bot.engine.worker import Loader
from bot.engine.worker_limits import Limits
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.state import ShownChat, ShownMessage, State
from bot.settings import Settings
from bot.store.database import Database
from tests.scripted import ScriptedLoader, script

PATIENCE = 30.0


def answers(chat: ShownChat) -> dict[int, ShownMessage]:
    """The bot's last words, not its placeholders, by the id of the message that each replies to; first parts only."""
    final = [message for message in chat.messages if message.sender.is_bot and not is_working(message)]
    return {message.reply_to: message for message in reversed(final) if message.reply_to is not None}


def of_album(first: str, *others: str) -> str:
    """The answer to an album whose photos have these texts."""
    return "\n\n".join([first, *(f"Photo {number}\n{text}" for number, text in enumerate(others, start=2))])


def database_file(settings: Settings, sandbox: Sandbox) -> Path:
    """Where the stand-in's bot keeps what it knows."""
    return settings.folder / f"bot-{sandbox.world.bot.id}.sqlite"


@asynccontextmanager
async def database_of(settings: Settings, sandbox: Sandbox) -> AsyncIterator[Database]:
    """The database of the stand-in's bot."""
    database = Database(f"sqlite+aiosqlite:///{database_file(settings, sandbox)}")
    await database.open()
    yield database
    await database.close()


@asynccontextmanager
async def running(
    settings: Settings,
    sandbox: Sandbox,
    load: Loader | None = None,
    limits: Limits | None = None,
    models: Sequence[LanguageModel] | None = None,
    locales: Locales | None = None,
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, running; stopped at the end as by SIGTERM. Gives its task."""
    stop = asyncio.Event()
    own = settings.model_copy(update={"token": SecretStr(sandbox.token), "api_url": sandbox.url})
    task = asyncio.create_task(
        run(own, stop, load=load or ScriptedLoader(), limits=limits, models=models, locales=locales)
    )
    try:
        yield task
    finally:
        stop.set()
        if not task.done():
            await task


@dataclass(frozen=True)
class Chat:
    """A person in a chat with the bot."""

    person: PersonClient
    id: int
    folder: Path

    async def send(self, action: str, text: str = "", caption: str | None = None, by: int | None = None) -> int:
        """Send the scripted reader something to do; the id of the message."""
        return (await self.send_album([text], caption, action=action, by=by))[0]

    async def send_album(
        self,
        texts: Sequence[str],
        caption: str | None = None,
        *,
        action: str = "text",
        by: int | None = None,
        thread: int | None = None,
        album: str | None = None,
    ) -> list[int]:
        """Send photos of these texts for the scripted reader, to an album where there are several; their ids."""
        files = [script(self.folder, f"photo{number}", action, text) for number, text in enumerate(texts)]
        return await self.person.send_photos(
            self.id, files, caption=caption, as_document=True, person=by, thread=thread, album=album
        )

    async def say(self, text: str) -> ShownMessage:
        """Send a text and wait for the bot's next message that is no placeholder."""
        sent = await self.person.send_text(self.id, text)

        def replied(state: State) -> list[ShownMessage]:
            later = [message for message in state.chat(self.id).messages if message.id > sent]
            return [message for message in later if message.sender.is_bot and not is_working(message)]

        return replied(await self.person.wait(replied, PATIENCE))[0]

    async def answer(self, request: int) -> ShownMessage:
        """The bot's last word on a request."""
        state = await self.person.wait(lambda state: request in answers(state.chat(self.id)), PATIENCE)
        return answers(state.chat(self.id))[request]

    async def messages(self) -> list[ShownMessage]:
        """What the bot wrote in the chat."""
        return [message for message in (await self.person.state()).chat(self.id).messages if message.sender.is_bot]

    async def message(self, message_id: int) -> ShownMessage:
        """A message as it is now."""
        found = (await self.person.state()).chat(self.id).message(message_id)
        assert found
        return found

    async def press(self, message: ShownMessage, button: str) -> str | None:
        """Press a button; what the bot showed on top of the chat."""
        toast = await self.person.press(self.id, message.id, button)
        return toast.text if toast else None

    async def until(self, message_id: int, text: str) -> ShownMessage:
        """The message once it contains `text`."""

        def says(state: State) -> bool:
            message = state.chat(self.id).message(message_id)
            return message is not None and text in (message.text or "")

        await self.person.wait(says, PATIENCE)
        return await self.message(message_id)

    async def reply(self, to: int, text: str, person: int | None = None) -> int:
        """Reply to a message; the id of the reply."""
        return await self.person.send_text(self.id, text, reply_to=to, person=person)

    async def replied(self, to: int) -> ShownMessage:
        """The bot's reply to a message, once it is there."""

        def found(state: State) -> list[ShownMessage]:
            return [m for m in state.chat(self.id).messages if m.sender.is_bot and m.reply_to == to]

        return found(await self.person.wait(found, PATIENCE))[-1]
