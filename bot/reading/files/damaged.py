"""How much of a damaged image is missing, after what is there was decoded."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

from bot.errors import DamagedImage

ROWS = 256  # that are looked at together, to spare memory
MOST_MISSING = 0.95  # of the pixels; of what has less left nothing can be read


def lacks_pixels(image: Image.Image, on_black: Image.Image) -> bool:
    """Decode an opened image onto white, and the same one onto black: where they differ nothing was decoded.

    Raises DamagedImage where they do nearly everywhere, and whatever Pillow raises.
    """
    white = (255,) * len(image.getbands())
    image.im = Image.core.fill(  # type: ignore[attr-defined]
        image.mode, getattr(image, "_tile_size", image.size), white if len(white) > 1 else 255
    )
    for each in (image, on_black):
        _load(each)
    return _differ(image, on_black)


def ends_grey(image: Image.Image) -> bool:
    """Whether a JPEG's last pixels are the grey that libjpeg paints for what is missing.

    A whole one whose corner is just that grey is taken for incomplete, and one cut off within its last rows may be
    taken for whole: only a remark on the text is wrong then. Raises DamagedImage where nearly all pixels are grey.
    """
    values = np.asarray(image).reshape(image.height, image.width, -1)
    grey = np.all((values >= 127) & (values <= 129), axis=2)
    if grey.mean() > MOST_MISSING:
        raise DamagedImage
    return bool(grey[-4:, -4:].all())


def _load(image: Any) -> None:
    try:
        image.load()
    except OSError:  # so libtiff says that strips are missing, after it decoded the others
        if image.format != "TIFF" or image.tile:
            raise


def _differ(image: Image.Image, other: Image.Image) -> bool:
    different = 0
    for top in range(0, image.height, ROWS):
        band = (0, top, image.width, min(top + ROWS, image.height))
        one, two = np.asarray(image.crop(band)), np.asarray(other.crop(band))
        different += int((one != two).reshape(*one.shape[:2], -1).any(axis=2).sum())
    if different > MOST_MISSING * image.width * image.height:
        raise DamagedImage
    return different > 0
