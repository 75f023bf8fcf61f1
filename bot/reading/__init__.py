"""From a photo to a page: decoding, detection, recognition, reading order."""
