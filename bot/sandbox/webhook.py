"""Updates that go to a webhook instead of waiting for getUpdates."""

from __future__ import annotations

import re
import ssl
import time
from dataclasses import replace
from urllib.parse import urlsplit

import httpx

from bot.sandbox.api_error import bad_request
from bot.sandbox.update_queue import Update, UpdateQueue, Webhook
from bot.sandbox.world import World

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_SECONDS_TO_ANSWER = 10.0
_SECONDS_TO_RETRY = 1.0


def checked_webhook(url: str, secret_token: str) -> Webhook:
    """A webhook; Telegram wants HTTPS, the stand-in also takes HTTP, but calls this machine only."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise bad_request("bad webhook: invalid webhook URL specified") from error
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: the stand-in calls this machine only")
    if not _SECRET.fullmatch(secret_token):
        raise bad_request("secret token contains unallowed characters")
    return Webhook(url, secret_token)


async def call_webhook(world: World) -> None:
    """Posts updates one by one until it is cancelled; one that is not taken is tried again after a second."""
    updates, changes = world.updates, world.changes
    no_certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(timeout=_SECONDS_TO_ANSWER, trust_env=False, verify=no_certificates) as client:
        while not changes.closed:
            await changes.wait(lambda: bool(updates.webhook and len(updates)), _SECONDS_TO_RETRY)
            update = updates.first()
            if not (updates.webhook and update):
                continue
            if problem := await _problem(client, updates.webhook, update):
                _note(updates, problem)
                await changes.wait(lambda: False, _SECONDS_TO_RETRY)
            else:
                updates.confirm(update)


async def _problem(client: httpx.AsyncClient, webhook: Webhook, update: Update) -> str | None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token} if webhook.secret_token else {}
    try:
        answer = await client.post(webhook.url, json=update, headers=headers)
    except httpx.TimeoutException:
        return "Read timeout expired"
    except httpx.HTTPError:
        return "Connection failed"
    return (
        None if answer.is_success else f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
    )


def _note(updates: UpdateQueue, problem: str) -> None:
    if updates.webhook:
        updates.webhook = replace(updates.webhook, last_error=problem, last_error_date=int(time.time()))
