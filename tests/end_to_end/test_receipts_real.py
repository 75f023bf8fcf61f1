"""A photo of a receipt, read by the reader that people get."""

from __future__ import annotations

from bot.engine.loading import DefaultLoader
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.drawn_receipt import MARKET, draw_receipt
from tests.end_to_end.live import Chat, running
from tests.end_to_end.receipt_chat import lines, tap


async def test_a_photo_of_a_receipt_becomes_its_card(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox, DefaultLoader.of(settings)):
        photo = draw_receipt(chat.folder / "market.jpg", MARKET)
        card = await chat.answer((await chat.person.send_photos(chat.id, [photo]))[0])
        assert lines(card)[:3] == [
            "🧾 GREEN VALLEY MARKET · Mar 12, 2024",
            "GBP\N{NO-BREAK SPACE}23.70 · ✓ adds up",
            "5 items · cash 30.00, change 6.30 · #1",
        ]
        await tap(chat, card, "Items")
        assert "4. Goat cheese · 4.60" in lines(await chat.message(card.id))
