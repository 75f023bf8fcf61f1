"""What the bot says about the notes that it keeps."""

from bot.translatable import sentence

YOUR_NOTES_HTML = sentence("<b>Your notes</b>")
GROUP_NOTES_HTML = sentence("<b>This group's notes</b>")
FOUND_HERE_HTML = sentence("<b>This group's notes with “{words}”</b>")
FOUND_HTML = sentence("<b>Your notes with “{words}”</b>")
# Translators: `/history` and examples of what to look for behind it: a word, the amount or the day of a receipt.
HOW_TO_SEARCH_HTML = sentence(
    "To find one: <code>/history Kovács</code>, of receipts also <code>/history 44.90</code> or "
    "<code>/history 15.4.2018</code>"
)
NO_NOTES = sentence("I keep no notes of yours. Send me a photo, and its text is here.")
NO_NOTES_HERE = sentence("I keep no notes of this group. Reply to a photo with /read, and its text is here.")
NO_NOTE_HERE_WITH = sentence("None of this group's notes has “{words}” in it.")
NO_NOTE_WITH = sentence("None of your notes has “{words}” in it.")
NEWER = sentence("‹ Newer")
OLDER = sentence("Older ›")
TAP_ABOVE = sentence("Tap the quoted message above to go to this note and its buttons.")
FORGET = sentence("Forget this note")
