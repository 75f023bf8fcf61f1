"""What the stand-in tells the bot of people who join, promote, block, edit, forward and move, against the Bot API."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox import PersonClient, Sandbox
from tests.botapi import result_violations, violations

ALL_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


@pytest.fixture(scope="module")
def spec() -> Any:
    path = Path(os.environ.get("LEGIBLE_DATA", "")) / "botapi" / "api.json"
    if not path.is_file():
        pytest.skip("LEGIBLE_DATA points to no folder with botapi/api.json")
    return json.loads(path.read_text("utf-8"))


async def test_everything_is_as_the_specification_says(
    spec: Any, sandbox: Sandbox, http: httpx.AsyncClient, person: PersonClient, me: int, photo: Path
) -> None:
    async def ask(method: str, **params: object) -> Any:
        answer = (await http.post(f"/bot{sandbox.token}/{method}", json=params)).json()
        assert answer["ok"], answer
        assert violations(method, params, spec) == []
        assert result_violations(method, answer["result"], spec) == []
        return answer["result"]

    await ask("getUpdates", allowed_updates=ALL_UPDATES)
    group = await people_do_what_they_do(person, me, sandbox.world.bot.id, photo)
    updates = await ask("getUpdates", limit=100)
    await ask("getChatAdministrators", chat_id=group)
    await ask("getChatMember", chat_id=group, user_id=me)
    scope = {"type": "all_chat_administrators"}
    commands = [{"command": "read", "description": "Read a photo"}]
    await ask("setMyCommands", commands=commands, scope=scope, language_code="de")
    await ask("getMyCommands", scope=scope, language_code="de")
    await ask("setMyDescription", description="Reads", language_code="de")
    await ask("getMyDescription", language_code="de")
    await ask("setMyShortDescription", short_description="Reads")
    await ask("getMyShortDescription")
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds == set(ALL_UPDATES) - {"callback_query"}
    statuses = {
        update["my_chat_member"]["new_chat_member"]["status"] for update in updates if "my_chat_member" in update
    }
    assert statuses == {"administrator", "kicked", "member", "restricted"}
    parts = {name for update in updates for name in update.get("message", {})}
    assert {"forward_origin", "migrate_to_chat_id", "migrate_from_chat_id", "new_chat_members"} <= parts


async def people_do_what_they_do(person: PersonClient, me: int, bot: int, photo: Path) -> int:
    """Everything that changes members, and edits; the group that it ends in."""
    cleo = await person.new_person("Cleo")
    group = await person.new_group("Choir", kind="group")
    await person.promote(group, bot)
    await person.join(group, cleo)
    await person.promote(group, cleo)
    (sent,) = await person.send_photos(group, [photo])
    await person.edit(group, sent, "caption")
    await person.forward(group, [sent], me)
    await person.block(me)
    await person.unblock(me)
    group = await person.migrate(group)
    await person.remove_bot(group)
    await person.add_bot(group)
    await person.allow_reactions(group, ["👀"])
    await person.mute(group)
    return group
