"""Small files of every kind that the bot opens, made here, for what is to be mutated."""

from __future__ import annotations

import io
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

from tests.reading.documents import pdf, picture, stream, text

WAYS: list[tuple[str, str, dict[str, Any]]] = [
    ("JPEG", "RGB", {}),
    ("JPEG", "L", {"progressive": True}),
    ("JPEG", "CMYK", {"restart_marker_blocks": 2}),
    ("MPO", "RGB", {}),
    ("PNG", "RGB", {}),
    ("PNG", "P", {}),
    ("PNG", "RGBA", {}),
    ("PNG", "I;16", {}),
    ("WEBP", "RGB", {}),
    ("WEBP", "RGBA", {"lossless": True}),
    ("TIFF", "RGB", {}),
    ("TIFF", "1", {"compression": "group4"}),
    ("TIFF", "L", {"compression": "tiff_lzw"}),
    ("TIFF", "RGB", {"compression": "jpeg"}),
    ("TIFF", "CMYK", {"compression": "tiff_deflate"}),
    ("TIFF", "F", {}),
    ("BMP", "RGB", {}),
    ("BMP", "P", {}),
    ("GIF", "P", {}),
    ("AVIF", "RGB", {}),
    ("HEIF", "RGB", {}),
]


def corpus() -> list[bytes]:
    """A file for each way in which an image is stored, and some PDFs."""
    return [*(_image(*way) for way in WAYS), *_documents()]


def _image(kind: str, mode: str, options: dict[str, Any]) -> bytes:
    drawing = Image.new("RGB", (64, 48), "white")
    ImageDraw.Draw(drawing).text((4, 8), "Dear Olga,\n12.50", "black")
    target = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(drawing).save(target)
        return target.getvalue()
    exif = Image.Exif()
    exif[0x0112] = 6
    shown = drawing.convert("L").convert("I;16") if mode == "I;16" else drawing.convert(mode)
    shown.save(target, kind, **options, **({"exif": exif} if kind in ("JPEG", "PNG", "WEBP", "TIFF") else {}))
    return target.getvalue()


def _documents() -> list[bytes]:
    scan = picture(Image.effect_noise((60, 80), 90))
    group = stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</O 5 0 R>>>>", b"/O Do")
    appearance = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>",
        b"BT /F 12 Tf 2 5 Td (Olga) Tj ET",
    )
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Olga)/F 4/Rect[100 695 300 715]/AP<</N 4 0 R>>>>"
    return [
        pdf(text("Dear Olga,", "the train was late.") + text("12.50", at=(400, 700)), text("Page 2")),
        pdf("q 600 0 0 800 0 0 cm /O Do Q " + text("a stamp"), objects=[scan]),
        pdf("/O Do " + text("Dear Olga,"), objects=[group, scan]),
        pdf(text("Name:"), objects=[appearance, field], page="/Annots[5 0 R]"),
        pdf("0 0 m 100 700 300 200 500 800 c S 1 0 0 rg 50 50 200 300 re f " * 20, page="/Rotate 90"),
    ]
