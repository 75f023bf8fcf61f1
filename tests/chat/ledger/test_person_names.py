"""The names of people, asked of the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, User

from bot.chat.languages.locale import Locales
from bot.chat.ledger import person_names
from bot.chat.ledger.person_names import PersonNames, told_apart
from bot.chat.texts import ledger as texts
from bot.sandbox import PersonClient, Sandbox

ENGLISH = Locales().of("en")
STRANGER = 4711


@pytest.fixture
async def names(sandbox: Sandbox) -> AsyncIterator[PersonNames]:
    async with Bot(sandbox.token, f"{sandbox.url}/bot", f"{sandbox.url}/file/bot") as bot:
        yield PersonNames(bot)


async def asked(person: PersonClient) -> int:
    return [call["method"] for call in await person.calls()].count("getChatMember")


async def test_names_are_asked_once_also_of_who_left(person: PersonClient, names: PersonNames) -> None:
    group = await person.new_group("Flat 12")
    cleo = await person.new_person("Cleo")
    await person.join(group, cleo)
    await person.leave(group, cleo)
    me = (await person.state()).private.id
    before = await asked(person)
    for _ in range(2):
        found = await names.of(group, [me, cleo, STRANGER, -5, me], ENGLISH)
        assert found == {me: "You", cleo: "Cleo", STRANGER: texts.SOMEBODY, -5: texts.SOMEBODY}
    assert await asked(person) - before == 3


async def test_a_slow_or_failing_telegram_holds_nobody_up(
    person: PersonClient, names: PersonNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_names, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(person_names, "UNKNOWN_SECONDS", 0.0)
    me = (await person.state()).private.id
    await person.fail("getChatMember", "slow", seconds=5)
    assert await names.of(me, [me], ENGLISH) == {me: texts.SOMEBODY}
    await person.fail("getChatMember", 500)
    assert await names.of(me, [me], ENGLISH) == {me: texts.SOMEBODY}
    assert await names.of(me, [me], ENGLISH) == {me: "You"}


def test_people_of_one_name_are_told_apart() -> None:
    users = [
        User(1, "Anna", is_bot=False, last_name="Kovács", username="kov"),
        User(2, "anna", is_bot=False, last_name="Okafor"),
        User(3, "Ben", is_bot=False, last_name="Okafor"),
        User(4, "Cy", is_bot=False, username="cy4"),
        User(5, "Cy", is_bot=False, username="cy5"),
        User(6, "x" * 40, is_bot=False),
        None,
    ]
    told = told_apart(dict(enumerate(users, 1)), ENGLISH)
    assert [*told.values()] == [
        "Anna Kovács", "anna Okafor", "Ben", "Cy @cy4", "Cy @cy5", f"{'x' * 23}…", texts.SOMEBODY
    ]  # fmt: skip
