"""How the bot presents itself: its commands by scope and language, and its descriptions by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.sandbox.chats import Chat, User

Command = Mapping[str, str]
Commands = Sequence[Command]
DescriptionKind = Literal["description", "short_description"]

CommandScope = Literal["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]
SCOPES: tuple[CommandScope, ...] = get_args(CommandScope)


@dataclass
class Profile:
    """What the bot has set of itself; the language `""` is for all that have nothing of their own."""

    commands: dict[tuple[CommandScope, str], Commands] = field(default_factory=dict)
    descriptions: dict[tuple[DescriptionKind, str], str] = field(default_factory=dict)

    def set_commands(self, scope: CommandScope, language: str, commands: Commands) -> None:
        """Sets a list, or forgets the one there was."""
        self.commands[scope, language] = commands
        if not commands:
            del self.commands[scope, language]

    def commands_for(self, chat: Chat, person: User) -> Commands:
        """What an app offers a person in a chat: the first list of Telegram's order of scopes and languages."""
        for scope in _scopes(chat, person):
            for language in _languages(person):
                if commands := self.commands.get((scope, language)):
                    return commands
        return ()

    def description_for(self, kind: DescriptionKind, person: User) -> str:
        """The description in a person's language."""
        return next(filter(None, (self.descriptions.get((kind, each)) for each in _languages(person))), "")


def _scopes(chat: Chat, person: User) -> Iterator[CommandScope]:
    """The scopes from the narrowest on, as the Bot API's "Determining list of commands" has them."""
    if chat.type == "private":
        yield "all_private_chats"
    else:
        if chat.is_admin(person.id):
            yield "all_chat_administrators"
        yield "all_group_chats"
    yield "default"


def _languages(person: User) -> tuple[str, str]:
    """The two letters of a person's language, which is all that the Bot API tells apart, then any language."""
    return (person.language_code or "").partition("-")[0].lower(), ""
