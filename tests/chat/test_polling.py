"""What asking for updates tells about the bot: that it works, or that it has to end."""

from __future__ import annotations

import pytest

from bot.chat.polling import PollingRequest
from bot.errors import LegibleError, SecondInstance, TokenRefused
from bot.sandbox import PersonClient, Sandbox


@pytest.mark.parametrize(("status", "error"), [(401, TokenRefused), (409, SecondInstance)])
async def test_polling_notices_what_ends_the_program(status: int, error: type[LegibleError]) -> None:
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, PollingRequest() as request:
        address = f"{sandbox.url}/bot{sandbox.token}/getUpdates"
        before = request.last_success
        assert (await request.do_request(address, "POST"))[0] == 200
        assert request.last_success > before
        assert not request.fatal.done()
        await person.fail("getUpdates", status, times=2)  # type: ignore[arg-type]
        assert (await request.do_request(address, "POST"))[0] == status
        assert (await request.do_request(address, "POST"))[0] == status
        with pytest.raises(error):
            await request.fatal


async def test_a_failure_that_passes_does_not_end_the_program() -> None:
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, PollingRequest() as request:
        last = request.last_success
        await person.fail("getUpdates", 502)
        assert (await request.do_request(f"{sandbox.url}/bot{sandbox.token}/getUpdates", "POST"))[0] == 502
        assert not request.fatal.done()
        assert request.last_success == last
        request.fatal.cancel()
