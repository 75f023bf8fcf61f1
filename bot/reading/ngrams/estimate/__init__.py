"""Building character models from texts; the bot itself only uses those that are shipped."""
