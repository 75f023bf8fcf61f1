"""How the Bot API refuses a call."""

from __future__ import annotations

from http import HTTPStatus

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class ApiError(Exception):
    """A call that is refused: the HTTP status and Telegram's own wording of the reason."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> dict[str, object]:
        """The body of the answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> ApiError:
    """A 400 with the reason, which is what Telegram says to nearly every mistake."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def conflict(reason: str = OTHER_POLL) -> ApiError:
    """A 409: the updates go elsewhere."""
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """A 429: come back after `retry_after` seconds."""
    description = f"Too Many Requests: retry after {retry_after}"
    return ApiError(HTTPStatus.TOO_MANY_REQUESTS, description, retry_after=retry_after)
