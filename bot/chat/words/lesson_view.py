"""What an offer of lessons looks like, and what its buttons say. No Telegram call is made here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from telegram import InlineKeyboardMarkup

from bot.chat.callback_data import CallbackData
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import lessons as texts
from bot.chat.words.glossary_view import with_arrow
from bot.store.lesson_rows import LessonOffer, Pair

LONGEST_LABEL = 48


class Into(StrEnum):
    """Where the ticked pairs go; the values stand in callback data."""

    OWN = "own"
    GROUP = "group"
    NOWHERE = "none"


@dataclass(frozen=True, slots=True)
class TickPair(CallbackData):
    """A pair, counted from 0: tick it, or take its tick away."""

    prefix = "lesson"
    offer_id: int
    index: int


@dataclass(frozen=True, slots=True)
class TakeLessons(CallbackData):
    """The ticked pairs are to be learned, or nothing is."""

    prefix = "lesson"
    offer_id: int
    into: Into


def offer_html(offer: LessonOffer, say: Locale) -> str:
    """The question which of the pairs are to be learned."""
    said = say.html(texts.OFFER_HTML)
    return said if all(pair.ticked for pair in offer.pairs) else f"{said} {say.html(texts.OFFER_UNSURE)}"


def offer_keyboard(offer: LessonOffer, say: Locale, *, group: bool) -> InlineKeyboardMarkup:
    """A button for each pair, with its tick, and where they go."""
    pairs = [TickPair(offer.id, index).button(_label(pair)) for index, pair in enumerate(offer.pairs)]
    goals = [TakeLessons(offer.id, Into.OWN).button(say(texts.INTO_OWN))]
    if group:
        goals.append(TakeLessons(offer.id, Into.GROUP).button(say(texts.INTO_GROUP)))
    return InlineKeyboardMarkup(
        [*([pair] for pair in pairs), goals, [TakeLessons(offer.id, Into.NOWHERE).button(say(texts.NOT_NOW))]]
    )


def learned_html(pairs: Iterable[Pair], say: Locale, *, group: bool) -> str:
    """What was learned."""
    lines = [f"• {escape(with_arrow(pair.read, pair.meant), quote=False)}" for pair in pairs]
    return "\n".join([say.html(texts.LEARNED_GROUP if group else texts.LEARNED_OWN), *lines])


def _label(pair: Pair) -> str:
    return shorten(f"{'✓' if pair.ticked else '▢'} {with_arrow(pair.read, pair.meant)}", LONGEST_LABEL)
