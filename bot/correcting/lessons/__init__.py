"""What a person's corrected text teaches: pairs of what was read and what was meant."""
