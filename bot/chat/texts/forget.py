"""What the bot says about what it forgot."""

from bot.translatable import counted, sentence

FORGOTTEN = sentence("I forgot this note, as you asked.")
FORGOT_NOTES = counted("Done. I deleted this note and its text.", "Done. I deleted {count} notes and their texts.")
# Translators: `{kept}` is a list such as “12 notes, 3 entries of your glossary and your settings”.
FORGOT_ALL = sentence(
    "Done. I deleted everything I kept of you: {kept}. Our messages stay in the chat until you delete them."
)
NOTHING_KEPT = sentence("I keep nothing of you. Our messages stay in the chat until you delete them.")
NOTES_COUNT = counted("1 note", "{count} notes")
TERMS_COUNT = counted("1 entry of your glossary", "{count} entries of your glossary")
EXPENSES_COUNT = counted("1 expense of your ledger", "{count} expenses of your ledger")
SETTINGS = sentence("your settings")
NO_NOTE = sentence("I keep no note of this message. To delete everything I keep of you, send /forget by itself.")
NOT_YOURS = sentence("Only whoever asked for this note, or an admin of the group, can have it forgotten.")
WHO_ARE_YOU = sentence(
    "You write as the group, so I can't tell which notes are yours. Send me /forget in our private chat, "
    "or here in reply to a note."
)
