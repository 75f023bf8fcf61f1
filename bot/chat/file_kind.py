"""What name and kind of a file say about it. Where they say nothing it is opened, which shows what it is."""

from __future__ import annotations

import mimetypes
from enum import Enum
from pathlib import PurePath

from telegram import Document

SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".mpo", ".png", ".webp", ".tif", ".tiff", ".bmp", ".dib", ".gif")
    + (".avif", ".heic", ".heif", ".hif", ".pdf")
)
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
OTHERS = frozenset(
    (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".ppsx", ".odt", ".ods", ".odp", ".rtf")
    + (".pages", ".numbers", ".key", ".epub", ".xps", ".psd", ".dwg", ".db", ".sqlite", ".apk", ".jar", ".msi", ".iso")
    + (".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".mkv", ".m4a", ".flac", ".ogg", ".opus")
)
"""Suffixes that the standard library does not know."""
KNOWN = mimetypes.MimeTypes()


class FileKind(Enum):
    """What a file is said to be."""

    IMAGE = "image"
    OTHER = "other"
    UNKNOWN = "unknown"


def kind_of(file: Document, *, moves: bool = False) -> FileKind:
    """What a file is said to be by its kind, and by its name; of one that `moves` only the kind counts."""
    kind = (file.mime_type or "").partition(";")[0].strip().lower()
    suffix = PurePath(file.file_name or "").suffix.lower()
    if kind.startswith("image/") or kind in PDF or (suffix in SUFFIXES and not moves):
        return FileKind.IMAGE
    named = KNOWN.guess_type(f"file{suffix}")[0] or ""
    if moves or kind not in NOTHING or named not in NOTHING or suffix in OTHERS:
        return FileKind.OTHER
    return FileKind.UNKNOWN
