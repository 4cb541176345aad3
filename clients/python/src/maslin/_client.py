"""The two clients, and what takes several calls."""

from __future__ import annotations

import asyncio
import time
from typing import Any, cast

from . import types
from ._async_verbs import AsyncVerbs
from ._errors import MaslinError
from ._progress import ProgressWish, watcher
from ._verbs import Verbs

_ENDED = {"done", "failed", "cancelled"}
_SHORTEST_REST = 0.1
_LONGEST_REST = 2.0


class JobFailed(MaslinError):
    """A job came to another end than it should."""

    def __init__(self, job: types.Job) -> None:
        self.job = job
        super().__init__(f"The job {job['id']} ({job['kind']}) is {job['state']}: {job.get('error') or 'no reason given'}")


class _Watched:
    """Follows a job: how far it is, and how long to rest until the next look."""

    def __init__(self, progress: ProgressWish, timeout: float | None) -> None:
        self._watch = watcher(progress, "Running")
        self._end = None if timeout is None else time.monotonic() + timeout
        self._rest = _SHORTEST_REST

    def ended(self, job: types.Job) -> bool:
        total = job.get("total") or None
        self._watch(job.get("done") or 0, total)
        if job["state"] not in _ENDED:
            return False
        if job["state"] != "done":
            raise JobFailed(job)
        if total is None:
            self._watch(1, 1)
        return True

    def rest(self, job: types.Job) -> float:
        if self._end is not None and time.monotonic() > self._end:
            raise TimeoutError(f"The job {job['id']} is still {job['state']}.")
        rest = self._rest
        self._rest = min(_LONGEST_REST, 1.5 * rest)
        return rest


class Maslin(Verbs):
    """A Maslin server, as one API key sees it. Safe for use by several threads."""

    def wait_for_job(self, job_id: str, *, progress: ProgressWish = None, timeout: float | None = None) -> types.Job:
        """Waits until a job is done; raises JobFailed if it comes to another end."""
        watched = _Watched(progress, timeout)
        while True:
            job = self.job(job_id)
            if watched.ended(job):
                return job
            time.sleep(watched.rest(job))

    def submit(self, assignment_id: str, answers: dict[str, Any], seconds_active: float | None = None) -> types.Annotation:
        """Submits the answers to an assignment."""
        return self.submit_annotation(assignment_id, _submission(answers, seconds_active))


class AsyncMaslin(AsyncVerbs):
    """A Maslin server, as one API key sees it, for use with `await`."""

    async def wait_for_job(self, job_id: str, *, progress: ProgressWish = None, timeout: float | None = None) -> types.Job:
        """Waits until a job is done; raises JobFailed if it comes to another end."""
        watched = _Watched(progress, timeout)
        while True:
            job = await self.job(job_id)
            if watched.ended(job):
                return job
            await asyncio.sleep(watched.rest(job))

    async def submit(self, assignment_id: str, answers: dict[str, Any], seconds_active: float | None = None) -> types.Annotation:
        """Submits the answers to an assignment."""
        return await self.submit_annotation(assignment_id, _submission(answers, seconds_active))


def _submission(answers: dict[str, Any], seconds_active: float | None) -> types.SubmitAnnotation:
    submission: dict[str, Any] = {"answers": answers}
    if seconds_active is not None:
        submission["secondsActive"] = seconds_active
    return cast(types.SubmitAnnotation, submission)
