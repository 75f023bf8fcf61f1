"""`legible try`: the whole bot against a stand-in for Telegram on this machine."""
