"""Enters the receipts of an answer into the ledger of its chat, once, however often the job comes to that point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.job import Job, Photo
from bot.receipts.currency_marks import may_be_in
from bot.receipts.ledger.expense import Expense, ExpenseState, ReadFrom
from bot.receipts.money import places
from bot.receipts.receipt import Receipt
from bot.store.ledger import Ledger


class Bookkeeper:
    """What a receipt says is an expense of whoever asked for it, shared by all who are in the ledger of a group."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def enter(self, job: Job) -> None:
        """Enter a job's receipts; one that is there and that nobody has corrected becomes as it was read now.

        Where none stands any more, what nobody has corrected is left out.
        """
        there_now = [] if job.failure else [*_receipts(job)]
        for photo, origin, receipt in there_now:
            expense = await self._expense(job, origin, await self._with_currency(job, photo, receipt))
            file = photo.unique_id or None
            there = await self._ledger.add(expense, file=file)
            await self._ledger.read_anew(there.id, _in_currency(receipt, there.receipt.currency), file=file)
        origins = {origin for _, origin, _ in there_now}
        for expense in await self._ledger.of_job(job.id):
            if expense.origin not in origins and await self._ledger.last_change(expense.id) is None:
                await self._ledger.change(expense.id, job.request.user_id, _left_out)

    async def take_back(self, job: Job, photo: Photo) -> None:
        """Take back what people corrected on the receipts of a photo in whose place another one comes."""
        for expense in await self._ledger.of_job(job.id):
            if expense.origin and expense.origin.photo_id == photo.id:
                while await self._ledger.undo(expense.id, job.request.user_id):
                    pass

    async def _expense(self, job: Job, origin: ReadFrom, receipt: Receipt) -> Expense:
        asker = job.request.user_id
        sharers: tuple[int, ...] = ()
        if job.chat_id < 0:
            people = [each.id for each in await self._ledger.people(job.chat_id) if not each.left]
            sharers = tuple(person for person in dict.fromkeys((*people, asker)) if person > 0)  # a channel is nobody
        return Expense(
            job.chat_id,
            asker,
            receipt,
            receipt.day or datetime.now(UTC).date(),
            origin=origin,
            sharers=sharers,
        )

    async def _with_currency(self, job: Job, photo: Photo, receipt: Receipt) -> Receipt:
        """In the currency that the chat used last, where the receipt tells none and its marks and decimals allow it."""
        if receipt.currency:
            return receipt
        last = await self._ledger.last_currency(job.chat_id)
        text = "\n".join(page.note.text for page in photo.pages if page.note)
        return _in_currency(receipt, last) if last and may_be_in(text, last) else receipt


def _left_out(expense: Expense) -> Expense:
    return replace(expense, state=ExpenseState.LEFT_OUT)


def _in_currency(receipt: Receipt, currency: str | None) -> Receipt:
    """In that currency where the receipt does not tell and its decimals allow for it."""
    if receipt.currency or currency is None or places(currency) != receipt.places:
        return receipt
    return replace(receipt, currency=currency)


def _receipts(job: Job) -> Iterator[tuple[Photo, ReadFrom, Receipt]]:
    """Each receipt with the photo that it is on, and where it stands in the job."""
    for photo in job.photos:
        for page in photo.pages:
            for index, receipt in enumerate(page.note.receipts if page.note else ()):
                yield photo, ReadFrom(job.id, photo.id, page.number, index), receipt
