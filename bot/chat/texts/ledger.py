"""What the bot says about the ledger of a chat: sums, settling, joining, saving, expenses without a receipt."""

from bot.translatable import sentence

# Translators: a person whose name Telegram does not tell.
SOMEBODY = sentence("somebody")
