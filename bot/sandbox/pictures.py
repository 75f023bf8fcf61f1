"""What Telegram makes of the images that people and bots send."""

from __future__ import annotations

import mimetypes
from io import BytesIO
from pathlib import PurePath

from PIL import Image, ImageOps

from bot.sandbox.world import StoredDocument, StoredFile, StoredPhoto, World

LONGEST_SIDE = 1280
_SMALLER_SIDES = (320, 800)
_JPEG_QUALITY = 85
_MAX_PIXELS = 200_000_000
_MAX_RATIO = 20  # of the sides of a photo, as the Bot API says of sendPhoto
_GIF = "image/gif"
_IMAGE_TYPES = {".avif": "image/avif", ".heic": "image/heic", ".heif": "image/heif", ".webp": "image/webp"}


class NotAPhoto(Exception):
    """The bytes cannot be sent as a photo; the text says why."""


def make_photo(world: World, data: bytes) -> StoredPhoto:
    """A photo as Telegram keeps it: upright, JPEG, 1280 pixels at most, with smaller sizes before it.

    Takes a while: call it in a thread. Raises NotAPhoto.
    """
    image = _decode(data)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    sides = [side for side in _SMALLER_SIDES if side < max(image.size)]
    return StoredPhoto(tuple(_size(world, image, side) for side in (*sides, max(image.size))))


def make_document(world: World, name: str, data: bytes) -> StoredDocument:
    """A file as it is, its type guessed by its name; a moving GIF becomes an animation, too."""
    name = PurePath(name.replace("\\", "/")).name or "file"
    mime_type = _mime_type(name)
    if mime_type == _GIF and (moving := _moving_gif(data)):
        width, height, seconds = moving
        return StoredDocument(world.new_file("animations", name, mime_type, data, (width, height)), seconds)
    return StoredDocument(world.new_file("documents", name, mime_type, data))


def _mime_type(name: str) -> str:
    known = _IMAGE_TYPES.get(PurePath(name).suffix.lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _decode(data: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise NotAPhoto("the image has too many pixels")
            if max(image.size) > _MAX_RATIO * min(image.size):
                raise NotAPhoto("the image is too long for its width")
            return ImageOps.exif_transpose(image).convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPhoto("the image has too many pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPhoto("the file is not an image that can be opened") from error


def _size(world: World, image: Image.Image, side: int) -> StoredFile:
    smaller = image.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = BytesIO()
    smaller.save(out, "JPEG", quality=_JPEG_QUALITY)
    return world.new_file("photos", "photo.jpg", "image/jpeg", out.getvalue(), smaller.size)


def _moving_gif(data: bytes) -> tuple[int, int, int] | None:
    try:
        with Image.open(BytesIO(data), formats=["GIF"]) as image:
            frames = getattr(image, "n_frames", 1)
            seconds = frames * int(image.info.get("duration", 100)) // 1000
            return (*image.size, max(1, seconds)) if frames > 1 else None
    except (OSError, SyntaxError, ValueError):
        return None
