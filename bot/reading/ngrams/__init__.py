"""Character models of languages: built from texts and word lists, and asked while decoding."""
