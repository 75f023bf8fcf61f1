"""The messages of an answer: the text of what is no receipt, then a card for each receipt."""

from __future__ import annotations

from bot.chat.answer.messages import AnswerMessage, show
from bot.chat.answer.remarks import of_photos, of_readings
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.card_faces import face_message
from bot.chat.receipts.card_places import CardPlaces, only_pages
from bot.chat.receipts.cards import Cards
from bot.chat.receipts.shown_side import ShownSide, first_face, first_view
from bot.job import Job
from bot.receipts.ledger.expense import Expense
from bot.store.expense_cards import ExpenseCards
from bot.store.ledger import Ledger
from bot.store.outbox import Outbox


class AnswerParts:
    """Knows what an answer consists of, each part on the side to which people turned it."""

    def __init__(self, outbox: Outbox, standing: ExpenseCards, ledger: Ledger, cards: Cards) -> None:
        self._outbox = outbox
        self._standing = standing
        self._ledger = ledger
        self._cards = cards

    async def of(self, job: Job, say: Locale) -> list[AnswerMessage]:
        """The messages of an answer, or of the apology."""
        if job.failure:
            return [AnswerMessage(say.html(job.failure.person, **job.failure.details))]
        places = await self._places(job)
        cards = [await self._of_note(expense, job, places, say) for expense in places.expenses]
        return [*await self._text(job, places, say), *cards]

    async def card(self, expense_id: int, job: Job | None, say: Locale) -> AnswerMessage | None:
        """The message with the card of an expense as it is now; None where the answer of its job has none.

        `job` is None where that is no longer kept: what needs its text or its photo is left out.
        """
        if job:
            places = await self._places(job)
            own = next((each for each in places.expenses if each.id == expense_id), None)
            return await self._of_note(own, job, places, say) if own and not job.failure else None
        expense = await self._ledger.expense(expense_id)
        if expense is None or expense.origin is None:
            return None
        card = await self._cards.of(expense, await self._ledger.of_job(expense.origin.job_id), (), say)
        return face_message(card, None, await self._side(expense) or ShownSide(Face.CARD), say)

    async def _places(self, job: Job) -> CardPlaces:
        return CardPlaces.of(job, await self._ledger.of_job(job.id))

    async def _text(self, job: Job, places: CardPlaces, say: Locale) -> list[AnswerMessage]:
        if places.text is None:
            return []
        side = ShownSide.parse(await self._outbox.view(part_key(job, 0)))
        if side and isinstance(side.side, View):
            return show(places.text, side.side, say, side.number)
        return show(places.text, first_view(job), say)

    async def _of_note(self, expense: Expense, job: Job, places: CardPlaces, say: Locale) -> AnswerMessage:
        card = await self._cards.of(expense, places.expenses, _remarks(expense, job, places, say), say)
        return face_message(card, job, await self._side(expense) or ShownSide(first_face(job)), say)

    async def _side(self, expense: Expense) -> ShownSide | None:
        standing = await self._standing.of(expense.id)
        return ShownSide.parse(standing.view) if standing else None


def part_key(job: Job, part: int) -> str:
    """The outbox's key of a part of an answer, from 0."""
    return f"job:{job.id}:{part}"


def _remarks(expense: Expense, job: Job, places: CardPlaces, say: Locale) -> list[str]:
    """What is to be said of the page; of the whole note on the last card, where it has no text that says it."""
    said = of_readings(only_pages(job, {expense.origin.place}), say) if expense.origin else []
    is_last = expense.id == places.expenses[-1].id
    return said + (of_photos(job, say) if places.text is None and is_last else [])
