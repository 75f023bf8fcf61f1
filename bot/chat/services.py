"""What the rooms of the chat work with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.ext import BaseHandler

from bot.chat.courier import TelegramCourier
from bot.chat.downloads import Downloads
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.fairuse.floodgate import Floodgate
from bot.chat.groups.administrators import Administrators
from bot.chat.job_finder import JobFinder
from bot.chat.ledger.person_names import PersonNames
from bot.chat.operator.broadcasting import Broadcaster
from bot.chat.photo_requests import PhotoRequests
from bot.engine.engine import Engine
from bot.jobs.desk import Desk
from bot.jobs.job_files import JobFiles
from bot.store.store import Store

Handlers = list[BaseHandler[Any, Any, Any]]


@dataclass(frozen=True, slots=True)
class Services:
    """Each room takes this one thing in its `handlers`, and picks what it needs.

    `admins` are the people who run the bot, `allowed_users` those who may use it, empty where everybody may;
    `retention_days` is how long notes are kept at most, `remote` whether texts go to another machine.
    """

    bot: Bot
    store: Store
    desk: Desk
    engine: Engine
    courier: TelegramCourier
    downloads: Downloads
    administrators: Administrators
    person_names: PersonNames
    files: JobFiles
    fair_use: FairUse
    floodgate: Floodgate
    photo_requests: PhotoRequests
    broadcaster: Broadcaster
    admins: Collection[int]
    allowed_users: Collection[int]
    retention_days: int
    remote: bool

    @property
    def jobs(self) -> JobFinder:
        """Who finds the job that a button or a message is about."""
        return JobFinder(self.store.journal, self.store.outbox, self.store.cards, self.administrators)
