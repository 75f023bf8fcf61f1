"""What the bot says about glossaries."""

from bot.translatable import counted, sentence

OWN_HTML = sentence("<b>Your glossary</b>")
GROUP_HTML = sentence("<b>This group's glossary</b>")
ENTRIES = counted("1 entry", "{count} entries")
PAGE = sentence("page {number} of {pages}")
EMPTY = sentence("""\
It is empty. Teach me names and rare words, and I spell them right whenever I nearly read them: press Add, or write \
/glossary add Amoxicillin, Kovács Ilona""")
REMOVE_WHICH = sentence("Which one shall I remove?")
ADD = sentence("Add")
REMOVE = sentence("Remove")
BACK = sentence("Back")

ASK = sentence("""\
Reply to this message with the names and words, parted by commas or one on each line, or with a .txt or .csv file. \
For what I keep misreading, write it with what is right: Kowacs=Kovács""")
ADDED = counted("I added 1 entry.", "I added {count} entries.")
NOTHING_NEW = sentence("Nothing new: all of it is in the glossary already.")
REPEATED = counted(
    "Line {line} says again what an earlier one says.",
    "Line {line} and others, {count} in all, say again what earlier ones say.",
)
REMOVED = sentence("I removed {term}.")
REMOVED_COUNT = counted("I removed 1 entry.", "I removed {count} entries.")
NOT_THERE = sentence("This is not in the glossary.")
USAGE = sentence("""\
/glossary shows it, and besides:
/glossary add Amoxicillin, Kovács Ilona
/glossary add Kowacs=Kovács
/glossary remove Amoxicillin
/glossary export (or export csv)
To import, send me a .txt or .csv file with /glossary as its caption.""")
ONLY_ADMINS = sentence(
    "Only admins change this group's glossary; everybody profits from it. Your own is in our private chat."
)
NOT_A_GLOSSARY = sentence("A glossary is a .txt or .csv file. Please send one with /glossary as its caption.")
NEEDS_CAPTION = sentence("To fill the glossary with this file, send it with /glossary as its caption.")
NOT_FETCHED = sentence("Sorry, I couldn't get this file from Telegram. Please send it again.")
