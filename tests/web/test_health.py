"""The health check over HTTP, and what is said of an address that is taken."""

from __future__ import annotations

import socket

import httpx
import pytest

from bot.errors import AddressTaken
from bot.web.health import Check, health_app
from bot.web.serve import listen, serving


def says(answer: bool) -> Check:
    async def check() -> bool:
        return answer

    return check


async def asked(checks: dict[str, Check], path: str = "/health", host: str = "127.0.0.1") -> httpx.Response:
    listener = listen(host, 0)
    port = listener.getsockname()[1]
    async with serving(health_app(checks), listener), httpx.AsyncClient(trust_env=False, verify=False) as http:
        return await http.get(f"http://{host}:{port}{path}")


async def test_all_is_well() -> None:
    response = await asked({"receiving": says(True), "database": says(True)})
    assert response.status_code == 200
    assert response.json() == {"receiving": True, "database": True}


@pytest.mark.parametrize("ill", ["receiving", "database"])
async def test_one_that_is_not_well_is_named(ill: str) -> None:
    response = await asked({name: says(name != ill) for name in ("receiving", "database")})
    assert response.status_code == 503
    assert response.json() == {"receiving": ill != "receiving", "database": ill != "database"}


async def test_nothing_else_is_served() -> None:
    assert (await asked({}, "/")).status_code == 404
    assert (await asked({}, "/docs")).status_code == 404


async def test_it_is_served_on_ipv6_as_well() -> None:
    assert (await asked({"receiving": says(True)}, host="[::1]")).status_code == 200


async def test_the_port_is_free_again_afterwards() -> None:
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    async with serving(health_app({}), listener):
        pass
    listen("127.0.0.1", port).close()


async def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(AddressTaken, match=f"{address}: Address already in use") as error:
            listen("127.0.0.1", other.getsockname()[1])
    assert error.value.exit_code == 3


async def test_two_of_our_own_cannot_have_the_same_port() -> None:
    with listen("127.0.0.1", 0) as listener, pytest.raises(AddressTaken):
        listen("127.0.0.1", listener.getsockname()[1])
