"""Files of strangers to upright images, or to pages where the text is in them."""
