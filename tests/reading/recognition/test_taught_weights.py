from pathlib import Path

from bot.reading.recognition.taught_weights import weights_name


def test_weights_are_named_by_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "weights.npz").write_bytes(b"abc")

    assert weights_name(tmp_path / "weights.npz") == "taught weights ba7816bf"


def test_weights_that_are_not_there_or_not_to_be_read_are_no_error(tmp_path: Path) -> None:
    assert weights_name(tmp_path / "weights.npz") == "no taught weights"
    assert weights_name(tmp_path) == "taught weights that cannot be read: Is a directory"
