"""Every sentence the bot says, apart from the apologies that the errors carry. Plain text unless named `…_HTML`."""

from bot.page import ChangedBy, CorrectionNotice, Notice
from bot.translatable import counted, sentence

START_HTML = sentence("""\
Hello! I read photos and answer with their text.

<b>Send me a photo</b> of a note, a letter or a receipt; an album or a PDF is fine too. A few seconds later its text \
is here, with my reading mistakes mended where I am sure; what I read at first is one tap away.

In a group, reply to a photo with <code>/read@{username}</code>. More: /help""")

HELP_HTML = sentence("""\
<b>Send</b> photos, albums, image files or PDFs of up to 20 MB. Small writing comes out better as a file.
<b>In a group</b>, reply to a photo with <code>/read@{username}</code>. Its admins can have me read every photo: /auto

<b>Names and rare words</b>: write <code>words: Okafor, Kovács Ilona</code> under a photo, or in reply to an answer, \
and I know how they are spelled. /glossary keeps them for the next photos.
<b>To teach me</b>, reply to an answer with the text as it should be.

<b>Receipts</b>: I say what was paid and whether it adds up, and keep the sums. In a group also who paid and who owes \
whom: /ledger. Without a receipt: <code>/paid 12.50 Pizza</code>

<b>Under each answer</b>: the raw text, what I changed and why, with a way back, and files to save. A language model \
may mend an answer once more, a little later.

/history – the last notes, and a search in them
/settings – language, layout and more
/cancel – stop reading your photos here
/forget – delete the note you reply to, or everything
/privacy – what I keep, and for how long

For a good reading: fill the frame, keep the page flat, and find some light.""")

PRIVACY_HTML = sentence("""\
<b>Your photo</b> is read on the machine I run on, sent nowhere else, and deleted as soon as it is read.
<b>The text</b> is kept for {days}, so that its buttons and /history work; then it is deleted. /settings can make \
that shorter.
<b>With it</b> I keep the numbers by which Telegram knows you, the chat and the photo, how many photos you sent, your \
glossary and your settings. Neither your name nor the rest of your captions stays.
<b>Receipts</b>: what stands on them, who paid and who shares is kept in the ledger of the chat, for its members, \
until it is deleted; of people only their numbers: I ask Telegram for the names when I show it.

/forget deletes all of it at once; in reply to a note, that note alone.""")

PRIVACY_REMOTE_HTML = sentence("""\
<b>The text of your photos</b> goes to a language model on another machine, which \
whoever runs me has chosen, to be corrected.""")

RAW = sentence("Raw")
CLEAN = sentence("Clean")
WHAT_CHANGED = sentence("What changed")

FAILED_PHOTO = sentence("Photo {number}: {reason}")
FAILED_PAGE = sentence("Page {number}: {reason}")
EMPTY_PAGE = sentence("Page {number} is empty.")
REFINING = sentence("A language model is still looking this over.")
FOUND = sentence("Corrected again, with {words}.")
NONE_FOUND = sentence("Corrected again. I found none of your words in it.")
UNDO = sentence("Undo")

NOTHING_CHANGED = sentence("Nothing was changed: this is the text as I read it.")
REASONS: dict[ChangedBy, str] = {
    "glossary": sentence("glossary"),
    "decoder": sentence("reading"),
    "model": sentence("language model"),
    "spelling": sentence("spelling"),
}
WEIGHED = sentence("language model: text {text}, photo {photo}")
NOTICES: dict[Notice | CorrectionNotice, str] = {
    "trial": sentence("Read with a trial licence of Aspose.OCR."),
    "truncated": sentence("Read with a trial licence of Aspose.OCR, which gives only a part of the text."),
    "incomplete": sentence("The file is damaged: a part of the picture is missing. This is the text of the rest."),
    "no_model": sentence(
        "Only spelling is mended: there is no language model here yet (if you run me: legible model download)."
    ),
    "model_failed": sentence(
        "The language model did not answer for all of this; where it did not, only spelling is mended."
    ),
    "standby": sentence("The model server did not answer; the language model of this machine took its place."),
}
REFUSED_COUNT = counted(
    "The language model wanted 1 more change. I kept what I read.",
    "The language model wanted {count} more changes. I kept what I read.",
)
MORE_CHANGES = sentence("… and {count} more")
EXPIRED = sentence("I no longer keep this note. Send me the photo again.")
OLD_BUTTON = sentence("This button has expired.")
NOT_READY = sentence("One moment: the answer is still on its way.")

CANCELLED_COUNT = counted("I stopped reading your photo.", "I stopped reading {count} of your photos.")
NOTHING_TO_STOP = sentence("Only whoever asked for this can stop it, and only while I read.")
NOTHING_TO_CANCEL = sentence("There is nothing to stop: none of your photos is being read here.")

NOT_ALLOWED = sentence("""\
Sorry, this bot is only for people its owner invited. If you were invited, send the owner this number: {user_id}""")
SEND_PHOTO = sentence("Send me a photo with some writing on it, and I answer with its text. /help tells you more.")
REPLY_TO_PHOTO = sentence("Reply with /read to the message with the photo, and I read it.")
NOT_A_PHOTO = sentence("I can't read this kind of message. Please send me the page as a photo.")
NOT_AN_IMAGE_FILE = sentence(
    "I can't read this kind of file. Please send the page as a photo, or as a JPEG, PNG or PDF file."
)
DAYS = counted("1 day", "{count} days")
