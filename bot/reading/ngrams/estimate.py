r"""The command that builds a character model from texts and from wordfreq's lists.

    python -m bot.reading.ngrams.estimate en.npz --language en --text books.txt.xz=0.5 --text mails.txt.xz=0.35 \
        --words 0.15

Each text is UTF-8, plain or packed with xz, and has its share in the mixture; `--words` is the share of wordfreq's
list. `--measure FILE` tells how well the model foretells another text, in bits a character.

The shares of the shipped models stand in `languages/LICENSE.txt`. Of n-grams en and fr keep 1,800,000, pt 1,200,000;
de, es, nl and sv 800,000; the languages that have nothing but wordfreq's list 600,000 (`--ngrams`).
"""

from __future__ import annotations

import json
import lzma
import math
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from bot.reading.ngrams.counts import MASK, Weights, alphabet_of, count, encode, encode_pieces, with_plain_signs
from bot.reading.ngrams.ngram import DIGITS, CharacterModel
from bot.reading.ngrams.smoothing import Keep, Level, kneser_ney, mixed, pruned, remaining, trie, weights_in
from bot.reading.ngrams.vocabulary import pieces

ORDER = 7  # bits a character of unseen letters of 1905: order 6 2.29, order 7 2.24, order 8 2.22 and twice as large
NGRAMS = 1_800_000  # 24 MB when loaded; 1.4 million cost 0.01 bits, 2.4 million gain 0.015
_STEPS = 128


def estimate(
    path: Path,
    language: str,
    texts: Sequence[tuple[str, float]],
    words: float = 0.0,
    order: int = ORDER,
    ngrams: int = NGRAMS,
) -> None:
    """Write the model of `language` (ISO 639-1) that mixes `texts`, each with its share, and wordfreq's list.

    Raises LookupError where `words` is not 0 and wordfreq has no list of the language, ValueError where there is
    nothing to count.
    """
    if not words and not any(text.strip() for text, _ in texts):
        raise ValueError("there is no text, and no share for wordfreq's list")
    listed = pieces(language, "\n".join(text for text, _ in texts)) if words else {}
    shares = [*(share for _, share in texts), *([words] if listed else [])]
    usages: list[Mapping[str, float]] = [Counter(with_plain_signs(text)) for text, _ in texts]
    usages += [_characters(listed)] if listed else []
    alphabet = alphabet_of(_average(usages, shares))
    parts = [count(encode(text, alphabet), order) for text, _ in texts]
    if listed:
        codes, at = encode_pieces(listed, alphabet)
        parts.append(count(codes, order, at))
    levels = trie(parts, order, len(alphabet))
    weights = [weights_in(levels, part) for part in parts]
    probability = mixed(levels, weights, [kneser_ney(levels, each) for each in weights], shares)
    expected = [np.zeros(len(level.grams)) for level in levels]
    for share, seen in zip(shares, weights, strict=True):
        expected = [before + each * (share / seen[1].sum()) for before, each in zip(expected, seen, strict=True)]
    keep = pruned(levels, expected, probability, ngrams)
    _save(path, {"language": language, "alphabet": alphabet}, levels, probability, keep)


def _characters(listed: Mapping[str, float]) -> dict[str, float]:
    usage: dict[str, float] = {}
    for piece, weight in listed.items():
        for character in piece:
            usage[character] = usage.get(character, 0.0) + weight
    return usage


def _average(usages: Sequence[Mapping[str, float]], shares: Sequence[float]) -> dict[str, float]:
    average: dict[str, float] = {}
    for usage, share in zip(usages, shares, strict=True):
        total = sum(usage.values()) * sum(shares)
        for character, number in usage.items():
            average[character] = average.get(character, 0.0) + share * number / total
    return average


def measure(model: CharacterModel, text: str) -> float:
    """How many bits a character of `text` takes on average, its line ends read as spaces."""
    bits, number = 0.0, 0
    for line in filter(None, map(str.strip, with_plain_signs(text).splitlines())):
        state = model.start
        for character in f"{line} ":
            logarithm, state = model.step(state, character)
            bits -= logarithm / math.log(2)
            number += 1
    return bits / max(number, 1)


def _save(
    path: Path, about: Mapping[str, str], levels: Sequence[Level], probability: Sequence[Weights], keep: Sequence[Keep]
) -> None:
    """Write the n-grams that stay: each node's last character, children and logarithms, level by level."""
    shares = remaining(levels, probability, keep)
    children = [
        np.bincount(below.parent[kept], minlength=len(level.grams))
        for level, below, kept in zip(levels, levels[1:], keep[1:], strict=False)
    ]
    labels = np.concatenate([level.grams[kept] for level, kept in zip(levels, keep, strict=True)]) & MASK
    logs = np.log(np.concatenate([each[kept] for each, kept in zip(probability, keep, strict=True)]))
    logs[labels == about["alphabet"].index("0") + 1] -= math.log(len(DIGITS))
    inner = [each[kept] for each, kept in zip(children, keep, strict=False)]
    factors = [each[kept] for each, kept in zip(shares, keep, strict=False)]
    inner_nodes = np.concatenate(inner)
    p_table, p = _rounded(logs)
    s_table, s = _rounded(np.log(np.concatenate(factors)[inner_nodes > 0]))
    head = {**about, "levels": [int(kept.sum()) for kept in keep]}
    arrays: dict[str, npt.NDArray[Any]] = {
        "head": np.frombuffer(json.dumps(head).encode(), np.uint8),
        "labels": labels.astype(np.uint8),
        "children": inner_nodes.astype(np.uint8),
        "probability": p_table,
        "probabilities": p,
        "share": s_table,
        "shares": s,
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, values in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy")  # no date: the same texts give the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            with file.open(entry, "w") as member:
                np.lib.format.write_array(member, values, allow_pickle=False)


def _rounded(logs: Weights) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
    """A table of equal steps, each with the logarithm of its mean probability, and the step of each value."""
    low, high = float(logs.min()), float(logs.max())
    steps = np.rint((logs - low) / max(high - low, 1e-9) * (_STEPS - 1)).astype(np.uint8)
    number = np.bincount(steps, minlength=_STEPS)
    total = np.bincount(steps, np.exp(logs), minlength=_STEPS)
    table = np.log(np.where(number > 0, total, 1) / np.maximum(number, 1))
    return table.astype(np.float32), steps


def _read(path: Path) -> str:
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).decode()


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
            typer.echo(f"{path}: {measure(CharacterModel.load(model), _read(path)):.3f} bits a character")
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


if __name__ == "__main__":
    typer.run(main)
