"""What the bot says of the limits of fair use: by whether they are a group's, and what they are counted in."""

from bot.translatable import counted, sentence

NEAR = {
    (False, "day"): counted(
        "You can send me 1 more photo today. From midnight UTC on I read as many as before.",
        "You can send me up to {count} more photos today. From midnight UTC on I read as many as before.",
    ),
    (False, "minute"): counted(
        "One more photo now, please, then a short break: I read up to {limit} a minute for each of you.",
        "Up to {count} more photos now, please, then a short break: I read up to {limit} a minute for each of you.",
    ),
    (True, "day"): counted(
        "This group can send me 1 more photo today. From midnight UTC on I read as many as before.",
        "This group can send me up to {count} more photos today. From midnight UTC on I read as many as before.",
    ),
    (True, "minute"): counted(
        "One more photo now, please, then a short break: I read up to {limit} a minute for a group.",
        "Up to {count} more photos now, please, then a short break: I read up to {limit} a minute for a group.",
    ),
}
REACHED = {
    (False, "day"): counted(
        "I read up to {limit} photos a day for each of you, and you have used them. Please send this one, and any that"
        " followed it, again in 1 hour.",
        "I read up to {limit} photos a day for each of you, and you have used them. Please send this one, and any that"
        " followed it, again in {count} hours.",
    ),
    (False, "minute"): counted(
        "I read up to {limit} photos a minute for each of you. Please send this one, and any that followed it, again in"
        " 1 second.",
        "I read up to {limit} photos a minute for each of you. Please send this one, and any that followed it, again in"
        " {count} seconds.",
    ),
    (True, "day"): counted(
        "I read up to {limit} photos a day for a group, and this one has used them. Please send this photo,"
        " and any that followed it, again in 1 hour.",
        "I read up to {limit} photos a day for a group, and this one has used them. Please send this photo,"
        " and any that followed it, again in {count} hours.",
    ),
    (True, "minute"): counted(
        "I read up to {limit} photos a minute for a group. Please send this photo, and any that followed it, again in"
        " 1 second.",
        "I read up to {limit} photos a minute for a group. Please send this photo, and any that followed it, again in"
        " {count} seconds.",
    ),
}

TOO_MANY_COMMANDS = sentence(
    "I answer up to {limit} messages like this a minute for each of you. Please try again in a minute; your photos I "
    "read as always."
)
TOO_MANY_PRESSES = sentence("That was a lot of taps for one minute. Please try again in a moment.")
