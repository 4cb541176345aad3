"""What is sent that is no JSON document: bytes, files, or records that become lines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Union

#: Bytes or a text as they are; a path or an open file, read as it is sent; or records, each of which becomes a line.
Content = Union[bytes, str, Path, IO[bytes], Iterable[Mapping[str, Any]]]

_CHUNK = 1 << 16


class Source:
    """Content on its way; it tells how far it is, and whether it can be sent once more."""

    def __init__(self, content: Content, watch: Callable[[int, int | None], None]) -> None:
        self._content = content
        self._watch = watch
        self._begun = False
        self.total = self._size()

    def _size(self) -> int | None:
        content = self._content
        if isinstance(content, (bytes, str)):
            return len(content if isinstance(content, bytes) else content.encode())
        return content.stat().st_size if isinstance(content, Path) else None

    @property
    def repeatable(self) -> bool:
        """Whether sending it again would send the same."""
        return not self._begun or isinstance(self._content, (bytes, str, Path, list, tuple))

    def chunks(self) -> Iterator[bytes]:
        self._begun = True
        done = 0
        for chunk in self._raw():
            yield chunk
            done += len(chunk)
            self._watch(done, self.total)
        if self.total is None:
            self._watch(done, done)

    def _raw(self) -> Iterator[bytes]:
        content = self._content
        if isinstance(content, str):
            content = content.encode()
        if isinstance(content, bytes):
            for start in range(0, len(content), _CHUNK):
                yield content[start : start + _CHUNK]
        elif isinstance(content, os.PathLike):
            with open(content, "rb") as file:
                yield from iter(lambda: file.read(_CHUNK), b"")
        elif hasattr(content, "read"):
            yield from iter(lambda: content.read(_CHUNK), b"")
        else:
            yield from _lines(content)


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    for record in records:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        lines.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield b"".join(lines)
            lines, size = [], 0
    if lines:
        yield b"".join(lines)
