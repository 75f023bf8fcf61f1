"""People who use a bot while it is killed: they send photos and receipts, press buttons, correct, forget."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from bot.chat.answer.buttons import ForgetNote
from bot.chat.receipts.card_buttons import ClaimItem, TurnCard
from bot.chat.receipts.card_face import Face
from bot.chat.texts import receipts as texts
from bot.commands.trial import is_working
from bot.sandbox import PersonError
from bot.sandbox.state import ShownButton, ShownMessage
from tests.end_to_end.kill_outcome import Turn
from tests.end_to_end.kill_receipts import MadeUp, made_up, ringgit
from tests.end_to_end.live import Chat

MOST_WAITING = 4  # requests in a chat: a slow machine must not get a queue that nobody would wait for
GLANCE = 0.5  # seconds that somebody looks at a button that they pressed
CURRENCY = "MYR"
CLAIM_SAID = tuple(said.partition("{")[0] for said in (texts.CLAIM_TAKEN, texts.CLAIM_GONE))


class Person:
    """Somebody who uses the bot in a chat, and what they did."""

    def __init__(
        self, chat: Chat, turn: Turn, chance: random.Random, address: str = "", who: int | None = None
    ) -> None:
        """`address` is what a caption holds so that the bot knows that it is meant; `who` they are in a group."""
        self._chat = chat
        self._turn = turn
        self._chance = chance
        self._address = address
        self._who = who
        self._number = 0
        self._own: set[int] = set()
        self._claiming: dict[tuple[int, int], asyncio.Task[None]] = {}

    async def live(self, pause: float, over: asyncio.Event) -> None:
        """Do something every now and then, `pause` seconds apart in the mean, and end what was begun."""
        deeds: list[tuple[Callable[[], Awaitable[object]], int]] = [
            (self.photo, 6),
            (self.album, 1),
            (self.receipt, 6),
            (self.receipts, 1),
            (self.same_receipt, 2),
            (self.press, 10),
            (self.claim, 6),
            (self.correct, 4),
            (self.paid, 1),
            (self.ledger, 1),
            (self.words, 2),
            (self.forget, 1),
            (self.settings, 1),
        ]
        weights = [weight for _, weight in deeds]
        while not await _is_set_within(over, self._chance.expovariate(1 / pause)):
            deed, _ = self._chance.choices(deeds, weights)[0]
            self._turn.deeds[deed.__name__] += 1
            await deed()
        await asyncio.gather(*self._claiming.values())

    async def photo(self) -> None:
        """A photo that takes its time."""
        await self._ask(self._text())

    async def album(self) -> None:
        """Three photos that are one note."""
        await self._ask(self._text(), self._text(), self._text())

    async def receipt(self) -> None:
        """A receipt of a shop where nobody was before."""
        await self._ask(made_up(next(self._turn.shops), self._chance))

    async def receipts(self) -> None:
        """Two of them in an album."""
        await self._ask(*(made_up(next(self._turn.shops), self._chance) for _ in range(2)))

    async def same_receipt(self) -> None:
        """A receipt that somebody in the chat has sent before."""
        known = [made_up for (chat, _), made_up in self._turn.receipts.items() if chat == self._chat.id]
        if known:
            await self._ask(self._chance.choice(known))

    async def press(self) -> None:
        """Any button under any answer, whether or not the bot is there to notice."""
        answers = [message for message in await self._chat.messages() if _data_buttons(message)]
        answers = [message for message in answers if not self._is_quiet(message)]
        if not answers:
            return
        message = self._chance.choice(answers)
        button = self._chance.choice(_data_buttons(message))
        if is_working(message) or ForgetNote.parse(button.data or ""):
            self._turn.give_up(self._chat.id, message.reply_to)
        self._turn.pressed.add(button.data or "")
        with suppress(TimeoutError, PersonError, LookupError):
            async with asyncio.timeout(GLANCE):
                await self._chat.person.press(self._chat.id, message.id, button.text, person=self._who)

    async def claim(self) -> None:
        """An item of a quiet receipt, once the last tap on it was answered; its items are shown first."""
        cards = [message for message in await self._chat.messages() if self._is_quiet(message)]
        if not cards or self._chat.id > 0:
            return
        card = self._chance.choice(cards)
        if claims := [each for each in _data_buttons(card) if ClaimItem.parse(each.data or "")]:
            self._claim(card, self._chance.choice(claims))
            return
        for button in _data_buttons(card):
            turn = TurnCard.parse(button.data or "")
            if turn and turn.face is Face.ITEMS:
                with suppress(TimeoutError, PersonError, LookupError):
                    await self._chat.person.press(self._chat.id, card.id, button.text, person=self._who)

    async def correct(self) -> None:
        """Reply to a card that something on it is otherwise."""
        cards = [message for message in await self._chat.messages() if expense_on(message)]
        cards = [card for card in cards if not self._is_quiet(card) and card.reply_to in self._own]
        if not cards:
            return
        card = self._chance.choice(cards)
        amount = self._chance.randint(100, 9000)
        said = self._chance.choice([f"total {ringgit(amount)}", f"1 {ringgit(amount)}", "-2", "+ Bread 1.20", "EUR"])
        if said.startswith("total"):
            self._turn.totals.setdefault(expense_on(card) or 0, []).append(amount)
        await self._chat.reply(card.id, said, self._who)

    async def paid(self) -> None:
        """Something without a receipt."""
        self._number += 1
        words, amount = f"Pizza {self._number} of {self._who or self._chat.id}", self._chance.randint(100, 9000)
        self._turn.typed[words] = self._chat.id
        await self._say(f"/paid {ringgit(amount)} {CURRENCY} {words}")

    async def ledger(self) -> None:
        """Look at the ledger, whose buttons are pressed now and then."""
        await self._say("/ledger")

    async def words(self) -> None:
        """Teach a note how a name is spelled."""
        if note := await self._note():
            await self._chat.reply(note.id, "words: Malachi, Okafor", self._who)

    async def forget(self) -> None:
        """Have a note forgotten."""
        note = await self._note()
        if note and note.reply_to:
            self._turn.give_up(self._chat.id, note.reply_to)
            await self._chat.reply(note.id, "/forget", self._who)

    async def settings(self) -> None:
        """Look at the settings, whose buttons are pressed now and then."""
        await self._say("/settings")

    async def _say(self, text: str) -> None:
        await self._chat.person.send_text(self._chat.id, text, person=self._who)

    async def _ask(self, *notes: str | MadeUp) -> None:
        waiting = sum(is_working(message) for message in await self._chat.messages())
        if waiting >= MOST_WAITING:
            return
        written = [note.text if isinstance(note, MadeUp) else note for note in notes]
        action = f"slow {self._chance.choice([0.0, 0.05, 0.3])}"
        sent = await self._chat.send_album(written, self._address or None, action=action, by=self._who)
        receipts = {message: note for message, note in zip(sent, notes, strict=True) if isinstance(note, MadeUp)}
        if receipts:
            self._turn.ask(self._chat.id, {message: made_up.shop for message, made_up in receipts.items()}, receipts)
        else:
            self._turn.ask(self._chat.id, {sent[0]: written[0]}, {})
        self._own.update(sent)

    async def _note(self) -> ShownMessage | None:
        notes = [
            message
            for message in await self._chat.messages()
            if message.reply_to in self._own and not is_working(message) and not self._is_quiet(message)
        ]
        return self._chance.choice(notes) if notes else None

    def _is_quiet(self, message: ShownMessage) -> bool:
        receipt = self._turn.receipts.get((self._chat.id, message.reply_to or 0))
        return receipt is not None and receipt.quiet and not is_working(message)

    def _claim(self, card: ShownMessage, button: ShownButton) -> None:
        """Tap an item without waiting for it, unless one's last tap on it waits still."""
        claim = ClaimItem.parse(button.data or "")
        assert claim
        running = self._claiming.get((claim.expense_id, claim.item))
        if running is None or running.done():
            task = asyncio.create_task(self._tap(card, button, claim))
            self._claiming[claim.expense_id, claim.item] = task

    async def _tap(self, card: ShownMessage, button: ShownButton, claim: ClaimItem) -> None:
        claimed = claim.expense_id, claim.item, self._who or 0
        so_far = self._turn.claims.get(claimed, 0)
        try:
            said = await self._chat.person.press(self._chat.id, card.id, button.text, person=self._who)
        except (PersonError, LookupError):  # the card was turned meanwhile: nothing was pressed
            return
        except TimeoutError:
            said = None
        is_seen = said is not None and said.text.startswith(CLAIM_SAID)
        self._turn.claims[claimed] = so_far + 1 if is_seen and so_far is not None else None

    def _text(self) -> str:
        self._number += 1
        return f"note {self._number} of {self._who or self._chat.id}"


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


def expense_on(message: ShownMessage) -> int | None:
    """The expense whose card a message is."""
    turns = (TurnCard.parse(button.data or "") for button in _data_buttons(message))
    return next((turn.expense_id for turn in turns if turn), None)


def _data_buttons(message: ShownMessage) -> Sequence[ShownButton]:
    return [button for row in message.buttons for button in row if button.data]
