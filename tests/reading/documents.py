"""PDF files for the tests, written by hand, so that a test can say exactly what stands in them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

A4 = (595, 842)


def pdf(
    *contents: str, size: tuple[float, float] = A4, objects: Sequence[bytes] = (), page: str = "", trailer: str = ""
) -> bytes:
    """A PDF with a page for each content stream.

    The font Helvetica is /F, the first of `objects`, a picture or a form, is /O; they are objects 4 and following.
    `page` is added to every page's dictionary.
    """
    bodies = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", *objects]
    kids = []
    resources = "/Font<</F 3 0 R>>" + ("/XObject<</O 4 0 R>>" if objects else "")
    for content in contents:
        bodies.append(stream("", content.encode("latin-1")))
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Contents {len(bodies)} 0 R"
            f"/Resources<<{resources}>>{page}>>".encode()
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + table.encode() + end.encode()


def stream(dictionary: str, content: bytes) -> bytes:
    """A stream object with these entries in its dictionary."""
    return f"<<{dictionary}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def picture(image: Image.Image, claims: tuple[int, int] | None = None) -> bytes:
    """A picture as an object; `claims` is the width and height that it says it has."""
    jpeg = io.BytesIO()
    image.convert("RGB").save(jpeg, "JPEG")
    width, height = claims or image.size
    entries = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    return stream(f"{entries}/Filter/DCTDecode", jpeg.getvalue())


def text(*lines: str, at: tuple[float, float] = (50, 700), size: float = 12, before: str = "") -> str:
    """Lines of text below each other; `before` holds operators that set the text's state."""
    shown = " ".join(f"({line}) Tj 0 {-1.5 * size} Td" for line in lines)
    return f"BT {before} /F {size} Tf {at[0]} {at[1]} Td {shown} ET\n"
