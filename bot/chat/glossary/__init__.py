"""The glossaries of persons and groups in the chat: shown, filled, emptied, imported and exported."""
