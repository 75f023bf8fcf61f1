"""The settings of a chat: what can be chosen, how it is shown, and the handlers."""
