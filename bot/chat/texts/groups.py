"""What the bot says in groups and topics, and of photos that it has read before."""

from bot.translatable import sentence

GREETING_HTML = sentence("""\
Hello! I read photos and answer with their text.

Reply to a photo with <code>/read@{username}</code>, and I read it. An administrator can let me read every photo that \
comes here: <code>/auto@{username} on</code>""")

ALONE = sentence(
    "This photo is part of an album, and Telegram shows me only this one. "
    "Reply with /read to each photo that you want me to read."
)

FIRST_OF_POST = sentence(
    "There are more photos in this post, and I read the first one. Please send me the others one by one."
)
UNKNOWN_COMMAND_HTML = sentence(
    "I don't know this command. Reply to a photo with <code>/read@{username}</code>, and I read it. "
    "More: <code>/help@{username}</code>"
)

AUTO_IN_PRIVATE = sentence("Here I read every photo anyway. /auto is for groups.")
AUTO_ADMINS_ONLY = sentence("Only an administrator of this group can decide that.")
AUTO_GROUP_ON_HTML = sentence(
    "From now on I read every photo in this group. <code>/auto@{username} off</code> ends that."
)
AUTO_GROUP_OFF_HTML = sentence(
    "From now on I read a photo in this group only when somebody asks me to. "
    "<code>/auto@{username} on</code> turns that on again."
)
AUTO_TOPIC_ON_HTML = sentence(
    "From now on I read every photo in this topic. <code>/auto@{username} off</code>, written here, ends that."
)
AUTO_TOPIC_OFF_HTML = sentence(
    "From now on I read a photo in this topic only when somebody asks me to. "
    "<code>/auto@{username} on</code>, written here, turns that on again."
)
AUTO_IS_ON_HTML = sentence(
    "I read every photo here. An administrator can end that with <code>/auto@{username} off</code>."
)
AUTO_IS_OFF_HTML = sentence(
    "I read a photo here when somebody asks me to. "
    "An administrator can let me read every one with <code>/auto@{username} on</code>."
)
AUTO_BLIND = sentence(
    "But Telegram does not show me the photos yet. Make me an administrator of this group; or whoever runs me sends "
    "/setprivacy to @BotFather, turns it off, and adds me to this group again."
)

READ_BEFORE_HTML = sentence('I have read this photo before: <a href="{link}">here is its text</a>.')
READ_BEFORE = sentence("I have read this photo before: this is its text.")

SPEAK_AS_YOURSELF = sentence(
    "Sorry, I am only for people my owner invited, and I can't see who you are. Please write to me under your own name."
)
