"""The messages of an answer: the text of what is no receipt, then a card for each receipt."""

from __future__ import annotations

from bot.chat.answer.messages import AnswerMessage, show
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card_faces import face_message
from bot.chat.receipts.card_places import CardPlaces
from bot.chat.receipts.cards import Cards
from bot.chat.receipts.shown_side import ShownSide, first_face, first_view
from bot.job import Job
from bot.receipts.ledger.expense import Expense
from bot.store.ledger import Ledger
from bot.store.outbox import Outbox


class AnswerParts:
    """Knows what an answer consists of, each part on the side to which people turned it."""

    def __init__(self, outbox: Outbox, ledger: Ledger, cards: Cards) -> None:
        self._outbox = outbox
        self._ledger = ledger
        self._cards = cards

    async def of(self, job: Job, say: Locale) -> list[AnswerMessage]:
        """The messages of an answer, or of the apology."""
        if job.failure:
            return [AnswerMessage(say.html(job.failure.person, **job.failure.details))]
        places = await self._places(job)
        parts = await self._text(job, places, say)
        for index in range(len(places.expenses)):
            parts.append(await self._card(job, places, index, part_key(job, len(parts)), say))
        return parts

    async def card(self, job: Job, key: str, say: Locale) -> AnswerMessage | None:
        """The card in the message with that key of the outbox; None where it is no card's."""
        for own, _, index, places in await self._keys(job, say):
            if own == key:
                return await self._card(job, places, index, key, say)
        return None

    async def expense_in(self, job: Job, key: str, say: Locale) -> Expense | None:
        """The expense whose card is in the message with that key of the outbox; None where it is no card's."""
        return next((expense for own, expense, *_ in await self._keys(job, say) if own == key), None)

    async def key_of(self, job: Job, expense_id: int, say: Locale) -> str | None:
        """The outbox's key of the message with an expense's card, None where the answer has none."""
        return next((key for key, expense, *_ in await self._keys(job, say) if expense.id == expense_id), None)

    async def _keys(self, job: Job, say: Locale) -> list[tuple[str, Expense, int, CardPlaces]]:
        places = await self._places(job)
        if job.failure or not places.expenses:
            return []
        before = len(await self._text(job, places, say))
        return [
            (part_key(job, before + index), expense, index, places) for index, expense in enumerate(places.expenses)
        ]

    async def _places(self, job: Job) -> CardPlaces:
        return CardPlaces.of(job, await self._ledger.of_job(job.id))

    async def _text(self, job: Job, places: CardPlaces, say: Locale) -> list[AnswerMessage]:
        if places.text is None:
            return []
        side = await self._side(job, part_key(job, 0))
        if side and isinstance(side.side, View):
            return show(places.text, side.side, say, side.number)
        return show(places.text, first_view(job), say)

    async def _card(self, job: Job, places: CardPlaces, index: int, key: str, say: Locale) -> AnswerMessage:
        card = await self._cards.of(job, places, index, say)
        return face_message(card, job, await self._side(job, key) or ShownSide(first_face(job)), say)

    async def _side(self, job: Job, key: str) -> ShownSide | None:
        return ShownSide.parse(await self._outbox.view(key))


def part_key(job: Job, part: int) -> str:
    """The outbox's key of a part of an answer, from 0."""
    return f"job:{job.id}:{part}"
