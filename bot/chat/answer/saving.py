"""Handler for *Save as…*: the text as a file, in the formats behind that button."""

from __future__ import annotations

from bot.chat.answer.buttons import BACK, SaveAs
from bot.chat.answer.formats import FORMATS
from bot.chat.answer.messages import AnswerMessage
from bot.chat.answer.refetching import Refetcher
from bot.chat.answer.sent_files import SentFiles
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.job_finder import JobFinder
from bot.chat.texts import answer as texts
from bot.errors import FileGone, FileTooLarge, PhotoError
from bot.job import Job


class Saving:
    """Makes files of answers; they are for everybody who sees the answer."""

    def __init__(self, jobs: JobFinder, courier: TelegramCourier, refetcher: Refetcher, sent_files: SentFiles) -> None:
        self._jobs = jobs
        self._courier = courier
        self._refetcher = refetcher
        self._sent_files = sent_files

    async def save(self, context: Context, pressed: SaveAs) -> None:
        """*Save as…* shows the formats, a format sends the file."""
        job = await self._jobs.answered(context, pressed.job_id)
        if job is None:
            return
        if pressed.choice in FORMATS:
            await acknowledge(context.query)
            await self._send(context, job, pressed.choice)
        else:
            async with self._courier.writing(job.id):
                await self._courier.show_buttons(job, context.message.message_id, formats=pressed.choice != BACK)
            await acknowledge(context.query)

    async def _send(self, context: Context, job: Job, suffix: str) -> None:
        def again(file_id: str) -> AnswerMessage:
            return AnswerMessage(document=file_id)

        what = suffix, self._courier.say(job).code
        await self._sent_files.bring(f"update:{context.update_id}", job, what, lambda: self._file(job, suffix), again)

    async def _file(self, job: Job, suffix: str) -> AnswerMessage:
        say = self._courier.say(job)
        try:
            content = await FORMATS[suffix].make(job, say.code.replace("_", "-"), self._refetcher)
        except (FileGone, FileTooLarge, PhotoError):
            return AnswerMessage(say.html(texts.NO_PDF))
        return AnswerMessage(document=content, filename=f"note-{job.id}.{suffix}")
