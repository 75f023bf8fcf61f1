"""The conversation on Telegram: what comes in, what goes out, and what it looks like."""
