"""Teaching the recogniser: lines with their texts are prepared, learnt from, averaged and judged; torch is needed."""
