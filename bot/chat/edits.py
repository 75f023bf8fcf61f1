"""A message that was edited: its note follows the photo, and the words under it; a card the reply; or it asks now."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.chat.caption_words import words_in
from bot.chat.context import Context
from bot.chat.fairuse.asking import command_of
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.job_finder import JobFinder
from bot.chat.message_request import photo_of
from bot.chat.photos import Photos, photos_of
from bot.chat.receipts.fix_replies import FixReplies, Taken
from bot.chat.receipts.handlers import card_desk
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import receipts as texts
from bot.chat.words.replies import ToBot
from bot.job import Job, Photo
from bot.jobs.desk import Desk
from bot.store.journal import Journal


def handlers(services: Services) -> Handlers:
    """Who handles edits; to be asked before those who handle messages."""
    fix_replies = FixReplies(card_desk(services), services.store.ledger, services.person_names)
    corrections = EditedCorrections(services.jobs, fix_replies)
    edits = Edits(services.store.journal, services.desk, services.fair_use, photos_of(services), corrections)
    return [MessageHandler(filters.UpdateType.EDITED_MESSAGE, edits.edited)]


class EditedCorrections:
    """What was noted by a message does not change with it, but what replies to a card is taken as it stands now."""

    def __init__(self, jobs: JobFinder, fix_replies: FixReplies) -> None:
        self._jobs = jobs
        self._fix_replies = fix_replies

    async def take(self, context: Context) -> bool:
        """Do what an edited message says of receipts; False where it says nothing of them."""
        message = context.message
        name, _, addressee = command_of(message)
        if name == "paid" and addressee in ("", context.bot.username.lower()):
            await reply(message, context.say.html(texts.EDITED))
            return True
        if not message.text or not ToBot().filter(message):
            return False
        subject = await self._jobs.about(message.chat_id, context.replied_to.message_id)
        job = subject.jobs[-1] if subject.jobs else None
        if job and not job.answered:
            return False
        return await self._fix_replies.take(context, subject) is Taken.ANSWERED


class Edits:
    """Brings edits into the jobs of whoever made them. In a group one may ask for what nobody asked for before."""

    def __init__(
        self, journal: Journal, desk: Desk, fair_use: FairUse, photos: Photos, corrections: EditedCorrections
    ) -> None:
        self._corrections = corrections
        self._photos = photos
        self._journal = journal
        self._desk = desk
        self._fair_use = fair_use

    async def edited(self, update: Update, context: Context) -> None:
        """A message was edited: read the photo that is new in it, or correct again with the words that are."""
        message = context.message
        photo = photo_of(message)
        jobs = await self._journal.jobs_about(message.chat_id, message.message_id)
        if not jobs and not await self._corrections.take(context):
            await self._photos.edited(update, context)
        for job in [job for job in jobs if job.request.user_id == context.asker_id]:
            words = _new_words(job, message)
            if photo and job.replaced_by(photo):
                if await self._may_read(context, job):
                    await self._replace(job, photo, words)
            elif words:
                await self._desk.add_words(job.id, words)

    async def _replace(self, job: Job, photo: Photo, words: str) -> None:
        try:
            await self._desk.replace_photo(job.id, photo, words)
        except BaseException:
            self._fair_use.give_back(job.request)  # it is handled, and counted, again
            raise

    async def _may_read(self, context: Context, job: Job) -> bool:
        """Whether fair use lets another photo in."""
        verdict = await self._fair_use.take(replace(job.request, album_id=None))
        await verdict.tell(context.message, context.say)
        return verdict.admitted


def _new_words(job: Job, message: Message) -> str:
    """The lines of a glossary that a message has now and its job has not."""
    known = set(job.request.words.split("\n"))
    words = words_in(message.caption or message.text or "").split("\n")
    return "\n".join(word for word in words if word not in known)
