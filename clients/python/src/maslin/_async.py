"""Calls that wait for each other by `await`; the twin of _sync.py."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
from typing_extensions import Self

from ._call import Call, Settings
from ._content import Source
from ._errors import ConnectionFailed, error
from ._progress import ProgressWish, watcher


class AsyncDownload:
    """A file on its way. It must be read to its end, saved, or closed."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.content_type = response.headers.get("Content-Type", "").split(";")[0]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        await self._response.aclose()

    async def chunks(self, *, progress: ProgressWish = None) -> AsyncIterator[bytes]:
        """The bytes as they come."""
        watch = watcher(progress, "Receiving")
        length = self._response.headers.get("Content-Length", "")
        encoded = "Content-Encoding" in self._response.headers
        total = int(length) if length.isdigit() and not encoded else None
        done = 0
        try:
            async for chunk in self._response.aiter_bytes():
                yield chunk
                done += len(chunk)
                watch(done, total)
        except httpx.TransportError as lost:
            raise ConnectionFailed(f"The file broke off: {lost}") from lost
        finally:
            await self.close()
        if total is None:
            watch(done, done)

    async def read(self, *, progress: ProgressWish = None) -> bytes:
        """All of it, in memory."""
        return b"".join([chunk async for chunk in self.chunks(progress=progress)])

    async def save(self, path: str | Path, *, progress: ProgressWish = None) -> Path:
        """Writes it to a file, which is there only when it is whole."""
        target = Path(path)
        part = target.with_name(target.name + ".part")
        with open(part, "wb") as file:
            async for chunk in self.chunks(progress=progress):
                file.write(chunk)
        return part.replace(target)

    async def records(self, *, progress: ProgressWish = None) -> AsyncIterator[dict[str, Any]]:
        """The records of JSON lines, as they come."""
        rest = b""
        async for chunk in self.chunks(progress=progress):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                if line.strip():
                    yield json.loads(line)
        if rest.strip():
            yield json.loads(rest)


class AsyncEvents:
    """Server-sent events as they come: the name of each, and its data."""

    def __init__(self, open: Callable[[], Awaitable[httpx.Response]]) -> None:
        self._open = open

    async def __aiter__(self) -> AsyncIterator[tuple[str, Any]]:
        response = await self._open()
        try:
            name, data = "message", ""
            async for line in response.aiter_lines():
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
            await response.aclose()


class AsyncTransport:
    """Makes calls, again where that is safe, and turns refusals into errors."""

    def __init__(
        self,
        server: str | None = None,
        key: str | None = None,
        *,
        timeout: float = 60.0,
        retries: int = 4,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """
        :param server: such as http://localhost:8080; MASLIN_SERVER if absent
        :param key: an API key; MASLIN_KEY if absent
        :param timeout: seconds without a byte
        :param retries: how often a call is made again that failed for a passing reason
        """
        self._settings = Settings.of(server, key, timeout, retries)
        self._http = httpx.AsyncClient(**self._settings.client(), transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def _send(self, call: Call) -> httpx.Response:
        attempt = 0
        while True:
            request = call.request()
            if call.source is not None:
                request["content"] = _chunks(call.source)
            try:
                response = await self._http.send(self._http.build_request(**request), stream=True)
                failed: httpx.Response | Exception = response
                if response.status_code < 400:
                    return response
                await response.aread()
            except httpx.TransportError as lost:
                failed = lost
            rest = call.rest(attempt, self._settings.retries, failed)
            if rest is None:
                if isinstance(failed, httpx.Response):
                    raise error(failed)
                raise ConnectionFailed(f"{self._settings.server} does not answer: {failed}") from failed
            await asyncio.sleep(rest)
            attempt += 1

    async def _json(self, method: str, path: str, **more: Any) -> Any:
        response = await self._send(Call(method, path, **more))
        try:
            body = await response.aread()
        finally:
            await response.aclose()
        return json.loads(body) if body else None

    async def _nothing(self, method: str, path: str, **more: Any) -> None:
        await self._json(method, path, **more)

    async def _download(self, method: str, path: str, **more: Any) -> AsyncDownload:
        return AsyncDownload(await self._send(Call(method, path, **more)))

    def _events(self, method: str, path: str, **more: Any) -> AsyncEvents:
        return AsyncEvents(lambda: self._send(Call(method, path, **more)))

    async def _pages(self, page: Callable[[str | None], Awaitable[Mapping[str, Any]]]) -> AsyncIterator[Any]:
        after = None
        while True:
            found = await page(after)
            for item in found["items"]:
                yield item
            after = found["next"]
            if after is None:
                return


async def _chunks(source: Source) -> AsyncIterator[bytes]:
    for chunk in source.chunks():
        yield chunk
