"""How far something is, for those who watch."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO, Union

#: True draws a bar on standard error; a function is given how much is done, and of how much if that is known.
ProgressWish = Union[bool, Callable[[int, Union[int, None]], None], None]

_WIDTH = 30
_PAUSE = 0.1


class Bar:
    """One line that is drawn again and again; where nobody sees it, only its end is written."""

    def __init__(self, caption: str, out: TextIO | None = None) -> None:
        self._caption = caption
        self._out = out or sys.stderr
        self._drawn = 0.0

    def __call__(self, done: int, total: int | None) -> None:
        ended = total is not None and done >= total
        now = time.monotonic()
        if not ended and (now - self._drawn < _PAUSE or not self._out.isatty()):
            return
        self._drawn = now
        if total:
            full = min(_WIDTH, _WIDTH * done // total)
            state = f"[{'#' * full}{'.' * (_WIDTH - full)}] {min(100, 100 * done // total):3d} %"
        else:
            state = f"{done:,}"
        begin = "\r" if self._out.isatty() else ""
        self._out.write(f"{begin}{self._caption} {state}" + ("\n" if ended else ""))
        self._out.flush()


def watcher(wish: ProgressWish, caption: str) -> Callable[[int, int | None], None]:
    """What is told of progress."""
    if callable(wish):
        return wish
    return Bar(caption) if wish else lambda done, total: None
