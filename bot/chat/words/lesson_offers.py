"""Offers what a correction teaches, with a tick for each pair, and takes the ticked ones into a glossary."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import texts as answers
from bot.chat.answer.recorrecting import is_busy
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.job_finder import JobFinder
from bot.chat.reply import reply
from bot.chat.texts import lessons as texts
from bot.chat.texts.answer import ONLY_ASKER
from bot.chat.words.lesson_view import Into, TakeLessons, TickPair, learned_html, offer_html, offer_keyboard
from bot.correcting.lessons.lesson import Lesson, glossary_line
from bot.glossary.glossary import gathered
from bot.glossary.glossary_errors import GlossaryError
from bot.job import Job
from bot.jobs.desk import Desk
from bot.store.glossaries import Glossaries
from bot.store.lesson_rows import LessonOffer, Lessons


class LessonOffers:
    """The offers in the chats; whoever asked for the note and the admins decide."""

    def __init__(
        self, jobs: JobFinder, desk: Desk, lessons: Lessons, glossaries: Glossaries, administrators: Administrators
    ) -> None:
        self._jobs = jobs
        self._desk = desk
        self._lessons = lessons
        self._glossaries = glossaries
        self._administrators = administrators

    async def offer(self, context: Context, job: Job, found: Sequence[Lesson]) -> None:
        """Ask which of the lessons that a message teaches are to be learned."""
        offer = await self._lessons.add(job.id, context.message.message_id, found)
        keyboard = offer_keyboard(offer, context.say, group=not context.is_private)
        await reply(context.message, offer_html(offer, context.say), keyboard)

    async def tick(self, context: Context, pressed: TickPair) -> None:
        """A pair was pressed."""
        if await self._pressed(context, pressed.offer_id) is None:
            return
        if after := await self._lessons.toggle(pressed.offer_id, pressed.index):
            keyboard = offer_keyboard(after, context.say, group=not context.is_private)
            await rewrite(context.query, offer_html(after, context.say), keyboard)
        await acknowledge(context.query)

    async def take(self, context: Context, pressed: TakeLessons) -> None:
        """The question was answered: a glossary, or none."""
        found = await self._pressed(context, pressed.offer_id)
        if found is None:
            return
        offer, job = found
        if pressed.into is Into.NOWHERE:
            await self._lessons.take(offer.id)
            await acknowledge(context.query)
            await rewrite(context.query, context.say.html(texts.LEFT))
        elif pressed.into is Into.GROUP and not await self._administrators.is_admin(context.chat, context.asker_id):
            await acknowledge(context.query, context.say(texts.ONLY_ADMINS))
        else:
            await self._learn(context, offer, job, into_group=pressed.into is Into.GROUP)

    async def _pressed(self, context: Context, offer_id: int) -> tuple[LessonOffer, Job] | None:
        """An offer that waits for its answer, with its job; None where it waits no more, or not for them."""
        offer = await self._lessons.of(offer_id)
        if offer is None:
            await acknowledge(context.query, context.say(answers.EXPIRED))
            return None
        job = await self._jobs.pressed(context, offer.job_id)
        if job is None or not await self._jobs.may_press(context, job, ONLY_ASKER):
            return None
        if offer.taken:
            await acknowledge(context.query, context.say(texts.DONE))
            return None
        return offer, job

    async def _learn(self, context: Context, offer: LessonOffer, job: Job, *, into_group: bool) -> None:
        """Write the ticked pairs into the presser's own glossary or the group's; a note that it is for changes."""
        query, say = context.query, context.say
        ticked = [pair for pair in offer.pairs if pair.ticked]
        if not ticked:
            await acknowledge(query, say(texts.TICK_ONE))
            return
        chat_id = context.chat.id if into_group else context.asker_id
        try:
            await self._glossaries.add(chat_id, gathered(glossary_line(pair.read, pair.meant) for pair in ticked))
        except GlossaryError as error:
            await acknowledge(query, say(error.person, **error.details))
            return
        if not await self._lessons.take(offer.id):
            await acknowledge(query, say(texts.DONE))
            return
        await acknowledge(query)
        await rewrite(query, learned_html(ticked, say, group=into_group))
        if chat_id == job.chat_id and not is_busy(job):
            await self._desk.recorrect(job.id)
