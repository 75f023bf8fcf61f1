"""A person at the stand-in, for the command line and the tests."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from bot.sandbox.chats import GroupType
from bot.sandbox.faults import FaultStatus
from bot.sandbox.state import ShownMessage, State

_POLL_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Toast:
    """What the bot showed after a button was pressed: a short notice, an alert to be closed, or a link that opened."""

    text: str
    alert: bool
    url: str | None = None


class PersonError(Exception):
    """The stand-in refused what the person wanted to do; the text says why."""


class PersonClient:
    """Does what a person's app does, at the stand-in with this URL; an async context manager.

    Chats and persons are named by their ids; without `person` it is You, or the owner of a private chat.
    """

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
            timeout=httpx.Timeout(10.0, read=90.0),
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes its connections."""
        await self._http.aclose()

    async def send_text(
        self,
        chat: int,
        text: str,
        *,
        reply_to: int | None = None,
        person: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Sends a text; returns the message's id."""
        form = _form(text=text, reply_to=reply_to, person=person, thread=thread)
        ids = (await self._ask("POST", f"/person/chats/{chat}/messages", data=form))["messages"]
        return int(ids[0])

    async def send_photos(
        self,
        chat: int,
        paths: Sequence[Path | str],
        *,
        caption: str | None = None,
        as_document: bool = False,
        reply_to: int | None = None,
        person: int | None = None,
        thread: int | None = None,
        album: str | None = None,
    ) -> list[int]:
        """Sends 1 to 10 files, as photos or as they are; several make an album. Returns their ids.

        With the `album` of an earlier message they arrive late in that album.
        """
        kind = "document" if as_document else "photo"
        form = _form(caption=caption, kind=kind, reply_to=reply_to, person=person, thread=thread, album=album)
        files = [("file", (Path(path).name, await asyncio.to_thread(Path(path).read_bytes))) for path in paths]
        answer = await self._ask("POST", f"/person/chats/{chat}/messages", data=form, files=files)
        return [int(message_id) for message_id in answer["messages"]]

    async def press(self, chat: int, message_id: int, button_text: str, *, person: int | None = None) -> Toast | None:
        """Presses the button with this text; returns what the bot showed, None if nothing.

        Raises LookupError if there is no such button, TimeoutError if the bot does not answer in 15 s.
        """
        message = (await self.state()).chat(chat).message(message_id)
        if message is None:
            raise LookupError(f"chat {chat} has no message {message_id}")
        body = {"data": message.button(button_text).data, "person": person}
        answer = await self._ask("POST", f"/person/chats/{chat}/messages/{message_id}/press", json=body)
        return Toast(answer["text"] or "", answer["alert"], answer["url"]) if answer["text"] or answer["url"] else None

    async def edit(
        self, chat: int, message_id: int, text: str | None = None, *, photo: Path | str | None = None
    ) -> None:
        """Puts another text or caption, or another photo or file, into a person's message."""
        files = [("file", (Path(photo).name, await asyncio.to_thread(Path(photo).read_bytes)))] if photo else None
        path = f"/person/chats/{chat}/messages/{message_id}"
        await self._ask("PUT", path, data=_form(text=text), files=files)

    async def forward(self, chat: int, message_ids: Sequence[int], to: int, *, person: int | None = None) -> list[int]:
        """Forwards messages of a chat to another, or the same; returns their new ids."""
        body = {"to": to, "messages": list(message_ids), "person": person}
        answer = await self._ask("POST", f"/person/chats/{chat}/forward", json=body)
        return [int(message_id) for message_id in answer["messages"]]

    async def delete(self, chat: int, message_id: int) -> None:
        """Deletes a message for everyone; the bot is not told."""
        await self._ask("DELETE", f"/person/chats/{chat}/messages/{message_id}")

    async def download(self, message: ShownMessage) -> bytes:
        """The bytes of a message's photo or document; raises LookupError if it has none."""
        media = message.photo or message.document
        if media is None:
            raise LookupError(f"message {message.id} has no file")
        response = await self._http.get(media.url)
        return response.raise_for_status().content

    async def state(self) -> State:
        """What can be seen now."""
        return State.model_validate(await self._ask("GET", "/person/state"))

    async def wait(self, predicate: Callable[[State], object], timeout: float) -> State:  # noqa: ASYNC109
        """The first state for which the predicate holds; raises TimeoutError after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        state = await self.state()
        while not predicate(state):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not seen within {timeout} seconds")
            query = {"after": state.version, "timeout": min(left, _POLL_SECONDS)}
            state = State.model_validate(await self._ask("GET", "/person/state", params=query))
        return state

    async def commands(self, chat: int, person: int | None = None) -> dict[str, str]:
        """The commands that a person is offered in a chat, each with its description."""
        query = {} if person is None else {"person": person}
        offered = await self._ask("GET", f"/person/chats/{chat}/commands", params=query)
        return {each["command"]: each["description"] for each in offered}

    async def new_person(self, name: str, *, language_code: str = "en") -> int:
        """A new person; the id is also that of their private chat."""
        body = {"name": name, "language_code": language_code}
        return int((await self._ask("POST", "/person/chats", json=body))["id"])

    async def new_group(self, title: str, topics: Sequence[str] = (), *, kind: GroupType = "supergroup") -> int:
        """A new group of You and the bot, a forum if there are topics; returns its id."""
        body = {"title": title, "topics": list(topics), "type": kind}
        return int((await self._ask("POST", "/person/chats", json=body))["id"])

    async def join(self, chat: int, person: int) -> None:
        """Lets a person into a group."""
        await self._ask("POST", f"/person/chats/{chat}/join", json={"person": person})

    async def leave(self, chat: int, person: int) -> None:
        """Lets a person leave a group."""
        await self._ask("POST", f"/person/chats/{chat}/leave", json={"person": person})

    async def promote(self, chat: int, person: int, on: bool = True) -> None:
        """Makes a member of a group, or the bot, an administrator, or a plain member again."""
        await self._ask("POST", f"/person/chats/{chat}/admins", json={"person": person, "on": on})

    async def block(self, chat: int) -> None:
        """Blocks the bot in a private chat."""
        await self._ask("POST", f"/person/chats/{chat}/block", json={"on": True})

    async def unblock(self, chat: int) -> None:
        """Lets the bot of a private chat back."""
        await self._ask("POST", f"/person/chats/{chat}/block", json={"on": False})

    async def remove_bot(self, chat: int) -> None:
        """Removes the bot from a group."""
        await self._ask("POST", f"/person/chats/{chat}/bot", json={"on": False})

    async def add_bot(self, chat: int) -> None:
        """Adds the bot to a group again."""
        await self._ask("POST", f"/person/chats/{chat}/bot", json={"on": True})

    async def mute(self, chat: int, on: bool = True) -> None:
        """Forbids the bot to write in a supergroup, or allows it again."""
        await self._ask("POST", f"/person/chats/{chat}/mute", json={"on": on})

    async def migrate(self, chat: int) -> int:
        """Makes a supergroup of a basic group; returns the new id."""
        return int((await self._ask("POST", f"/person/chats/{chat}/migrate", json={}))["id"])

    async def allow_reactions(self, chat: int, emoji: Sequence[str] | None) -> None:
        """Allows only these reactions in a group; None allows all."""
        body = {"emoji": None if emoji is None else list(emoji)}
        await self._ask("POST", f"/person/chats/{chat}/reactions", json=body)

    async def set_privacy(self, on: bool) -> None:
        """Switches the bot's privacy mode."""
        await self._ask("POST", "/person/privacy", json={"on": on})

    async def fail(self, method: str, status: FaultStatus, **details: object) -> None:
        """Lets the next `times` calls of a method fail; see `Fault` for this and the other `details`."""
        await self._ask("POST", "/person/faults", json={"method": method, "status": status, **details})

    async def heal(self) -> None:
        """Lets no call fail any more."""
        await self._ask("DELETE", "/person/faults")

    async def calls(self, after: int = 0) -> list[Mapping[str, Any]]:
        """The bot's calls with a number above `after`."""
        calls: list[Mapping[str, Any]] = await self._ask("GET", "/person/calls", params={"after": after})
        return calls

    async def _ask(self, method: str, path: str, **request: Any) -> Any:
        response = await self._http.request(method, path, **request)
        if response.status_code == httpx.codes.GATEWAY_TIMEOUT:
            raise TimeoutError(response.json()["error"])
        if response.is_error:
            raise PersonError(response.json()["error"])
        return response.json()


def _form(kind: str | None = None, **fields: object) -> dict[str, str]:
    given = {name: str(value) for name, value in fields.items() if value is not None}
    return given | ({"as": kind} if kind else {})
