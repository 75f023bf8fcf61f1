"""What the bot says to whoever runs it."""

from bot.translatable import counted, sentence

STATS_HTML = sentence("<b>Today, in seven days, and all that is kept</b>")
PHOTOS = sentence("photos")
PAGES = sentence("pages")
NOTES = sentence("notes")
PEOPLE = sentence("people")
CHATS = sentence("chats")
APOLOGIES_HTML = counted(
    "<b>Apologies</b>: for {failed} of 1 note ({share} %)",
    "<b>Apologies</b>: for {failed} of {count} notes ({share} %)",
)
IN_WORK = counted("In work now: 1 note.", "In work now: {count} notes.")
MODELS = sentence("Language model: {names}.")
NO_MODEL = sentence("Language model: none; spelling alone is mended.")
DATABASE = sentence("Database: {megabytes} MB. Legible {version}.")

HOW_TO_BROADCAST = sentence("First write what everybody is to get. Then reply to it with /broadcast.")
NOBODY = sentence("Nobody but you sent me a photo in private of late: there is no one to send this to.")
SEND_TO_ALL = counted(
    "Send this to the 1 person who sent me photos in private of late?",
    "Send this to the {count} people who sent me photos in private of late?",
)
SEND = sentence("Send")
DO_NOT_SEND = sentence("Don't send")
NOT_SENT = sentence("Not sent.")
DECIDED = sentence("This was decided before.")
SENDING = counted("Sending: {tried} of 1…", "Sending: {tried} of {count}…")
SENT = counted(
    "Sent, and {reached} of 1 has got it. Whoever has not has blocked me.",
    "Sent, and {reached} of {count} have got it. Whoever has not has blocked me.",
)
MESSAGE_GONE = counted(
    "The message is no longer there to be copied. {reached} of 1 has got it.",
    "The message is no longer there to be copied. {reached} of {count} have got it.",
)

FAILED_HTML = counted(
    "<b>{kind}</b>: somebody got an apology. {place}, job {job}. The log may say more.",
    "<b>{kind}</b> ×{count} in the last hour: so many apologies. The last: {place}, job {job}.",
)
UNANSWERED_HTML = counted(
    "<b>{kind}</b>: a message or a button got no answer. {place}. The log may say more.",
    "<b>{kind}</b> ×{count} in the last hour: so many messages or buttons got no answer. The last: {place}.",
)
