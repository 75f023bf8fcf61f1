"""A language model weighs what may stand on the photo: it chooses among readings, and writes nothing."""
