"""What sync and async have in common: what a call is, and when it is made again."""

from __future__ import annotations

import os
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from ._content import Content, Source
from ._progress import ProgressWish, watcher

_SAFE = {"GET", "PUT", "DELETE"}
_REFUSED_BEFORE = {429, 503}
_FAILED_ON_THE_WAY = {502, 504}
_LONGEST_REST = 30.0


@dataclass(frozen=True)
class Settings:
    """Where the server is, who calls, and with how much patience."""

    server: str
    key: str
    timeout: float
    retries: int

    @staticmethod
    def of(server: str | None, key: str | None, timeout: float, retries: int) -> Settings:
        address = server or os.environ.get("MASLIN_SERVER") or "http://localhost:8080"
        secret = key or os.environ.get("MASLIN_KEY")
        if not secret:
            raise ValueError("There is no key.\nhint: pass key=…, or set MASLIN_KEY; `maslin admin key --role manager` makes one.")
        return Settings(address.rstrip("/") + "/api/v1", secret, timeout, retries)

    def client(self) -> dict[str, Any]:
        return {
            "base_url": self.server,
            "headers": {"Authorization": f"Bearer {self.key}", "User-Agent": "maslin-python"},
            "timeout": httpx.Timeout(self.timeout, connect=10.0),
        }


class Call:
    """One call, as often as it takes."""

    def __init__(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        content: Content | None = None,
        content_type: str | None = None,
        progress: ProgressWish = None,
        idempotency_key: str | None = None,
    ) -> None:
        self.method = method
        self.path = path
        self.query = {name: _text(value) for name, value in (query or {}).items() if value is not None}
        self.body = body
        self.source = None if content is None else Source(content, watcher(progress, "Sending"))
        self.headers: dict[str, str] = {}
        if content_type:
            self.headers["Content-Type"] = content_type
        # The same for every attempt: the server answers the second as it did the first.
        self._has_key = idempotency_key is not None
        if method == "POST":
            self.headers["Idempotency-Key"] = idempotency_key or str(uuid.uuid4())

    def request(self) -> dict[str, Any]:
        """The arguments of httpx's build_request, but for the content."""
        request: dict[str, Any] = {"method": self.method, "url": self.path, "params": self.query, "headers": self.headers}
        if self.body is not None:
            request["json"] = self.body
        return request

    def rest(self, attempt: int, retries: int, failed: httpx.Response | Exception) -> float | None:
        """How long to rest before the next attempt; None if there is none to be."""
        if attempt >= retries or (self.source is not None and not self.source.repeatable):
            return None
        pause = min(_LONGEST_REST, 0.25 * 2**attempt) * random.uniform(0.75, 1.25)
        if isinstance(failed, httpx.Response):
            if failed.status_code in _REFUSED_BEFORE:
                wished = failed.headers.get("Retry-After", "")
                return min(_LONGEST_REST, float(wished)) if wished.isdigit() else pause
            again = failed.status_code in _FAILED_ON_THE_WAY and self._may_repeat
            return pause if again else None
        never_sent = isinstance(failed, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
        return pause if never_sent or self._may_repeat else None

    @property
    def _may_repeat(self) -> bool:
        """Whether doing it twice is doing it once."""
        return self.method in _SAFE or self._has_key


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
