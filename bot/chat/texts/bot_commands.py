"""The commands as an app lists them, and how the bot presents itself to those who do not know it yet."""

from bot.translatable import sentence

# Translators: each of these stands beside its command in a list; some 60 letters fit.
READ = sentence("In reply to a photo: read it")
HISTORY = sentence("The last notes, and a search in them and in receipts")
LEDGER = sentence("What was paid, who owes whom, settling, files")
PAID = sentence("Note what you paid without a receipt: /paid 12.50 Pizza")
GLOSSARY = sentence("Names and rare words that I should know")
SETTINGS = sentence("Language, layout, how long I keep notes")
AUTO = sentence("Read every photo here, or only when asked")
CANCEL = sentence("Stop reading my photos here")
FORGET = sentence("Delete everything you keep of me; in reply to a note: that one")
HELP = sentence("What you can do, and how to get a good reading")
PRIVACY = sentence("What you keep of me, and for how long")

# Translators: at most 120 letters, shown on the bot's profile.
SHORT_DESCRIPTION = sentence(
    "I read photos of notes, letters and receipts: their text, mended; what was paid, and who owes whom."
)
# Translators: at most 512 letters, shown in an empty chat.
DESCRIPTION = sentence("""\
Send me a photo of a note, a letter, a receipt, or a PDF: seconds later you have its text, with reading mistakes \
mended and the raw text one tap away.

I learn the names you use, work in groups and topics, and send the text as a file if you like. \
Photos are read on the machine I run on and deleted at once.""")
