"""What the bot says about the settings of a chat."""

from bot.translatable import sentence

TITLE_HTML = sentence("<b>Settings</b>")
GROUP_TITLE_HTML = sentence("<b>Settings of this group</b>")
FROM_NOW_ON = sentence("New photos follow these settings.")
ADMINS_CHANGE_THEM = sentence("The admins of this group can change them.")
NOT_AN_ADMIN = sentence("Only the admins of this group can change its settings.")

LANGUAGE_CHOSEN = sentence("I speak {language}.")
LANGUAGE_OWN = sentence("I speak the language of your Telegram.")
LANGUAGE_OF_EACH = sentence("I speak to each of you in the language of your Telegram.")
CORRECTED = sentence("I mend my reading mistakes where I am sure.")
NOT_CORRECTED = sentence("I do not look a text over again after reading it.")
CLEAN_FIRST = sentence("The clean text comes first, the raw one is a tap away.")
RAW_FIRST = sentence("The raw text comes first, the clean one is a tap away.")
IN_ROWS = sentence("Lines stay as they are on paper.")
FLOWING = sentence("Lines flow into paragraphs.")
KEPT_FOR = sentence("I keep a note for {days}.")
WHEN_ASKED = sentence("I read a photo here when somebody asks for it.")
EVERY_PHOTO = sentence("I read every photo that is sent here.")
WHEN_ASKED_IN_TOPIC = sentence("I read a photo in this topic when somebody asks for it.")
EVERY_PHOTO_IN_TOPIC = sentence("I read every photo that is sent in this topic.")
NOT_SHOWN_ALL = sentence("For that I must see them: please make me an admin of this group.")

# Translators: these stand on buttons, which hold about 30 letters.
CHOOSE_LANGUAGE = sentence("Language…")
CORRECT = sentence("Mend mistakes")
DO_NOT_CORRECT = sentence("Don't mend mistakes")
SHOW_RAW_FIRST = sentence("Show raw text first")
SHOW_CLEAN_FIRST = sentence("Show clean text first")
FLOW = sentence("Join lines to paragraphs")
KEEP_ROWS = sentence("Keep lines as on paper")
CHOOSE_DAYS = sentence("How long I keep notes…")
READ_EVERY_PHOTO = sentence("Read every photo")
READ_WHEN_ASKED = sentence("Read only when asked")
AS_IN_TELEGRAM = sentence("As in Telegram")
BACK = sentence("‹ Back")

WHICH_LANGUAGE = sentence("Which language shall I speak here?")
HOW_LONG = sentence("How long shall I keep notes here? Those that are older I delete within the hour.")
