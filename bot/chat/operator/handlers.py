"""Handlers for whoever runs the bot, in the private chat with it; for others these commands do not exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, fields
from html import escape
from importlib.metadata import version

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler, filters

from bot.chat.callback_data import CallbackData
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.languages.locale import Locale
from bot.chat.operator.broadcasting import Broadcaster
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
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


@dataclass(frozen=True, slots=True)
class SendBroadcast(CallbackData):
    """*Send* a broadcast to all."""

    prefix = "broadcast"
    number: int


@dataclass(frozen=True, slots=True)
class WithdrawBroadcast(CallbackData):
    """*Don't send* a broadcast."""

    prefix = "withdraw"
    number: int


def handlers(services: Services) -> Handlers:
    """Who handles what operators ask; to be asked before those who take any text."""
    store, allowed = services.store, filters.ChatType.PRIVATE & filters.User(user_id=services.admins)
    operator = Operator(services.admins, store.statistics, services.engine, store.broadcasts, services.broadcaster)
    return [
        CommandHandler("stats", operator.stats, allowed),
        CommandHandler("broadcast", operator.broadcast, allowed),
        SendBroadcast.handler(operator.send),
        WithdrawBroadcast.handler(operator.withdraw),
    ]


class Operator:
    """What those in `admins` can ask of the bot."""

    def __init__(
        self,
        admins: Collection[int],
        statistics: Statistics,
        engine: Engine,
        broadcasts: Broadcasts,
        broadcaster: Broadcaster,
    ) -> None:
        self._admins = admins
        self._statistics = statistics
        self._engine = engine
        self._broadcasts = broadcasts
        self._broadcaster = broadcaster

    async def stats(self, _: Update, context: Context) -> None:
        """`/stats`: the figures."""
        models = [model.name for model in self._engine.models]
        await reply(context.message, table_of(await self._statistics.now(), models, context.say))

    async def broadcast(self, _: Update, context: Context) -> None:
        """`/broadcast` in reply to a message: ask whether it is to be copied to all."""
        message, say = context.message, context.say
        count = await self._broadcasts.audience(but=message.chat_id)
        if message.reply_to_message is None:
            await reply(message, say.html(texts.HOW_TO_BROADCAST))
        elif not count:
            await reply(message, say.html(texts.NOBODY))
        else:
            number = await self._broadcasts.propose(message.chat_id, message.reply_to_message.message_id, say.code)
            yes = SendBroadcast(number).button(say(texts.SEND))
            no = WithdrawBroadcast(number).button(say(texts.DO_NOT_SEND))
            keyboard = InlineKeyboardMarkup.from_row([yes, no])
            await reply(message, say.count_html(texts.SEND_TO_ALL, count), keyboard)

    async def send(self, context: Context, pressed: SendBroadcast) -> None:
        """The answer to that question: to all."""
        report_id = context.message.message_id
        if self._may_decide(context) and await self._broadcasts.start(pressed.number, context.chat.id, report_id):
            count = (await self._broadcasts.tally(pressed.number)).count
            await self._decided(context, context.say.count_html(texts.SENDING, count, tried=0))
        else:
            await acknowledge(context.query, context.say(texts.DECIDED), alert=False)

    async def withdraw(self, context: Context, pressed: WithdrawBroadcast) -> None:
        """The answer to that question: to nobody."""
        if self._may_decide(context) and await self._broadcasts.withdraw(pressed.number, context.chat.id):
            await self._decided(context, context.say.html(texts.NOT_SENT))
        else:
            await acknowledge(context.query, context.say(texts.DECIDED), alert=False)

    def _may_decide(self, context: Context) -> bool:
        return context.asker_id in self._admins

    async def _decided(self, context: Context, html: str) -> None:
        await rewrite(context.query, html)
        self._broadcaster.wake()
        await acknowledge(context.query)


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
