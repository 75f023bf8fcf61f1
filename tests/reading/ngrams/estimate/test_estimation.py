from __future__ import annotations

import lzma
from collections import Counter
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.reading.ngrams.estimate.__main__ import main
from bot.reading.ngrams.estimate.counts import alphabet_of, count, encode, encode_pieces, shortened
from bot.reading.ngrams.estimate.estimation import estimate, measure
from bot.reading.ngrams.estimate.smoothing import kneser_ney, trie, weights_in
from bot.reading.ngrams.estimate.vocabulary import capitalised, pieces
from bot.reading.ngrams.ngram_model import NgramModel

TEXT = """It was a dark and stormy night; the rain fell in torrents.
The wind swept up the streets of the old town.
"""
OTHER = "The storm swept the dark streets of the town that night.\n"

app = typer.Typer()
app.command()(main)


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def gram(text: str, alphabet: str) -> int:
    value = 0
    for character in text:
        value = value << 7 | (alphabet.index(character) + 1)
    return value


@given(st.text("ab \n", max_size=30), st.integers(1, 3))
def test_counts_are_those_of_the_substrings(text: str, length: int) -> None:
    alphabet = alphabet_of({"a": 0.5, "b": 0.5})
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line + " " if line else "" for line in lines]
    expected = Counter(line[at : at + length] for line in lines for at in range(len(line) - length + 1))
    found = shortened(count(encode(text, alphabet), 3), 3, length)
    counted = dict(zip(found.grams.tolist(), found.weights.tolist(), strict=True))
    assert {text: counted.get(gram(text, alphabet), 0) for text in expected} == dict(expected)


def test_words_of_a_list_do_not_follow_each_other() -> None:
    alphabet = alphabet_of({"a": 0.5, "b": 0.5})
    codes, weights = encode_pieces({" ab ": 3.0, " ba ": 2.0, " \u4e2d ": 9.0}, alphabet)
    found = count(codes, 3, weights)
    counted = dict(zip(found.grams.tolist(), found.weights.tolist(), strict=True))
    assert counted[gram(" ab", alphabet)] == 3
    assert counted[gram("ba ", alphabet)] == 2
    assert counted[gram("\nab", alphabet)] == pytest.approx(0.3)
    assert gram("b b", alphabet) not in counted


def test_kneser_ney_by_hand() -> None:
    """Bigrams of "ab ab ac": too few for Chen and Goodman's discounts, so that 0.5, 1 and 1.5 are taken."""
    alphabet = alphabet_of({})
    counts = count(encode("ab ab ac", alphabet), 2)
    levels = trie([counts], 2, len(alphabet))
    single, double = kneser_ney(levels, weights_in(levels, counts))[1:]
    one = dict(zip(levels[1].grams.tolist(), single.tolist(), strict=True))
    two = dict(zip(levels[2].grams.tolist(), double.tolist(), strict=True))
    after_a = one[gram("b", alphabet)]
    assert two[gram("ab", alphabet)] == pytest.approx((2 - 1.0) / 3 + (1.0 + 0.5) / 3 * after_a)
    assert two[gram("ac", alphabet)] == pytest.approx((1 - 0.5) / 3 + (1.0 + 0.5) / 3 * one[gram("c", alphabet)])
    assert one[gram("b", alphabet)] == pytest.approx(one[gram("c", alphabet)])  # each follows one character only
    assert single.sum() == pytest.approx(1)


def test_a_model_foretells_what_is_like_its_text(tmp_path: Path) -> None:
    estimate(tmp_path / "storm.npz", "en", [(TEXT, 1.0)])
    model = NgramModel.load(tmp_path / "storm.npz")
    assert measure(model, TEXT) < 1
    assert measure(model, OTHER) < 3.5
    assert measure(model, OTHER[::-1]) > measure(model, OTHER) + 2
    assert measure(model, "") == 0


def test_fewer_ngrams_make_a_smaller_model_that_still_foretells(tmp_path: Path) -> None:
    for name, ngrams in [("all", 10**6), ("few", 120)]:
        estimate(tmp_path / f"{name}.npz", "en", [(TEXT, 1.0)], ngrams=ngrams)
    assert (tmp_path / "few.npz").stat().st_size < (tmp_path / "all.npz").stat().st_size
    few, whole = (measure(NgramModel.load(tmp_path / f"{name}.npz"), TEXT) for name in ("few", "all"))
    assert whole < few < 4


def test_a_share_says_how_much_a_text_counts(tmp_path: Path) -> None:
    french = "Il pleuvait sur la ville et le vent soufflait dans les rues sombres.\n" * 4
    for name, share in [("little", 0.05), ("much", 0.95)]:
        estimate(tmp_path / f"{name}.npz", "fr", [(TEXT, 1 - share), (french, share)])
    little, much = (NgramModel.load(tmp_path / f"{name}.npz") for name in ("little", "much"))
    assert measure(much, french) < measure(little, french)
    assert measure(much, TEXT) > measure(little, TEXT)


def test_the_command_gives_the_same_bytes_from_plain_and_packed_text(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(TEXT)
    (tmp_path / "packed.txt.xz").write_bytes(lzma.compress(TEXT.encode()))
    for name in ("plain.txt", "packed.txt.xz"):
        code, output = run(
            tmp_path / f"{name}.npz", "--language", "en", "--text", f"{tmp_path / name}=1",
            "--order", 5, "--measure", tmp_path / "plain.txt",
        )  # fmt: skip
        assert code == 0, output
        assert "bits a character" in output
    assert (tmp_path / "plain.txt.npz").read_bytes() == (tmp_path / "packed.txt.xz.npz").read_bytes()


def test_wrong_arguments_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "latin1.txt").write_bytes(b"caf\xe9")
    (tmp_path / "broken.txt.xz").write_bytes(b"no archive")
    for arguments, said in [
        ((f"--text={tmp_path}/a.txt",), "FILE=SHARE"),
        ((f"--text={tmp_path}/a.txt=-1",), "not above 0"),
        ((f"--text={tmp_path}/a.txt=nan",), "not above 0"),
        ((f"--text={tmp_path}/none.txt=1",), "No such file"),
        ((f"--text={tmp_path}/blank.txt=1",), "there is no text"),
        ((f"--text={tmp_path}/latin1.txt=1",), "utf-8"),
        ((f"--text={tmp_path}/broken.txt.xz=1",), "format"),
        (("--words", 1), "wordfreq has no list"),
        ((), "there is no text"),
    ]:
        code, output = run(tmp_path / "m.npz", "--language", "tlh", *arguments)
        assert code == 2, arguments
        assert said in " ".join(output.replace("│", " ").split()), output
    assert not (tmp_path / "m.npz").exists()


def test_german_nouns_are_capitalised_and_verbs_are_not() -> None:
    text = "Wir haben das Haus und den Hund gesehen. Dann haben die Leute das Haus verkauft.\n" * 3
    shares, _ = capitalised(text)
    assert shares["haus"] > 0.8
    assert shares["haben"] < 0.1
    listed = pieces("da", "Jeg har set at Hund er et ord.\n" * 9)
    assert listed[" Hund "] > listed[" hund "]
    assert listed[" har "] > 10 * listed[" hund "]
    assert listed[" har, "] < listed[" har "]
