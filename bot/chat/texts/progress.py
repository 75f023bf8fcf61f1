"""What the bot says while it works."""

from bot.job import Stage
from bot.translatable import counted, sentence

STAGES = {
    Stage.FETCH: sentence("Got it. Reading soon…"),
    Stage.READ: sentence("Reading…"),
    Stage.CORRECT: sentence("Correcting…"),
}
READING_PAGE = sentence("Reading page {number} of {count}…")
READING_PHOTO = sentence("Reading photo {number} of {count}…")
WAITING = counted("In the queue: 1 note is before yours.", "In the queue: {count} notes are before yours.")
NEXT_PART = sentence("The next part follows…")
CUTTING = sentence("Looking at the photo again…")
WRITING_FILE = sentence("Writing the file…")
CANCEL = sentence("Cancel")
