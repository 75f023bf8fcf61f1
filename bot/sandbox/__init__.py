"""A stand-in for Telegram on this machine, to try and to test the bot without a token."""

from bot.sandbox.client import PersonClient, PersonError, Toast
from bot.sandbox.sandbox import Sandbox

__all__ = ["PersonClient", "PersonError", "Sandbox", "Toast"]
