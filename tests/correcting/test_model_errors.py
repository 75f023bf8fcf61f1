"""The errors of language models: their drawing, and sentences that hold their details."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.correcting import model_errors as errors
from bot.correcting.model_errors import ModelError


def tree(error: type[ModelError], depth: int = 0) -> Iterator[tuple[int, type[ModelError]]]:
    """An error and those below it, with their depths, in the order of their definition."""
    yield depth, error
    for below in error.__subclasses__():
        yield from tree(below, depth + 1)


CLASSES = [error for depth, error in tree(ModelError) if depth]


def test_the_docstring_draws_the_tree_as_it_is() -> None:
    drawn = re.findall(r"^([│├└─ ]*)([A-Z]\w+)(?: .*)?$", (errors.__doc__ or "").partition("\n\n")[2], re.MULTILINE)
    assert [(len(branch) // 4, name) for branch, name in drawn] == [
        (depth, error.__name__) for depth, error in tree(ModelError)
    ]


@pytest.mark.parametrize("error", CLASSES)
def test_the_details_that_the_docstring_names_fill_the_sentences(error: type[ModelError]) -> None:
    details = set(re.findall(r"\{(\w+)\}", f"{error.what} {error.remedy}"))
    _, _, described = (error.__doc__ or "").partition("Details:")
    assert described.strip() == "as ModelMissing." or set(re.findall(r"`(\w+)`", described)) == details
    said = error(**{detail: f"<{detail}>" for detail in details})
    what, dash, remedy = str(said).partition(" — ")
    assert dash and what and remedy and "\n" not in str(said)
    assert all(f"<{detail}>" in str(said) for detail in details)
    assert said.exit_code == 3
