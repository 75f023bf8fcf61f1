"""`legible try`: the whole bot against a stand-in for Telegram on this machine, without a token."""

from __future__ import annotations

import asyncio
import tempfile
import webbrowser
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.app import database_url, run
from bot.chat.placeholder import Stop
from bot.chat.texts import progress as texts
from bot.concurrency import first, stop_on_signals
from bot.engine.language_models import language_models
from bot.engine.loading import DefaultLoader
from bot.errors import WrongSetting
from bot.sandbox import PersonClient, PersonError, Sandbox
from bot.sandbox.state import ShownChat, ShownMessage, State
from bot.settings import Settings
from bot.store.database import Database
from bot.store.journal import Journal

SECONDS_PER_PHOTO = 120
SECONDS_TO_REFINE = 1800


async def chat_in_browser(settings: Settings) -> None:
    """Open the chat page and run until interrupted. Raises CannotRun."""
    async with Sandbox() as sandbox:
        typer.echo(f"Chat with the bot at {sandbox.url} (Ctrl-C ends it). {_whereabouts(settings)}")
        stop = stop_on_signals()
        opening = asyncio.create_task(asyncio.to_thread(webbrowser.open, sandbox.url))
        with _trial(sandbox, settings) as trial:
            await _run(trial, settings, stop)
        opening.cancel()


async def send_photos(
    settings: Settings, photos: Sequence[Path], *, caption: str | None, group: bool, album: bool
) -> bool:
    """Send photos as a person would and print the conversation; False where one got an apology.

    Raises WrongSetting for a file that is not there, CannotRun.
    """
    for photo in photos:
        if not photo.is_file():
            raise WrongSetting(problem=f"{photo} does not exist", allowed="name the photos to send")
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person:
        with _trial(sandbox, settings) as trial:
            conversation = Conversation(person, sandbox.bot_username, partial(all_done, trial))
            talk = asyncio.create_task(conversation.hold(photos, caption, group, album))
            await first(talk, _run(trial, settings, asyncio.Event()))
            return talk.result()


def _whereabouts(settings: Settings) -> str:
    """Where photos and texts go."""
    remote = any(model.name == "remote" for model in language_models(settings) or ())
    return f"Texts go to {settings.llm_url} to be corrected." if remote else "Nothing leaves this machine."


@contextmanager
def _trial(sandbox: Sandbox, settings: Settings) -> Iterator[Settings]:
    """The settings of a bot of the stand-in, with a data folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="legible-try-") as folder:
        yield settings.model_copy(
            update={
                "token": SecretStr(sandbox.token),
                "api_url": sandbox.url,
                "data_dir": Path(folder),
                "database_url": None,
                "allowed_users": frozenset(),
                "listen": "127.0.0.1:0",
            }
        )


async def _run(trial: Settings, settings: Settings, stop: asyncio.Event) -> None:
    await run(trial, stop, load=DefaultLoader.of(settings), models=language_models(settings))


async def all_done(trial: Settings) -> None:
    """Wait until the bot of these settings has nothing left to do: until a model has looked over the last answer."""
    database = Database(database_url(trial))
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_REFINE):
                while await Journal(database.sessions).unfinished_jobs():  # noqa: ASYNC110 — the journal tells nobody
                    await asyncio.sleep(0.1)
    finally:
        await database.close()


class Conversation:
    """A person sends photos, and what the bot says is printed as it comes."""

    def __init__(self, person: PersonClient, bot_username: str, all_done: Callable[[], Awaitable[None]]) -> None:
        self._person = person
        self._all_done = all_done
        self._bot_username = bot_username
        self._printed: dict[int, ShownMessage] = {}

    async def hold(self, photos: Sequence[Path], caption: str | None, group: bool, album: bool) -> bool:
        """Send the photos, print until each is answered; False where one got an apology."""
        state = await self._person.state()
        chat = state.group if group else state.private
        asked: set[int] = set()
        for bundle in [list(photos)] if album else [[photo] for photo in photos]:
            sent = await self._send(chat.id, bundle, caption)
            asked.update([await self._ask_to_read(chat.id, message) for message in sent] if group else sent[:1])
        chat_id = chat.id

        def answered(state: State) -> bool:
            self._print_news(state.chat(chat_id))
            replies = [replies_to(state.chat(chat_id), request) for request in asked]
            return all(replies) and not any(is_working(message) for group in replies for message in group)

        await self._person.wait(answered, SECONDS_PER_PHOTO * len(photos))
        await self._all_done()
        state = await self._person.state()
        self._print_news(state.chat(chat_id))
        return all(any(message.buttons for message in replies_to(state.chat(chat_id), request)) for request in asked)

    async def _send(self, chat_id: int, photos: Sequence[Path], caption: str | None) -> list[int]:
        typer.echo(f"You: {', '.join(f'[{photo.name}]' for photo in photos)} {caption or ''}".rstrip())
        try:
            return await self._person.send_photos(chat_id, photos, caption=caption)
        except PersonError:  # no app shows it as a photo: it goes as a file
            return await self._person.send_photos(chat_id, photos, caption=caption, as_document=True)

    async def _ask_to_read(self, chat_id: int, message_id: int) -> int:
        command = f"/read@{self._bot_username}"
        typer.echo(f"You: {command}")
        return await self._person.send_text(chat_id, command, reply_to=message_id)

    def _print_news(self, chat: ShownChat) -> None:
        for message in chat.messages:
            if message.sender.is_bot and self._printed.get(message.id) != message:
                self._printed[message.id] = message
                typer.echo(f"{message.sender.name}: {_content(message)}")


def is_working(message: ShownMessage) -> bool:
    """Whether a message is a placeholder: it can be stopped, or the rest of an answer is still to come."""
    stoppable = any(button.data and Stop.parse(button.data) for row in message.buttons for button in row)
    return stoppable or message.text in (texts.NEXT_PART, texts.WRITING_FILE, texts.CUTTING)


def replies_to(chat: ShownChat, request: int) -> list[ShownMessage]:
    """What the bot wrote in reply to a message."""
    return [message for message in chat.messages if message.sender.is_bot and message.reply_to == request]


def _content(message: ShownMessage) -> str:
    if message.document:
        return f"[{message.document.name}, {message.document.size} bytes]"
    text = message.text or ""
    if not message.buttons:
        return text
    rows = "\n".join(" ".join(f"[{button.text}]" for button in row) for row in message.buttons)
    return f"\n{text}\n{rows}"
