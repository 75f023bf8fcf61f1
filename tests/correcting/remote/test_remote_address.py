"""The address of the server: `/v1` where it is missing, and no secret where it is shown."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from bot.correcting.remote.address import Address
from bot.errors import WrongSetting


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://gpu:8000", "http://gpu:8000/v1"),
        ("http://gpu:8000/", "http://gpu:8000/v1"),
        ("http://gpu:8000/v1", "http://gpu:8000/v1"),
        (" http://gpu:8000/v1/ ", "http://gpu:8000/v1"),
        ("https://gpu/llm", "https://gpu/llm/v1"),
        ("https://gpu/v1beta/openai/", "https://gpu/v1beta/openai"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
        ("https://ada:secret@gpu/?key=secret#secret", "https://gpu/v1"),
    ],
)
def test_the_version_is_added_and_secrets_are_left_out(written: str, url: str) -> None:
    assert Address.of(written, None).url == url


@pytest.mark.parametrize(
    "written", ["", "gpu:8000", "ftp://gpu", "http://", "http://gpu:0", "http://gpu:99999", f"http://{'a' * 64}"]
)
def test_what_is_no_address_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(WrongSetting, match="BOT_LLM_URL") as raised:
        Address.of(written, None)
    assert "99999" not in str(raised.value)


def test_a_key_goes_before_a_user_and_a_password() -> None:
    assert Address.of("http://ada:p%40ss@gpu", None).authorization == "Basic YWRhOnBAc3M="
    assert Address.of("http://ada:pass@gpu", SecretStr(" sk-1\n")).authorization == "Bearer sk-1"
    assert Address.of("http://gpu", SecretStr("  ")).authorization is None
    assert "sk-1" not in repr(Address.of("http://gpu", SecretStr("sk-1")))


@pytest.mark.parametrize("key", ["sk-\n1", "sk-é", "sk-“1”"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(WrongSetting, match="BOT_LLM_KEY") as raised:
        Address.of("http://gpu", SecretStr(key))
    assert "sk-" not in str(raised.value)
