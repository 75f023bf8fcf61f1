"""What tests of the chat share: a stand-in for Telegram, and somebody who has its calls fail."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox import PersonClient, Sandbox


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A stand-in that the tests of a file share."""
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
async def person(sandbox: Sandbox) -> AsyncIterator[PersonClient]:
    """Whoever plans the faults."""
    async with PersonClient(sandbox.url) as person:
        yield person
