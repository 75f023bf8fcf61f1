"""From an upright image to what the recogniser sees in each line."""
