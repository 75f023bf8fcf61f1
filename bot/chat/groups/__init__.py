"""Groups and topics: who may do what there, what is read there, and what becomes of a group."""
