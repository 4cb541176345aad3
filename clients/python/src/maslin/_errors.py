"""What can go wrong, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Finding:
    """A value that was not taken: where it stands, what it is, what would be right, a way out."""

    place: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}, expected {self.expected}."


class MaslinError(Exception):
    """Anything that this client raises by itself."""


class ConnectionFailed(MaslinError):
    """The server does not answer."""


class ApiError(MaslinError):
    """The server refused a request."""

    def __init__(self, status: int, code: str, title: str, hint: str | None, findings: list[Finding]) -> None:
        self.status = status
        #: stable, in kebab case
        self.code = code
        self.title = title
        self.hint = hint
        self.findings = findings
        lines = [f"{title} ({code}, {status})"]
        lines += [f"  {finding}" for finding in findings if str(finding) != title]
        if hint:
            lines.append(f"hint: {hint}")
        super().__init__("\n".join(lines))

    @property
    def place(self) -> str | None:
        """Where the first value stands that was not taken."""
        return self.findings[0].place if self.findings else None


class Unauthenticated(ApiError):
    """The key is no key of this server's."""


class Forbidden(ApiError):
    """The key's role does not include this."""


class NotFound(ApiError):
    """There is no such thing, or not for this organisation."""


class Conflict(ApiError):
    """Things are no longer as the request takes them to be."""


class BadInput(ApiError):
    """A value cannot be taken; `findings` says which."""


class TooManyRequests(ApiError):
    """Too much at once."""


class ServerFailed(ApiError):
    """The server's own fault."""


_BY_STATUS: dict[int, type[ApiError]] = {
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: Conflict,
    422: BadInput,
    429: TooManyRequests,
}


def error(response: httpx.Response) -> ApiError:
    """The error that a response tells; its body was read."""
    try:
        problem: dict[str, Any] = response.json()
        if not isinstance(problem, dict):
            problem = {}
    except ValueError:
        problem = {}
    status = response.status_code
    kind = _BY_STATUS.get(status, ServerFailed if status >= 500 else ApiError)
    findings = [
        Finding(one.get("place", ""), one.get("found", ""), one.get("expected", ""), one.get("hint", ""))
        for one in problem.get("errors") or []
    ]
    return kind(
        status,
        problem.get("code", "unknown"),
        problem.get("title", f"The server answered {status}."),
        problem.get("hint") if problem else "Check that the address is that of a Maslin server.",
        findings,
    )
