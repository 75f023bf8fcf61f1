from __future__ import annotations

import asyncio
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest
from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.errors import AddressTaken
from bot.sandbox import PersonClient, PersonError, Sandbox


async def test_a_real_application_runs_against_it(bot: Bot, person: PersonClient, me: int) -> None:
    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message and update.effective_message.text
        await update.effective_message.reply_text(update.effective_message.text.upper())

    app = Application.builder().bot(bot).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    assert app.updater
    await app.initialize()
    await app.updater.start_polling()
    await app.start()
    await person.send_text(me, "hello")
    state = await person.wait(lambda state: len(state.private.messages) == 2, 10)
    assert state.private.messages[1].text == "HELLO"
    await app.updater.stop()
    await app.stop()
    await app.shutdown()


async def test_it_closes_at_once_while_polls_hang() -> None:
    async with Sandbox() as sandbox:
        bot = Bot(sandbox.token, base_url=f"{sandbox.url}/bot")
        await bot.initialize()
        person = PersonClient(sandbox.url)
        polls = [
            asyncio.create_task(bot.get_updates(timeout=30)),
            asyncio.create_task(person.wait(lambda state: False, 30)),
        ]
        await asyncio.sleep(0.2)
        began = time.monotonic()
    assert time.monotonic() - began < 1.5
    for outcome in await asyncio.gather(*polls, return_exceptions=True):
        assert outcome == () or isinstance(outcome, NetworkError | httpx.HTTPError)
    await bot.shutdown()
    await person.close()


async def test_it_leaves_the_signals_alone() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with Sandbox():
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_a_port_can_be_chosen_and_must_be_free(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    with pytest.raises(AddressTaken):
        await Sandbox(port).__aenter__()


async def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    assert sandbox.url == f"http://127.0.0.1:{port}"
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port), timeout=1)


@pytest.mark.parametrize("path", ["/", "/person/state"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}"])
async def test_other_host_names_are_refused(http: httpx.AsyncClient, path: str, host: str) -> None:
    answer = await http.get(path, headers={"Host": host.format(port=http.base_url.port)})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/person/privacy", "/person/faults", "/bot{token}/getMe"])
async def test_other_sites_are_refused(
    http: httpx.AsyncClient, sandbox: Sandbox, path: str, headers: dict[str, str]
) -> None:
    answer = await http.post(path.format(token=sandbox.token), json={"on": False}, headers=headers)
    assert answer.status_code == 403
    assert sandbox.world.privacy_mode


async def test_its_own_page_may(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    headers = {"Origin": sandbox.url, "Sec-Fetch-Site": "same-origin"}
    assert (await http.post("/person/privacy", json={"on": False}, headers=headers)).status_code == 200
    local = f"localhost:{http.base_url.port}"
    headers = {"Host": local, "Origin": f"http://{local}", "Sec-Fetch-Site": "same-origin"}
    assert (await http.post("/person/privacy", json={"on": True}, headers=headers)).status_code == 200


async def test_a_link_to_the_page_may_be_followed(http: httpx.AsyncClient) -> None:
    answer = await http.get("/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/person/state", "/nothing", "/files/x"])
async def test_every_answer_says_what_a_browser_may_do(http: httpx.AsyncClient, path: str) -> None:
    headers = (await http.get(path)).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "img-src 'self' blob:", "connect-src 'self'"):
        assert rule in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/../server.py", "/%2e%2e/server.py", "/..%2fserver.py", "//etc/passwd"])
async def test_only_the_page_is_served(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path)).status_code == 404


async def test_documents_are_downloads_and_photos_are_shown(
    http: httpx.AsyncClient, bot: Bot, person: PersonClient, me: int, photo: Path
) -> None:
    await bot.send_document(me, b"<script>alert(1)</script>", filename='a"b\nü.html')
    await person.send_photos(me, [photo])
    document, picture = (await person.state()).private.messages
    assert document.document and picture.photo
    download = await http.get(document.document.url)
    assert download.headers["content-disposition"].startswith("attachment; filename*=UTF-8''a")
    assert download.headers["content-type"] == "application/octet-stream"
    assert (await http.get(picture.photo.url)).headers["content-type"] == "image/jpeg"
    assert len(picture.photo.url) > 30


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/person/privacy", {}),
        ("POST", "/person/privacy", {"on": True, "off": False}),
        ("POST", "/person/privacy", []),
        ("POST", "/person/chats", {}),
        ("POST", "/person/chats", {"name": ""}),
        ("POST", "/person/chats", {"name": "Ada", "title": "Flat"}),
        ("POST", "/person/faults", {"method": "getMe", "status": 418}),
        ("GET", "/person/state?after=x", None),
        ("POST", "/person/chats/1/messages", None),
        ("DELETE", "/person/chats/x/messages/1", None),
        ("GET", "/files/guess", None),
    ],
)
async def test_wrong_requests_are_explained(http: httpx.AsyncClient, method: str, path: str, body: object) -> None:
    answer = await http.request(method, path, json=body)
    assert answer.status_code in (400, 404)
    assert answer.json()["error"]


@pytest.mark.parametrize("text", ["", " ", "x" * 4097])
async def test_texts_that_an_app_would_not_send(person: PersonClient, me: int, text: str) -> None:
    with pytest.raises(PersonError):
        await person.send_text(me, text)


async def test_waiting_for_what_does_not_happen(person: PersonClient) -> None:
    with pytest.raises(TimeoutError):
        await person.wait(lambda state: False, 0.1)
