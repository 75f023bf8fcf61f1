"""Handler for *Show*: the piece of the photo in which an amount stands that may be misread."""

from __future__ import annotations

from bot.chat import texts as common
from bot.chat.answer.messages import AnswerMessage
from bot.chat.answer.note_rows import pages_of
from bot.chat.answer.refetching import Refetcher
from bot.chat.answer.sent_files import SentFiles
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card import item_name
from bot.chat.receipts.card_buttons import ShowAmount
from bot.chat.receipts.card_desk import CardDesk, PressedCard
from bot.chat.receipts.shown_amounts import on_receipt
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import receipts as texts
from bot.errors import FileGone, FileTooLarge, PhotoError
from bot.job import Job
from bot.page import NotePage
from bot.receipts.money import parse_amount
from bot.receipts.receipt import Receipt, Repair


class AmountPhotos:
    """Fetches a photo again and cuts an amount out of it; that is for everybody who sees the card."""

    def __init__(self, desk: CardDesk, courier: TelegramCourier, refetcher: Refetcher, sent_files: SentFiles) -> None:
        self._desk = desk
        self._courier = courier
        self._refetcher = refetcher
        self._sent_files = sent_files

    async def show(self, context: Context, pressed: ShowAmount) -> None:
        """Send that piece of the photo beside what was read."""
        card = await self._desk.pressed(context, pressed.expense_id)
        if card is None:
            return
        job = card.job
        if job is None:
            await acknowledge(context.query, context.say(common.EXPIRED))
            await self._desk.refresh(card.expense.id)  # without this button
            return
        repair = next((each for each in card.expense.receipt.repairs if each.line == pressed.line), None)
        if repair is None:
            await acknowledge(context.query, context.say(texts.DECIDED), alert=False)
            return
        await acknowledge(context.query, context.say(answer_texts.FETCHING_PIECE), alert=False)
        say = self._courier.say(job)
        caption = _caption(card.expense.receipt, repair, say)
        await self._sent_files.bring(
            f"amount:{card.expense.id}:{pressed.line}:{context.update_id}",
            job,
            (pressed, caption),
            lambda: self._piece(job, card, repair, caption, say),
            lambda file_id: AnswerMessage(caption, photo=file_id),
        )

    async def _piece(self, job: Job, card: PressedCard, repair: Repair, caption: str, say: Locale) -> AnswerMessage:
        places = [(photo.id, page.number) for photo, page, _ in pages_of(job)]
        try:
            if card.origin.place not in places:
                raise FileGone
            page = places.index(card.origin.place)
            word = _word(job.note.pages[page], repair, card.expense.receipt.places)
            photo = await self._refetcher.crop(job, page, repair.line - 1, word)
        except (FileGone, FileTooLarge, PhotoError):
            return AnswerMessage(say.html(answer_texts.PHOTO_GONE))
        return AnswerMessage(caption, photo=photo)


def _caption(receipt: Receipt, repair: Repair, say: Locale) -> str:
    amount, name = on_receipt(repair.before, receipt, say), item_name(receipt, repair.item, say)
    return say.html(texts.AMOUNT_PIECE_HTML, amount=amount, name=name)


def _word(note: NotePage, repair: Repair, places: int) -> int:
    """The index of the word in the line that is the amount, the last one where none is.

    Raises FileGone where there is no such line.
    """
    if repair.line > len(note.page.lines):
        raise FileGone
    words = note.page.lines[repair.line - 1].words
    found = [index for index, word in enumerate(words) if parse_amount(word.text, places) == repair.before]
    return found[-1] if found else max(0, len(words) - 1)
