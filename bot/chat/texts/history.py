"""What the bot says about the notes that it keeps."""

from bot.translatable import sentence

YOUR_NOTES_HTML = sentence("<b>Your notes</b>")
FOUND_HTML = sentence("<b>Your notes with “{words}”</b>")
# Translators: `/history` and an example of a word to look for behind it.
HOW_TO_SEARCH_HTML = sentence("To find one: <code>/history Kovács</code>")
NO_NOTES = sentence("I keep no notes of yours. Send me a photo, and its text is here.")
NO_NOTE_WITH = sentence("None of your notes has “{words}” in it.")
NEWER = sentence("‹ Newer")
OLDER = sentence("Older ›")
TAP_ABOVE = sentence("Tap the quoted message above to go to this note and its buttons.")
FORGET = sentence("Forget this note")
ONLY_IN_PRIVATE = sentence("Your notes are for your eyes only: send me /history in our private chat.")
