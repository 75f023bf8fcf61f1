"""What stands under an answer, on its buttons, and on what they show."""

from bot.translatable import sentence

COPY = sentence("Copy")
SAVE_AS = sentence("Save as…")
TEXT_FILE = sentence("Text")
MARKDOWN = sentence("Markdown")
WORD_FILE = sentence("Word")
PDF = sentence("PDF with photo")
NO_PDF = sentence("I can't get the photo from Telegram any more, so I can't make this PDF. The other formats work.")
BACK = sentence("Back")

PHOTO = sentence("Photo {number}")
PAGE = sentence("Page {number}")
HARD_TO_READ = sentence(
    "This was hard to read. For a better text, send the photo as a file, with more light, or closer."
)
NOT_SURE = sentence("Not sure: {words}. Tap one to see it in the photo.")
FILE_BELOW = sentence("The whole text is in the file below.")
SAVE_WHOLE = sentence("This is the beginning. “Save as…” gives you the whole text.")

CHANGED = sentence("{number}. {before} → {after} ({reason})")
CAME = sentence("{number}. {after}: added ({reason})")
WENT = sentence("{number}. {before}: left out ({reason})")
TAP_TO_KEEP = sentence("To keep what I read at first, tap the number of the change.")
KEPT = sentence("Kept as it was: {word}")
KEPT_OUT = sentence("Taken out again: {word}")
LIST_CHANGED = sentence("The text has changed meanwhile. Open “What changed” again.")

FETCHING_PIECE = sentence("Fetching that piece of the photo…")
PIECE_HTML = sentence("I read <b>{word}</b> here. If it is something else, reply with the right word.")
PHOTO_GONE = sentence("I can't get the photo from Telegram any more, so I can't show you this piece.")

RECORRECT = sentence("Re-correct")
NO_WORDS = sentence(
    "I know no words for it yet. Reply with some, as in “words: Kovács, Okafor”, or fill the /glossary."
)
ONLY_ASKER = sentence("Only whoever asked for this note, and the admins of the group, can change it.")
NOTHING_TO_UNDO = sentence("There is nothing to take back.")
