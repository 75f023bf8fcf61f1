"""What conversations about receipts have in common: texts for the scripted reader, and how a card is looked at."""

from __future__ import annotations

from bot.sandbox.state import ShownMessage
from tests.end_to_end.live import Chat
from tests.end_to_end.test_groups import BOT

RECEIPT = """\
PASAR MINI JIN SENG
15.04.2018 18:02
Seafood 23.40
Tofu 6.50
Rice 15.00
Total RM 44.90
Cash 100.00
Change 55.10"""
MYR = "MYR\N{NO-BREAK SPACE}"


def labels(message: ShownMessage) -> list[list[str]]:
    """The buttons by their rows."""
    return [[button.text for button in row] for row in message.buttons]


def lines(message: ShownMessage) -> list[str]:
    """The lines of its text."""
    return (message.text or "").split("\n")


async def card_of(group: Chat, text: str = RECEIPT, by: int | None = None) -> ShownMessage:
    """The card of a receipt that somebody in a group has read."""
    photo = await group.send("text", text, by=by)
    request = await group.person.send_text(group.id, f"/read{BOT}", reply_to=photo, person=by)
    return await group.answer(request)


async def tap(chat: Chat, card: ShownMessage, label: str, by: int | None = None) -> str | None:
    """Press a button of a card as it is now; what was shown on top of the chat."""
    toast = await chat.person.press(chat.id, card.id, label, person=by)
    return toast.text if toast else None


async def people(group: Chat, *names: str) -> list[int]:
    """New people in a group."""
    new = [await group.person.new_person(name) for name in names]
    for person in new:
        await group.person.join(group.id, person)
    return new
