"""Who handles what: the rooms of the chat put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chat.access import Access
from bot.chat.answer.handlers import answer_handlers
from bot.chat.answer.presses import Presses
from bot.chat.answer.refetching import Refetcher
from bot.chat.application import TelegramApplication
from bot.chat.commands import Commands, privacy
from bot.chat.courier import TelegramCourier
from bot.chat.duplicates import Duplicates
from bot.chat.edits import Edits
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.forget_command import FORGET, Forgetting
from bot.chat.groups.administrators import Administrators
from bot.chat.groups.auto_command import AutoCommand
from bot.chat.groups.my_chat_member import MyChatMember
from bot.chat.history_command import OPEN, TURN, Notes
from bot.chat.interpreter import Interpreter
from bot.chat.photos import Photos
from bot.chat.placeholder import STOP
from bot.chat.settings.choices import SETTINGS
from bot.chat.settings.settings_menu import SettingsMenu
from bot.chat.words.handlers import learning_handlers
from bot.engine.engine import Engine
from bot.jobs.desk import Desk
from bot.jobs.files import JobFiles
from bot.store.store import Store

Handlers = list[BaseHandler[Any, Any, Any]]
BEFORE_ACCESS, BEFORE_ALL_OTHERS = -2, -1  # what becomes of the bot itself concerns it, whoever did it


@dataclass(frozen=True)
class House:
    """What the rooms of the chat work with."""

    application: TelegramApplication
    store: Store
    desk: Desk
    engine: Engine
    courier: TelegramCourier
    interpreter: Interpreter
    members: Administrators
    files: JobFiles
    fair_use: FairUse


def add_handlers(house: House, *, allowed_users: Collection[int], retention_days: int, remote: bool) -> None:
    """Say who handles what; `remote` is whether texts go to another machine. The first that fits an update takes it."""
    application, members, interpreter = house.application, house.members, house.interpreter
    access = Access(allowed_users, house.store.refused, interpreter)
    standing = MyChatMember(house.store.journal, house.desk, members, interpreter)
    own = ChatMemberHandler.MY_CHAT_MEMBER
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, standing.moved), group=BEFORE_ACCESS)
    application.add_handler(ChatMemberHandler(standing.changed, own), group=BEFORE_ACCESS)
    application.add_handler(TypeHandler(Update, access.check), group=BEFORE_ALL_OTHERS)
    application.add_handler(ChatMemberHandler(standing.greet, own))
    edits = Edits(house.store.journal, house.desk, house.fair_use, interpreter)
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, edits.edited))
    photos = Photos(
        house.desk,
        house.courier,
        house.store.preferences,
        interpreter,
        Duplicates(application.bot, house.store.journal, house.store.outbox),
        members,
        house.fair_use,
    )
    application.add_handlers(_commands(house, retention_days, remote=remote))
    application.add_handlers(_notes(house, retention_days))
    application.add_handlers(
        learning_handlers(application.bot, house.store, house.desk, house.engine, members, interpreter)
    )
    application.add_handlers(_photos(house, photos))


def _commands(house: House, retention_days: int, *, remote: bool) -> Handlers:
    """What is asked of the bot as a whole."""
    policy = partial(privacy, most_days=retention_days, remote=remote)
    commands = Commands(
        house.store.journal, house.desk, house.members, house.interpreter, house.store.preferences, policy
    )
    automatic = AutoCommand(house.store.preferences, house.members, house.interpreter)
    return [
        CommandHandler("start", commands.start),
        CommandHandler("help", commands.help),
        CommandHandler("privacy", commands.privacy),
        CommandHandler("cancel", commands.cancel),
        CommandHandler("auto", automatic.auto),
        CallbackQueryHandler(commands.stop, pattern=rf"^{STOP}:[0-9]{{1,18}}$"),
    ]


def _notes(house: House, retention_days: int) -> Handlers:
    """What is kept: settings, history, forgetting."""
    forgetting = Forgetting(
        house.store.journal,
        house.desk,
        house.store.outbox,
        house.courier,
        house.members,
        house.interpreter,
    )
    notes = Notes(house.store.history, house.store.journal, house.store.outbox, house.courier, house.interpreter)
    settings = SettingsMenu(
        house.store.preferences, house.store.history, house.members, house.interpreter, retention_days
    )
    return [
        CommandHandler("forget", forgetting.forget),
        CommandHandler("history", notes.history),
        CommandHandler("settings", settings.settings),
        CallbackQueryHandler(forgetting.press, pattern=rf"^{FORGET}:[0-9]{{1,18}}$"),
        CallbackQueryHandler(notes.turn, pattern=rf"^{TURN}:[0-9]{{1,9}}:"),
        CallbackQueryHandler(notes.open, pattern=rf"^{OPEN}:[0-9]{{1,18}}$"),
        CallbackQueryHandler(settings.press, pattern=rf"^{SETTINGS}:"),
    ]


def _photos(house: House, photos: Photos) -> Handlers:
    """What is sent to be read, what is under an answer, and every message that nobody else takes."""
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    presses = Presses(house.store.journal, house.interpreter, house.members)
    refetcher = Refetcher(house.courier, house.files)
    return [
        CommandHandler("read", photos.read),
        *answer_handlers(presses, house.store.journal, house.courier, refetcher, house.engine),
        MessageHandler(private & ~filters.StatusUpdate.ALL, photos.private),
        MessageHandler(groups & ~filters.StatusUpdate.ALL, photos.group),
    ]
