"""Maslin from Python: labels, datasets and models of a server, typed and thin.

`Maslin` waits for each answer, `AsyncMaslin` is awaited; both have one method for each operation of the native API.
"""

from . import types
from ._async import AsyncDownload, AsyncEvents
from ._client import AsyncMaslin, JobFailed, Maslin
from ._errors import (
    ApiError,
    BadInput,
    Conflict,
    ConnectionFailed,
    Finding,
    Forbidden,
    MaslinError,
    NotFound,
    ServerFailed,
    TooManyRequests,
    Unauthenticated,
)
from ._sync import Download, Events

__version__ = "0.1.0"

__all__ = [
    "ApiError",
    "AsyncDownload",
    "AsyncEvents",
    "AsyncMaslin",
    "BadInput",
    "Conflict",
    "ConnectionFailed",
    "Download",
    "Events",
    "Finding",
    "Forbidden",
    "JobFailed",
    "Maslin",
    "MaslinError",
    "NotFound",
    "ServerFailed",
    "TooManyRequests",
    "Unauthenticated",
    "types",
]
