"""The handlers of the buttons under an answer, put together."""

from __future__ import annotations

from bot.chat.answer.buttons import KeepReading, Recorrect, SaveAs, ShowView, ShowWord, Undo
from bot.chat.answer.recorrecting import Recorrecting
from bot.chat.answer.refetching import Refetcher
from bot.chat.answer.saving import Saving
from bot.chat.answer.sent_files import SentFiles
from bot.chat.answer.turning import Turning
from bot.chat.answer.word_photo import WordPhotos
from bot.chat.services import Handlers, Services


def handlers(services: Services) -> Handlers:
    """Who handles which button."""
    jobs, courier = services.jobs, services.courier
    turning = Turning(jobs, services.store.journal, courier)
    recorrecting = Recorrecting(jobs, services.desk, services.store.glossaries)
    refetcher, sent_files = Refetcher(courier, services.engine, services.files), SentFiles(courier)
    return [
        ShowView.handler(turning.turn),
        KeepReading.handler(turning.keep),
        Recorrect.handler(recorrecting.recorrect),
        Undo.handler(recorrecting.undo),
        SaveAs.handler(Saving(jobs, courier, refetcher, sent_files).save),
        ShowWord.handler(WordPhotos(jobs, courier, refetcher, sent_files).show),
    ]
