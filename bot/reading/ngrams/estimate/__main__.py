r"""The command that builds a character model from texts and from wordfreq's lists.

    python -m bot.reading.ngrams.estimate en.npz --language en --text books.txt.xz=0.5 --text mails.txt.xz=0.35 \
        --words 0.15

Each text is UTF-8, plain or packed with xz, and has its share in the mixture; `--words` is the share of wordfreq's
list. `--measure FILE` tells how well the model foretells another text, in bits a character.

The shares of the shipped models stand in `languages/LICENSE.txt`. Of n-grams en and fr keep 1,800,000, pt 1,200,000;
de, es, nl and sv 800,000; the languages that have nothing but wordfreq's list 600,000 (`--ngrams`).
"""

from __future__ import annotations

import lzma
import math
from pathlib import Path
from typing import Annotated

import typer

from bot.reading.ngrams.estimate.estimation import NGRAMS, ORDER, estimate, measure
from bot.reading.ngrams.ngram_model import NgramModel


def main(
    model: Annotated[Path, typer.Argument(help="The file to write.")],
    language: Annotated[str, typer.Option(help="The language's ISO 639-1 code.")],
    text: Annotated[list[str] | None, typer.Option(help="FILE=SHARE, a text and its share in the mixture.")] = None,
    words: Annotated[float, typer.Option(help="The share of wordfreq's list.")] = 0.0,
    order: Annotated[int, typer.Option(help="The longest n-gram, in characters.", min=2, max=9)] = ORDER,
    ngrams: Annotated[int, typer.Option(help="About how many n-grams to keep.")] = NGRAMS,
    measured: Annotated[list[Path] | None, typer.Option("--measure", help="A text to measure with.")] = None,
) -> None:
    """Build the character model of a language from texts and from wordfreq's list."""
    try:
        texts = [_text(each) for each in text or []]
        estimate(model, language, texts, words, order, ngrams)
        typer.echo(f"{model}: {model.stat().st_size / 1e6:.1f} MB")
        for path in measured or []:
            typer.echo(f"{path}: {measure(NgramModel.load(model), _read(path)):.3f} bits a character")
    except (OSError, lzma.LZMAError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error
    except LookupError as error:
        raise typer.BadParameter(f"wordfreq has no list for the language {language}") from error


def _text(option: str) -> tuple[str, float]:
    """The text and its share from FILE=SHARE."""
    name, _, number = option.rpartition("=")
    try:
        share = float(number)
    except ValueError as error:
        raise typer.BadParameter(f"{option} is not FILE=SHARE") from error
    if not 0 < share < math.inf:
        raise typer.BadParameter(f"the share in {option} is not above 0")
    return _read(Path(name)), share


def _read(path: Path) -> str:
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).decode()


if __name__ == "__main__":
    typer.run(main)
