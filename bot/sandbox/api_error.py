"""How the Bot API refuses a call."""

from __future__ import annotations

from http import HTTPStatus

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class ApiError(Exception):
    """A call that is refused: the HTTP status, Telegram's own wording of the reason, and ResponseParameters."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, object]:
        """The body of the answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    """A 400 with the reason, which is what Telegram says to nearly every mistake."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """A 403: nobody wants to hear from the bot there."""
    return ApiError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def migrated(chat_id: int) -> ApiError:
    """A 400: the group goes on as the supergroup with this id."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(HTTPStatus.BAD_REQUEST, description, migrate_to_chat_id=chat_id)


def conflict(reason: str = OTHER_POLL) -> ApiError:
    """A 409: the updates go elsewhere."""
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """A 429: come back after `retry_after` seconds."""
    description = f"Too Many Requests: retry after {retry_after}"
    return ApiError(HTTPStatus.TOO_MANY_REQUESTS, description, retry_after=retry_after)
