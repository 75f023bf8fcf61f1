"""What name and kind of a file say about it. Where they say nothing it is opened, which shows what it is."""

from __future__ import annotations

import mimetypes
import re
from enum import Enum
from pathlib import PurePath

from telegram import Document

IMAGES = re.compile(r"\.(avif|bmp|dib|gif|heic|heif|hif|jfif|jif|jpe|jpeg|jpg|mpo|pdf|png|tif|tiff|webp)")
PDF = frozenset({"application/pdf", "application/x-pdf", "application/acrobat", "application/vnd.pdf", "text/pdf"})
NOTHING = frozenset(
    {
        "",
        "*/*",
        "application/binary",
        "application/download",
        "application/force-download",
        "application/octet-stream",
        "application/unknown",
        "application/x-binary",
        "application/x-download",
        "application/x-octet-stream",
        "application/x-unknown",
        "binary/octet-stream",
    }
)
"""Kinds that say nothing."""
OTHERS = re.compile(
    r"\.(7z|apk|bz2|db|doc[mx]|dotx|dwg|epub|flac|gz|iso|jar|key|m4a|mkv|msi|numbers|od[pst]|ogg|opus|pages|pp[st]x|pptm"
    r"|psd|rar|rtf|sqlite|tgz|xls[mx]|xltx|xps|xz|zst)"
)
"""Suffixes that the standard library does not know."""
KNOWN = mimetypes.MimeTypes()


class DocumentKind(Enum):
    """What a file is said to be."""

    IMAGE = "image"
    OTHER = "other"
    UNKNOWN = "unknown"


def kind_of(file: Document, *, moves: bool = False) -> DocumentKind:
    """What a file is said to be by its kind, and by its name; of one that `moves` only the kind counts."""
    kind = (file.mime_type or "").partition(";")[0].strip().lower()
    suffix = PurePath(file.file_name or "").suffix.lower()
    if kind.startswith("image/") or kind in PDF or (IMAGES.fullmatch(suffix) and not moves):
        return DocumentKind.IMAGE
    named = KNOWN.guess_type(f"file{suffix}")[0] or ""
    if moves or kind not in NOTHING or named not in NOTHING or OTHERS.fullmatch(suffix):
        return DocumentKind.OTHER
    return DocumentKind.UNKNOWN
