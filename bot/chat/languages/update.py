"""`python -m bot.chat.languages.update`: brings the sentences marked in the code into every catalogue.

What is translated stays, what the code no longer says goes, what is new waits for its translation. With `--check`, as
before a release, nothing is written, and the exit code is 1 where a sentence waits or a catalogue is not up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import generate_po

import bot
from bot.chat.languages.catalogues import LANGUAGES, TRANSLATED, parse, path_of, strings

SOURCE = Path(bot.__file__).parent
WIDTH = 100  # letters of a sentence that are shown
KEYWORDS = {"sentence": None, "counted": (1, 2)}
HEADER = r"""
msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""  # without Babel's dates, which would change at every run


def main(
    check: Annotated[bool, typer.Option("--check", help="write nothing; fail where a sentence is missing")] = False,
) -> None:
    """Bring the sentences marked in the code into every catalogue, and list those that wait for their translation."""
    template = extract(SOURCE)
    old, waiting = False, []
    for code in TRANSLATED:
        path = path_of(code)
        catalogue = parse(code) if path.exists() else Catalog(locale=code)
        text = updated(catalogue, template)
        if check:
            old |= not path.exists() or path.read_text(encoding="utf-8") != text
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        sentences = missing(catalogue)
        typer.echo(f"{LANGUAGES[code]}: {len(sentences)} of {len(template)} are missing")
        for english in sentences:
            typer.echo(f"  {shorten(english, WIDTH, placeholder='…')}")
        if sentences:
            waiting.append(path.relative_to(SOURCE.parent).as_posix())
    steps = ["run `python -m bot.chat.languages.update`"] if old else []
    steps += [f"fill each msgstr that is empty or fuzzy in {', '.join(waiting)}"] if waiting else []
    if steps:
        typer.echo(f"legible: the translations are not complete — {', then '.join(steps)}", err=True)
        sys.exit(check)


def extract(source: Path) -> Catalog:
    """The sentences marked in the Python files below a package's folder, in the order of files and lines."""
    template = Catalog()
    for file in sorted(source.rglob("*.py")):
        name = file.relative_to(source.parent).as_posix()
        for line, message, comments, _ in extract_from_file("python", file, KEYWORDS, ["Translators:"]):
            template.add(message, locations=[(name, line)], auto_comments=comments)
    return template


def updated(catalogue: Catalog, template: Catalog) -> str:
    """Bring the template's sentences into a catalogue, and give it as its file holds it."""
    catalogue.update(template, no_fuzzy_matching=True)
    header = HEADER.lstrip().format(language=catalogue.locale_identifier, plural_forms=catalogue.plural_forms)
    lines = generate_po(catalogue, omit_header=True, ignore_obsolete=True, include_lineno=False, width=0)
    return header + "".join(lines).rstrip() + "\n"


def missing(catalogue: Catalog) -> list[str]:
    """The English of what a catalogue does not translate, or only fuzzily."""
    return [
        strings(message.id)[0]
        for message in catalogue
        if message.id and (message.fuzzy or not all(strings(message.string)))
    ]


if __name__ == "__main__":
    typer.run(main)
