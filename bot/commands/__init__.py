"""What the commands of `legible` do."""
