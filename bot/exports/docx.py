"""A note as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from bot.exports.plain import plain

FONT = "Calibri"  # where it is missing, Carlito, of the same widths, takes its place
CHINESE = {"zh-Hant": ("zh-TW", "Microsoft JhengHei"), "zh-Hans": ("zh-CN", "Microsoft YaHei")}  # as Word names it
A4 = (Mm(210), Mm(297))


def docx(pages: Sequence[Sequence[str]], language: str = "en") -> bytes:
    """A document of pages, each the texts of its paragraphs; rows within a paragraph are parted by line feeds.

    `language` is the tag of the text (BCP 47), which spelling checkers heed. Chinese characters have the look that is
    usual where it is spoken.
    """
    document = Document()
    _set_style(document, language)
    _forget_template(document)
    for number, page in enumerate(pages):
        texts = [plain(text).strip("\n") for text in page] or [""]
        written = [document.add_paragraph(text) for text in texts]
        written[0].paragraph_format.page_break_before = number > 0
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_style(document: WordDocument, language: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    properties = document.styles["Normal"].element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    tag, chinese_font = CHINESE.get(language, CHINESE["zh-Hans"])
    for script, font in {"ascii": FONT, "hAnsi": FONT, "cs": FONT, "eastAsia": chinese_font}.items():
        fonts.set(qn(f"w:{script}"), font)
    spoken = {} if language in CHINESE else {qn("w:val"): language}
    properties.append(properties.makeelement(qn("w:lang"), spoken | {qn("w:eastAsia"): tag}))


def _forget_template(document: WordDocument) -> None:
    """The document begins today, nobody wrote it, and it has no picture of the empty template."""
    about = document.core_properties
    about.author = about.comments = ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]
