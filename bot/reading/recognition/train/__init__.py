"""Teaching the recogniser: lines with their texts are prepared, learnt from, and the outcome judged; it needs torch."""
