"""Handlers for whoever runs the bot, in the private chat with it; for others these commands do not exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import astuple, fields
from html import escape
from importlib.metadata import version

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chat.application import TelegramApplication
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.operator.broadcasting import Broadcaster
from bot.chat.reply import reply
from bot.chat.texts import operator as texts
from bot.engine.engine import Engine
from bot.store.broadcasts import Broadcasts
from bot.store.figures import Counts, Figures, Statistics

LABELS: Mapping[str, str] = {
    "photos": texts.PHOTOS,
    "pages": texts.PAGES,
    "notes": texts.NOTES,
    "people": texts.PEOPLE,
    "chats": texts.CHATS,
}
SEND = "broadcast"
WITHDRAW = "withdraw"


class Operator:
    """What those in `admins` can ask of the bot."""

    def __init__(
        self,
        admins: Collection[int],
        statistics: Statistics,
        engine: Engine,
        broadcasts: Broadcasts,
        broadcaster: Broadcaster,
        interpreter: Interpreter,
    ) -> None:
        self._admins = admins
        self._statistics = statistics
        self._engine = engine
        self._broadcasts = broadcasts
        self._broadcaster = broadcaster
        self._interpreter = interpreter

    def add_handlers(self, application: TelegramApplication) -> None:
        """Add the handlers; to be called before those that take any text."""
        allowed = filters.ChatType.PRIVATE & filters.User(user_id=self._admins)
        application.add_handler(CommandHandler("stats", self.stats, allowed))
        application.add_handler(CommandHandler("broadcast", self.broadcast, allowed))
        application.add_handler(CallbackQueryHandler(self.decide, rf"^({SEND}|{WITHDRAW}):[0-9]{{1,18}}$"))

    async def stats(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/stats`: the figures."""
        if update.effective_message:
            say = await self._interpreter.of(update)
            models = [model.name for model in self._engine.models]
            html = table_of(await self._statistics.now(), models, say)
            await reply(update.effective_message, html)

    async def broadcast(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/broadcast` in reply to a message: ask whether it is to be copied to all."""
        message = update.effective_message
        if message is None:
            return
        say = await self._interpreter.of(update)
        count = await self._broadcasts.audience(but=message.chat_id)
        if message.reply_to_message is None:
            await reply(message, say.html(texts.HOW_TO_BROADCAST))
        elif not count:
            await reply(message, say.html(texts.NOBODY))
        else:
            number = await self._broadcasts.propose(message.chat_id, message.reply_to_message.message_id, say.code)
            yes = InlineKeyboardButton(say(texts.SEND), callback_data=f"{SEND}:{number}")
            no = InlineKeyboardButton(say(texts.DO_NOT_SEND), callback_data=f"{WITHDRAW}:{number}")
            keyboard = InlineKeyboardMarkup.from_row([yes, no])
            await reply(message, say.count_html(texts.SEND_TO_ALL, count), keyboard)

    async def decide(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The buttons under that question."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        say = await self._interpreter.of(update)
        name, number = (query.data or "").split(":")
        if query.from_user.id not in self._admins or not await self._decide(name, int(number), query, say):
            await acknowledge(query, say(texts.DECIDED), alert=False)
            return
        await acknowledge(query)

    async def _decide(self, name: str, number: int, query: CallbackQuery, say: Locale) -> bool:
        """Do what the button says; False where it was decided before."""
        if query.message is None:
            return False
        chat_id = query.message.chat.id
        if name == WITHDRAW:
            decided = await self._broadcasts.withdraw(number, chat_id)
            html = say.html(texts.NOT_SENT)
        else:
            decided = await self._broadcasts.start(number, chat_id, query.message.message_id)
            html = say.count_html(texts.SENDING, (await self._broadcasts.tally(number)).count, tried=0)
        if decided:
            await rewrite(query, html)
            self._broadcaster.wake()
        return decided


def table_of(figures: Figures, models: Collection[str], say: Locale) -> str:
    """The figures as HTML. Numbers stand before their names, so that they are in columns in every language."""
    periods = [astuple(counts) for counts in (figures.today, figures.week, figures.kept)]
    rows = zip(fields(Counts), *periods, strict=True)
    table = "\n".join(f"{now:6} {week:6} {kept:6}  {say(LABELS[field.name])}" for field, now, week, kept in rows)
    notes = figures.kept.notes
    share = round(100 * figures.failed / notes) if notes else 0
    lines = [say.html(texts.STATS_HTML), f"<pre>{escape(table)}</pre>"]
    lines.append(say.count_html(texts.APOLOGIES_HTML, notes, failed=figures.failed, share=share))
    if figures.reasons:
        reasons = sorted(figures.reasons.items(), key=lambda reason: -reason[1])
        lines.append(f"<pre>{escape(chr(10).join(f'{count:6}  {name}' for name, count in reasons))}</pre>")
    lines.append(say.count_html(texts.IN_WORK, figures.in_work))
    lines.append(say.html(texts.MODELS, names=", ".join(models)) if models else say.html(texts.NO_MODEL))
    megabytes = f"{figures.database_bytes / 2**20:.1f}"
    lines.append(say.html(texts.DATABASE, megabytes=megabytes, version=version("legible")))
    return "\n".join(lines)
