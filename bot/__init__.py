"""Legible: a Telegram bot that reads a photo and answers with clean text."""
