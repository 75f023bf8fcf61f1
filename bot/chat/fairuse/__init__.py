"""Fair use: how many photos a person and a group may send, and how many commands and presses."""
