"""The command that brings the code's sentences into the catalogues."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.chat.languages.catalogues import TRANSLATED
from bot.chat.languages.update import KEYWORDS, SOURCE, extract, missing, updated

CODE = '''
from bot.translatable import counted, sentence

TEXTS = {
    1: sentence("First"),
    # Translators: a button
    2: sentence(
        "Second "
        "{name}",
    ),
}
LONG_HTML = sentence("""\\
<b>Bold</b>
and \\
more""")
PHOTOS = counted(
    "1 photo",
    "{count} photos",
)
unmarked = str("Unmarked")
'''


def package(folder: Path, code: str) -> Path:
    source = folder / "package"
    (source / "deep").mkdir(parents=True, exist_ok=True)
    (source / "deep" / "texts.py").write_text(code)
    return source


def read(text: str) -> Catalog:
    return read_po(BytesIO(text.encode()), locale="pl", abort_invalid=True)


def translate(catalogue: Catalog, key: str, string: str | tuple[str, ...]) -> Message:
    message = catalogue[key]
    assert message is not None
    message.string = string
    return message


def ids(catalogue: Catalog) -> list[object]:
    return [message.id for message in catalogue if message.id]


def test_marked_sentences_are_found(tmp_path: Path) -> None:
    found = extract(package(tmp_path, CODE))
    assert ids(found) == ["First", "Second {name}", "<b>Bold</b>\nand more", ("1 photo", "{count} photos")]
    second = found["Second {name}"]
    assert second is not None
    assert second.auto_comments == ["Translators: a button"]


def test_a_new_sentence_comes_and_an_old_one_goes_and_translations_stay(tmp_path: Path) -> None:
    catalogue = read(updated(Catalog(locale="pl"), extract(package(tmp_path, CODE))))
    translate(catalogue, "First", "Pierwsze")
    translate(catalogue, "1 photo", ("a", "b", "c"))
    newer = CODE.replace('"Second "', '"Newer "') + 'sentence("Last")\n'
    catalogue = read(updated(catalogue, extract(package(tmp_path, newer))))
    assert ids(catalogue) == [
        *("First", "Newer {name}", "<b>Bold</b>\nand more"),
        *(("1 photo", "{count} photos"), "Last"),
    ]
    assert missing(catalogue) == ["Newer {name}", "<b>Bold</b>\nand more", "Last"]
    assert not catalogue.obsolete


def test_a_fuzzy_and_a_half_translation_are_missing(tmp_path: Path) -> None:
    catalogue = read(updated(Catalog(locale="pl"), extract(package(tmp_path, CODE))))
    translate(catalogue, "First", "Pierwsze").flags.add("fuzzy")
    translate(catalogue, "1 photo", ("a", "", "c"))
    assert missing(catalogue) == [*ids(catalogue)[:3], "1 photo"]


def test_a_second_update_changes_nothing(tmp_path: Path) -> None:
    template = extract(package(tmp_path, CODE))
    once = updated(Catalog(locale="pl"), template)
    assert updated(read(once), template) == once
    assert "nplurals=3" in once


def small_bot(folder: Path) -> Path:
    """A bot that says one sentence, which no catalogue has."""
    for name in ("__init__.py", "translatable.py", "chat/__init__.py"):
        (folder / "bot" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCE / name, folder / "bot" / name)
    ignored = shutil.ignore_patterns("catalogues", "__pycache__")
    shutil.copytree(SOURCE / "chat" / "languages", folder / "bot" / "chat" / "languages", ignore=ignored)
    (folder / "bot" / "texts.py").write_text('from bot.translatable import sentence\n\nHELLO = sentence("Hello")\n')
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.chat.languages.update", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_check_before_a_release_says_what_is_missing_and_what_to_do(tmp_path: Path) -> None:
    folder = small_bot(tmp_path)
    file = "bot/chat/languages/catalogues/de/LC_MESSAGES/legible.po"

    checked = run(folder, "--check")
    assert checked.returncode == 1
    assert "Deutsch: 1 of 1 are missing\n  Hello\n" in checked.stdout
    assert "— run `python -m bot.chat.languages.update`, then fill each msgstr" in checked.stderr
    assert file in checked.stderr
    assert not (folder / file).exists()

    brought = run(folder)
    assert brought.returncode == 0
    assert "— fill each msgstr" in brought.stderr
    for code in TRANSLATED:
        path = folder / file.replace("/de/", f"/{code}/")
        path.write_text(path.read_text().replace('"Hello"\nmsgstr ""', f'"Hello"\nmsgstr "{code}"'))
    assert (run(folder, "--check").returncode, run(folder).stdout.count("0 of 1")) == (0, len(TRANSLATED))

    (folder / "bot" / "texts.py").write_text("")
    checked = run(folder, "--check")
    assert (checked.returncode, "fill" in checked.stderr) == (1, False)
    assert checked.stderr.endswith("— run `python -m bot.chat.languages.update`\n")


def test_all_marks_of_the_code_are_literals_that_are_found() -> None:
    """Compares with the syntax tree: an f-string or a name between the brackets would be left out in silence."""
    marked = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                texts = tuple(ast.literal_eval(argument) for argument in node.args)
                marked.add(texts if node.func.id == "counted" else texts[0])
    assert marked == set(ids(extract(SOURCE)))
