"""Calls, one after the other."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
from typing_extensions import Self

from ._call import Call, Settings
from ._errors import ConnectionFailed, error
from ._progress import ProgressWish, watcher


class Download:
    """A file on its way. It must be read to its end, saved, or closed."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.content_type = response.headers.get("Content-Type", "").split(";")[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._response.close()

    def chunks(self, *, progress: ProgressWish = None) -> Iterator[bytes]:
        """The bytes as they come."""
        watch = watcher(progress, "Receiving")
        length = self._response.headers.get("Content-Length", "")
        encoded = "Content-Encoding" in self._response.headers
        total = int(length) if length.isdigit() and not encoded else None
        done = 0
        try:
            for chunk in self._response.iter_bytes():
                yield chunk
                done += len(chunk)
                watch(done, total)
        except httpx.TransportError as lost:
            raise ConnectionFailed(f"The file broke off: {lost}") from lost
        finally:
            self.close()
        if total is None:
            watch(done, done)

    def read(self, *, progress: ProgressWish = None) -> bytes:
        """All of it, in memory."""
        return b"".join([chunk for chunk in self.chunks(progress=progress)])

    def save(self, path: str | Path, *, progress: ProgressWish = None) -> Path:
        """Writes it to a file, which is there only when it is whole."""
        target = Path(path)
        part = target.with_name(target.name + ".part")
        with open(part, "wb") as file:
            for chunk in self.chunks(progress=progress):
                file.write(chunk)
        return part.replace(target)

    def records(self, *, progress: ProgressWish = None) -> Iterator[dict[str, Any]]:
        """The records of JSON lines, as they come."""
        rest = b""
        for chunk in self.chunks(progress=progress):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                if line.strip():
                    yield json.loads(line)
        if rest.strip():
            yield json.loads(rest)


class Events:
    """Server-sent events as they come: the name of each, and its data."""

    def __init__(self, open: Callable[[], httpx.Response]) -> None:
        self._open = open

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        response = self._open()
        try:
            name, data = "message", ""
            for line in response.iter_lines():
                field, _, value = line.partition(":")
                value = value.removeprefix(" ")
                if field == "event" and line:
                    name = value
                elif field == "data":
                    data += value
                elif not line and data:
                    yield name, json.loads(data)
                    name, data = "message", ""
        except httpx.TransportError as lost:
            raise ConnectionFailed(f"The events broke off: {lost}") from lost
        finally:
            response.close()


class Transport:
    """Makes calls, again where that is safe, and turns refusals into errors."""

    def __init__(
        self,
        server: str | None = None,
        key: str | None = None,
        *,
        timeout: float = 60.0,
        retries: int = 4,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """
        :param server: such as http://localhost:8080; MASLIN_SERVER if absent
        :param key: an API key; MASLIN_KEY if absent
        :param timeout: seconds without a byte
        :param retries: how often a call is made again that failed for a passing reason
        """
        self._settings = Settings.of(server, key, timeout, retries)
        self._http = httpx.Client(**self._settings.client(), transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def _send(self, call: Call) -> httpx.Response:
        attempt = 0
        while True:
            request = call.request()
            if call.source is not None:
                request["content"] = call.source.chunks()
            try:
                response = self._http.send(self._http.build_request(**request), stream=True)
                failed: httpx.Response | Exception = response
                if response.status_code < 400:
                    return response
                response.read()
            except httpx.TransportError as lost:
                failed = lost
            rest = call.rest(attempt, self._settings.retries, failed)
            if rest is None:
                if isinstance(failed, httpx.Response):
                    raise error(failed)
                raise ConnectionFailed(f"{self._settings.server} does not answer: {failed}") from failed
            time.sleep(rest)
            attempt += 1

    def _json(self, method: str, path: str, **more: Any) -> Any:
        response = self._send(Call(method, path, **more))
        try:
            body = response.read()
        finally:
            response.close()
        return json.loads(body) if body else None

    def _nothing(self, method: str, path: str, **more: Any) -> None:
        self._json(method, path, **more)

    def _download(self, method: str, path: str, **more: Any) -> Download:
        return Download(self._send(Call(method, path, **more)))

    def _events(self, method: str, path: str, **more: Any) -> Events:
        return Events(lambda: self._send(Call(method, path, **more)))

    def _pages(self, page: Callable[[str | None], Mapping[str, Any]]) -> Iterator[Any]:
        after = None
        while True:
            found = page(after)
            yield from found["items"]
            after = found["next"]
            if after is None:
                return
