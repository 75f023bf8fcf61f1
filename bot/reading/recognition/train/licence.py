"""The file beside the weights that says under what licence they are, and whose lines they were learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.reading.recognition.train.line_folder import CREDITS
from bot.reading.recognition.train.whole_files import read_whole

LICENCE = "LICENSE.txt"
_HEAD = """\
What the recogniser was taught
==============================

weights.npz holds what the recogniser of RapidOCR (PP-OCR, by the PaddlePaddle authors, under the Apache License 2.0,
https://www.apache.org/licenses/LICENSE-2.0) learnt from lines of handwriting: the differences to its numbers. It holds
no line and no text. It is estimated from data under CC BY-SA 4.0 among others, and is itself under the Creative Commons
Attribution-ShareAlike 4.0 International licence, https://creativecommons.org/licenses/by-sa/4.0/. The program round it
is under its own licence. `python -m bot.reading.recognition.train --help` makes it anew, from these or other lines.

Where lines were written in fonts from texts other than the project's own phrases, and these weights are those that the
package ships, the LICENSE.txt of bot/reading/languages says whose texts these are. Learnt from:

"""


def licence(folders: Iterable[Path]) -> str:
    """The text of that file for weights learnt from these folders of lines; what two of them say stands there once.

    Raises OSError or ValueError for a folder that does not say whom its lines are owed to.
    """
    return _HEAD + "\n\n".join(dict.fromkeys(_owed(folder / CREDITS) for folder in folders)) + "\n"


def _owed(file: Path) -> str:
    owed = read_whole(file).strip()
    if not owed:
        raise ValueError(f"{file} is empty: it is to say whom the lines beside it are owed to")
    return owed
