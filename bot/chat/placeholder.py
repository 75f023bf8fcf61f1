"""What a placeholder says while its job is on the way, with the button that stops it."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.chat.callback_data import CallbackData
from bot.chat.languages.locale import Locale
from bot.chat.texts import progress as texts
from bot.job import Job, Stage


@dataclass(frozen=True, slots=True)
class Stop(CallbackData):
    """*Cancel*: stop the job."""

    prefix = "stop"
    job_id: int


def progress(job: Job, say: Locale) -> str:
    """The stage in words; of several pages or photos, which one is read."""
    if job.stage is not Stage.READ or not job.unread:
        return say(texts.STAGES[job.stage])
    photo = job.unread[0]
    if photo.count and photo.count > 1:
        return say(texts.READING_PAGE, number=photo.next_page, count=photo.count)
    if len(job.photos) > 1:
        return say(texts.READING_PHOTO, number=job.photos.index(photo) + 1, count=len(job.photos))
    return say(texts.STAGES[job.stage])


def place(ahead: int, say: Locale) -> str:
    """How many jobs are before this one."""
    return say.count(texts.WAITING, ahead)


def stop_button(job: Job, say: Locale) -> InlineKeyboardMarkup:
    """The button that stops the job."""
    return InlineKeyboardMarkup.from_button(Stop(job.id).button(say(texts.CANCEL)))
