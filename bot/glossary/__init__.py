"""A person's glossary: what may be in it, how it comes from lines and files, and how it goes back into them."""
