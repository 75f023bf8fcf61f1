"""Users, and the chats that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

ChatType = Literal["private", "group", "supergroup"]
Role = Literal["administrator", "restricted", "kicked"]
Status = Literal["creator", "member", "left"] | Role
GroupType = Literal["group", "supergroup"]

GENERAL_TOPIC = 1


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot."""

    id: int
    name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a group; its id is the id of the service message that opened it (1 for General)."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat of one person with the bot, or a group; the first member of a group created it.

    A basic group that became a supergroup has `migrated_to`; `reactions` are the allowed ones, None all.
    """

    id: int
    type: ChatType
    title: str
    members: tuple[int, ...]
    topics: tuple[Topic, ...] = ()
    roles: Mapping[int, Role] = field(default_factory=dict)
    migrated_to: int | None = None
    reactions: tuple[str, ...] | None = None

    def status(self, user_id: int) -> Status:
        """What a user is in the chat, in the words of ChatMember."""
        if role := self.roles.get(user_id):
            return role
        if user_id not in self.members:
            return "left"
        return "creator" if self.type != "private" and user_id == self.members[0] else "member"

    def is_admin(self, user_id: int) -> bool:
        """Whether a user may decide for the group."""
        return self.status(user_id) in ("creator", "administrator")

    def with_status(self, user_id: int, status: Status) -> Chat:
        """The chat with the user in it, or out of it, in this status."""
        roles = {other: role for other, role in self.roles.items() if other != user_id}
        if status in ("administrator", "restricted", "kicked"):
            roles[user_id] = status
        members = self.members if user_id in self.members else (*self.members, user_id)
        if status in ("left", "kicked"):
            members = tuple(member for member in members if member != user_id)
        return replace(self, members=members, roles=roles)
