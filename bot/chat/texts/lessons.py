"""What the bot says about replies to its answers, and about what they teach."""

from bot.translatable import sentence

UNKNOWN_WORDS = sentence("I found no words behind “words:”. Write them like this: words: Kovács, Okafor")
NO_NOTE = sentence("I keep no note about that message. Reply to one of my answers, or send me the photo again.")
HOW_TO_REPLY = sentence("""\
If I misread something, reply to my answer with the corrected text, or only with the line that I got wrong. Or \
reply with the words: Kovács, Okafor""")
NOTHING_TO_LEARN = sentence(
    "Thank you! There is nothing in it that I could learn: only numbers, signs or new words differ."
)

OFFER_HTML = sentence("<b>Shall I learn this?</b> Whenever I read the left, I write the right.")
OFFER_UNSURE = sentence("What is not ticked may be right elsewhere.")
INTO_OWN = sentence("Into my glossary")
INTO_GROUP = sentence("Into the group's")
NOT_NOW = sentence("Not now")
TICK_ONE = sentence("Tick at least one first.")
ONLY_ADMINS = sentence("Only admins change this group's glossary. Your own is open to you.")
LEARNED_OWN = sentence("I learned it. In your glossary now:")
LEARNED_GROUP = sentence("I learned it. In this group's glossary now:")
DONE = sentence("This is settled already.")
LEFT = sentence("All right, I learned nothing from it.")
