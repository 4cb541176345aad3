"""Every verb of the native API. Made from api/openapi.yaml by `generate`; do not edit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Literal, cast
from urllib.parse import quote

from . import types
from ._content import Content
from ._progress import ProgressWish
from ._async import AsyncDownload, AsyncEvents, AsyncTransport


class AsyncVerbs(AsyncTransport):
    """One method for each operation; `all_…` goes through every page of a list."""

    async def session(self) -> types.Session:
        """Who is signed in, and the token for writes."""
        return cast('types.Session', await self._json("GET", "/session"))

    async def sign_in(self, body: types.SignIn) -> types.Session:
        """Sign in with a local account."""
        return cast('types.Session', await self._json("POST", "/session", body=body))

    async def sign_out(self) -> None:
        """End the session."""
        await self._nothing("DELETE", "/session")

    async def welcome(self, body: types.Welcome) -> types.Session:
        """Use a one-time link, set name and password, and sign in."""
        return cast('types.Session', await self._json("POST", "/welcome", body=body))

    async def list_users(self, *, after: str | None = None, limit: int | None = None) -> types.UserPage:
        """People of the organisation."""
        return cast('types.UserPage', await self._json("GET", "/users", query={"after": after, "limit": limit}))

    def all_users(self) -> AsyncIterator[types.User]:
        """People of the organisation: each of them, page after page."""
        return self._pages(lambda after: self.list_users(after=after, limit=1000))

    async def invite_user(self, body: types.NewUser) -> types.InvitedUser:
        """Invite somebody, or register a simulated or replayed annotator."""
        return cast('types.InvitedUser', await self._json("POST", "/users", body=body))

    async def change_user(self, user_id: str, body: types.UserChange) -> types.User:
        """Change a role, or disable and enable an account."""
        return cast('types.User', await self._json("PATCH", f"/users/{quote(user_id, safe='')}", body=body))

    async def groups(self) -> types.GroupPage:
        """The groups that somebody is of, with their members."""
        return cast('types.GroupPage', await self._json("GET", "/groups"))

    async def abilities(self, user_id: str) -> types.Abilities:
        """Groups, skills and languages of a user, by which work is given out."""
        return cast('types.Abilities', await self._json("GET", f"/users/{quote(user_id, safe='')}/abilities"))

    async def set_abilities(self, user_id: str, body: types.Abilities) -> types.Abilities:
        """Set groups, skills and languages of a user."""
        return cast('types.Abilities', await self._json("PUT", f"/users/{quote(user_id, safe='')}/abilities", body=body))

    async def list_keys(self) -> types.KeyList:
        """API keys, without their secrets."""
        return cast('types.KeyList', await self._json("GET", "/keys"))

    async def create_key(self, body: types.NewKey) -> types.CreatedKey:
        """Make an API key; its secret is shown this once."""
        return cast('types.CreatedKey', await self._json("POST", "/keys", body=body))

    async def revoke_key(self, key_id: str) -> None:
        """Revoke an API key, at once."""
        await self._nothing("DELETE", f"/keys/{quote(key_id, safe='')}")

    async def templates(self) -> list[types.ProjectTemplate]:
        """Common jobs to begin a project from."""
        return cast('list[types.ProjectTemplate]', await self._json("GET", "/templates"))

    async def list_projects(self, *, shelf: Literal['current', 'archived', 'deleted', 'all'] | None = None, after: str | None = None, limit: int | None = None) -> types.ProjectPage:
        """Projects, newest first."""
        return cast('types.ProjectPage', await self._json("GET", "/projects", query={"shelf": shelf, "after": after, "limit": limit}))

    def all_projects(self, *, shelf: Literal['current', 'archived', 'deleted', 'all'] | None = None) -> AsyncIterator[types.Project]:
        """Projects, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_projects(after=after, limit=1000, shelf=shelf))

    async def create_project(self, body: types.NewProject, *, idempotency_key: str | None = None) -> types.Project:
        """Create a project with its first ontology and guideline."""
        return cast('types.Project', await self._json("POST", "/projects", body=body, idempotency_key=idempotency_key))

    async def project(self, project_id: str) -> types.Project:
        """One project with its current ontology, guideline and counts."""
        return cast('types.Project', await self._json("GET", f"/projects/{quote(project_id, safe='')}"))

    async def change_project(self, project_id: str, body: types.ProjectChange) -> types.Project:
        """Change settings of the project; what is absent stays."""
        return cast('types.Project', await self._json("PATCH", f"/projects/{quote(project_id, safe='')}", body=body))

    async def delete_project(self, project_id: str) -> types.ProjectStanding:
        """Delete a project; for thirty days it can be had back by giving it another state."""
        return cast('types.ProjectStanding', await self._json("DELETE", f"/projects/{quote(project_id, safe='')}"))

    async def project_state(self, project_id: str) -> types.ProjectStanding:
        """Whether there is work on a project."""
        return cast('types.ProjectStanding', await self._json("GET", f"/projects/{quote(project_id, safe='')}/state"))

    async def change_project_state(self, project_id: str, body: types.ChangeState) -> types.ProjectStanding:
        """Pause a project, go on with it, put it away, or take a deleted one back."""
        return cast('types.ProjectStanding', await self._json("PUT", f"/projects/{quote(project_id, safe='')}/state", body=body))

    async def copy_project(self, project_id: str, body: types.CopyProject, *, idempotency_key: str | None = None) -> types.Project:
        """A new project with the questions, guideline and settings of this one; its samples follow in a job, if they are wanted."""
        return cast('types.Project', await self._json("POST", f"/projects/{quote(project_id, safe='')}/copy", body=body, idempotency_key=idempotency_key))

    async def add_ontology(self, project_id: str, body: types.Ontology) -> types.Project:
        """Give the project a new ontology version."""
        return cast('types.Project', await self._json("POST", f"/projects/{quote(project_id, safe='')}/ontologies", body=body))

    async def ontology_effect(self, project_id: str, body: types.Ontology) -> types.OntologyEffect:
        """Which standing answers would not fit this ontology; changes nothing."""
        return cast('types.OntologyEffect', await self._json("POST", f"/projects/{quote(project_id, safe='')}/ontologies/effect", body=body))

    async def requeue(self, project_id: str) -> types.Requeued:
        """Take back the answers that do not fit the project's ontology any more, and open their tasks again."""
        return cast('types.Requeued', await self._json("POST", f"/projects/{quote(project_id, safe='')}/requeue"))

    async def list_guidelines(self, project_id: str) -> types.GuidelineVersionList:
        """All versions of the guideline, newest first, without their texts."""
        return cast('types.GuidelineVersionList', await self._json("GET", f"/projects/{quote(project_id, safe='')}/guidelines"))

    async def add_guideline(self, project_id: str, body: types.NewGuideline) -> types.Project:
        """Give the project a new guideline version."""
        return cast('types.Project', await self._json("POST", f"/projects/{quote(project_id, safe='')}/guidelines", body=body))

    async def guideline(self, project_id: str, *, search: str | None = None) -> types.GuidelineView:
        """The current guideline by section, with what has changed since I read it last."""
        return cast('types.GuidelineView', await self._json("GET", f"/projects/{quote(project_id, safe='')}/guideline", query={"search": search}))

    async def read_guideline(self, project_id: str, body: types.ReadGuideline) -> types.GuidelineView:
        """Note that I have read a version."""
        return cast('types.GuidelineView', await self._json("POST", f"/projects/{quote(project_id, safe='')}/guideline/read", body=body))

    async def guideline_readers(self, project_id: str) -> types.GuidelineReaderList:
        """Who has read which version last."""
        return cast('types.GuidelineReaderList', await self._json("GET", f"/projects/{quote(project_id, safe='')}/guideline/readers"))

    async def guideline_version(self, project_id: str, version: str) -> types.GuidelineVersion:
        """One version of the guideline, such as an annotation cites."""
        return cast('types.GuidelineVersion', await self._json("GET", f"/projects/{quote(project_id, safe='')}/guidelines/{quote(version, safe='')}"))

    async def list_threads(self, project_id: str, *, state: types.ThreadState | None = None, task: types.Id | None = None, section: str | None = None, mine: bool | None = None, after: str | None = None, limit: int | None = None) -> types.ThreadPage:
        """Questions of a project that I may see, newest first."""
        return cast('types.ThreadPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/threads", query={"state": state, "task": task, "section": section, "mine": mine, "after": after, "limit": limit}))

    def all_threads(self, project_id: str, *, state: types.ThreadState | None = None, task: types.Id | None = None, section: str | None = None, mine: bool | None = None) -> AsyncIterator[types.QuestionThread]:
        """Questions of a project that I may see, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_threads(project_id, after=after, limit=1000, state=state, task=task, section=section, mine=mine))

    async def ask_question(self, project_id: str, body: types.NewThread, *, idempotency_key: str | None = None) -> types.ThreadDetail:
        """Ask about a task or a section of the guideline."""
        return cast('types.ThreadDetail', await self._json("POST", f"/projects/{quote(project_id, safe='')}/threads", body=body, idempotency_key=idempotency_key))

    async def thread_counts(self, project_id: str) -> types.ThreadCounts:
        """How many questions are open, unanswered, and unread by me."""
        return cast('types.ThreadCounts', await self._json("GET", f"/projects/{quote(project_id, safe='')}/threads/counts"))

    async def thread(self, thread_id: str) -> types.ThreadDetail:
        """A question with all that was said about it."""
        return cast('types.ThreadDetail', await self._json("GET", f"/threads/{quote(thread_id, safe='')}"))

    async def change_thread(self, thread_id: str, body: types.ThreadChange) -> types.QuestionThread:
        """Resolve a question, or open it again."""
        return cast('types.QuestionThread', await self._json("PATCH", f"/threads/{quote(thread_id, safe='')}", body=body))

    async def say_in_thread(self, thread_id: str, body: types.NewMessage, *, idempotency_key: str | None = None) -> types.ThreadDetail:
        """Answer a question, or ask on; who asked it opens it again by that."""
        return cast('types.ThreadDetail', await self._json("POST", f"/threads/{quote(thread_id, safe='')}/messages", body=body, idempotency_key=idempotency_key))

    async def read_thread(self, thread_id: str) -> types.QuestionThread:
        """Note that I have read all that was said."""
        return cast('types.QuestionThread', await self._json("POST", f"/threads/{quote(thread_id, safe='')}/read"))

    async def list_samples(self, project_id: str, *, key_prefix: str | None = None, origin: Literal['human', 'synthetic', 'machine'] | None = None, split: types.Split | None = None, subject: str | None = None, created_gte: types.Time | None = None, created_lt: types.Time | None = None, after: str | None = None, limit: int | None = None) -> types.SamplePage:
        """Samples of a project, without their content."""
        return cast('types.SamplePage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/samples", query={"key[prefix]": key_prefix, "origin": origin, "split": split, "subject": subject, "created[gte]": created_gte, "created[lt]": created_lt, "after": after, "limit": limit}))

    def all_samples(self, project_id: str, *, key_prefix: str | None = None, origin: Literal['human', 'synthetic', 'machine'] | None = None, split: types.Split | None = None, subject: str | None = None, created_gte: types.Time | None = None, created_lt: types.Time | None = None) -> AsyncIterator[types.Sample]:
        """Samples of a project, without their content: each of them, page after page."""
        return self._pages(lambda after: self.list_samples(project_id, after=after, limit=1000, key_prefix=key_prefix, origin=origin, split=split, subject=subject, created_gte=created_gte, created_lt=created_lt))

    async def import_samples(self, project_id: str, content: Content, *, progress: ProgressWish = None, on_reject: Literal['keep', 'rollback'] | None = None, tasks: bool | None = None, batch: types.Id | None = None) -> types.ImportReport:
        """Import samples as JSON lines, streaming."""
        return cast('types.ImportReport', await self._json("POST", f"/projects/{quote(project_id, safe='')}/samples", query={"onReject": on_reject, "tasks": tasks, "batch": batch}, content=content, content_type="application/x-ndjson", progress=progress))

    async def upload_file(self, project_id: str, content: Content, *, progress: ProgressWish = None, name: str | None = None) -> types.StoredFile:
        """Keep a file that samples of a later import show, by its blob."""
        return cast('types.StoredFile', await self._json("POST", f"/projects/{quote(project_id, safe='')}/files", query={"name": name}, content=content, content_type="application/octet-stream", progress=progress))

    async def sample_file(self, sample_id: str, blob: str) -> AsyncDownload:
        """A file that a sample shows; the look is put on record."""
        return await self._download("GET", f"/samples/{quote(sample_id, safe='')}/files/{quote(blob, safe='')}")

    async def sample_tiles(self, sample_id: str, blob: str, page: str) -> types.TileSet:
        """How far the tiles of a page of a large image are; they are cut when this is first asked."""
        return cast('types.TileSet', await self._json("GET", f"/samples/{quote(sample_id, safe='')}/files/{quote(blob, safe='')}/tiles/{quote(page, safe='')}"))

    async def sample_tile(self, sample_id: str, blob: str, page: str, level: str, tile: str) -> AsyncDownload:
        """One tile of a page of a large image, a JPEG."""
        return await self._download("GET", f"/samples/{quote(sample_id, safe='')}/files/{quote(blob, safe='')}/tiles/{quote(page, safe='')}/{quote(level, safe='')}/{quote(tile, safe='')}")

    async def sample(self, sample_id: str) -> types.Sample:
        """One sample with its content; the look is put on record."""
        return cast('types.Sample', await self._json("GET", f"/samples/{quote(sample_id, safe='')}"))

    async def list_tasks(self, project_id: str, *, state: types.TaskState | None = None, batch: types.Id | None = None, priority: int | None = None, priority_gte: int | None = None, priority_lte: int | None = None, key_prefix: str | None = None, tag: str | None = None, created_gte: types.Time | None = None, created_lt: types.Time | None = None, completed_gte: types.Time | None = None, completed_lt: types.Time | None = None, answers: int | None = None, answers_gte: int | None = None, answers_lte: int | None = None, assignee: types.Id | None = None, unique_id: str | None = None, sort: Literal['key', '-key', 'priority', '-priority', 'created', '-created', 'completed', '-completed', 'answers', '-answers', 'probability'] | None = None, skip: int | None = None, after: str | None = None, limit: int | None = None) -> types.TaskPage:
        """Tasks of a project."""
        return cast('types.TaskPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/tasks", query={"state": state, "batch": batch, "priority": priority, "priority[gte]": priority_gte, "priority[lte]": priority_lte, "key[prefix]": key_prefix, "tag": tag, "created[gte]": created_gte, "created[lt]": created_lt, "completed[gte]": completed_gte, "completed[lt]": completed_lt, "answers": answers, "answers[gte]": answers_gte, "answers[lte]": answers_lte, "assignee": assignee, "uniqueId": unique_id, "sort": sort, "skip": skip, "after": after, "limit": limit}))

    def all_tasks(self, project_id: str, *, state: types.TaskState | None = None, batch: types.Id | None = None, priority: int | None = None, priority_gte: int | None = None, priority_lte: int | None = None, key_prefix: str | None = None, tag: str | None = None, created_gte: types.Time | None = None, created_lt: types.Time | None = None, completed_gte: types.Time | None = None, completed_lt: types.Time | None = None, answers: int | None = None, answers_gte: int | None = None, answers_lte: int | None = None, assignee: types.Id | None = None, unique_id: str | None = None, sort: Literal['key', '-key', 'priority', '-priority', 'created', '-created', 'completed', '-completed', 'answers', '-answers', 'probability'] | None = None, skip: int | None = None) -> AsyncIterator[types.Task]:
        """Tasks of a project: each of them, page after page."""
        return self._pages(lambda after: self.list_tasks(project_id, after=after, limit=1000, state=state, batch=batch, priority=priority, priority_gte=priority_gte, priority_lte=priority_lte, key_prefix=key_prefix, tag=tag, created_gte=created_gte, created_lt=created_lt, completed_gte=completed_gte, completed_lt=completed_lt, answers=answers, answers_gte=answers_gte, answers_lte=answers_lte, assignee=assignee, unique_id=unique_id, sort=sort, skip=skip))

    async def create_tasks(self, project_id: str, body: types.NewTasks, *, idempotency_key: str | None = None) -> types.CreatedTasks:
        """Make tasks of samples."""
        return cast('types.CreatedTasks', await self._json("POST", f"/projects/{quote(project_id, safe='')}/tasks", body=body, idempotency_key=idempotency_key))

    async def list_batches(self, project_id: str, *, after: str | None = None, limit: int | None = None) -> types.BatchPage:
        """Batches of a project by name."""
        return cast('types.BatchPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/batches", query={"after": after, "limit": limit}))

    def all_batches(self, project_id: str) -> AsyncIterator[types.Batch]:
        """Batches of a project by name: each of them, page after page."""
        return self._pages(lambda after: self.list_batches(project_id, after=after, limit=1000))

    async def create_batch(self, project_id: str, body: types.NewBatch, *, idempotency_key: str | None = None) -> types.Batch:
        """Make a batch of tasks."""
        return cast('types.Batch', await self._json("POST", f"/projects/{quote(project_id, safe='')}/batches", body=body, idempotency_key=idempotency_key))

    async def batch(self, batch_id: str) -> types.Batch:
        """One batch with its counts."""
        return cast('types.Batch', await self._json("GET", f"/batches/{quote(batch_id, safe='')}"))

    async def change_batch(self, batch_id: str, body: types.BatchChange) -> types.Batch:
        """Change priority or metadata of a batch."""
        return cast('types.Batch', await self._json("PATCH", f"/batches/{quote(batch_id, safe='')}", body=body))

    async def forget_adaptive_overlap_of_batch(self, batch_id: str) -> types.Batch:
        """Let new tasks of the batch have the overlap that the project's have."""
        return cast('types.Batch', await self._json("DELETE", f"/batches/{quote(batch_id, safe='')}/adaptive-overlap"))

    async def start_batch(self, batch_id: str) -> types.Batch:
        """Give a staged batch to annotators."""
        return cast('types.Batch', await self._json("POST", f"/batches/{quote(batch_id, safe='')}/start"))

    async def pause_batch(self, batch_id: str) -> types.Batch:
        """Give no more of it to annotators; who holds a lease may finish."""
        return cast('types.Batch', await self._json("POST", f"/batches/{quote(batch_id, safe='')}/pause"))

    async def resume_batch(self, batch_id: str) -> types.Batch:
        """Give a paused batch to annotators again."""
        return cast('types.Batch', await self._json("POST", f"/batches/{quote(batch_id, safe='')}/resume"))

    async def complete_batch(self, batch_id: str) -> types.Batch:
        """End a batch."""
        return cast('types.Batch', await self._json("POST", f"/batches/{quote(batch_id, safe='')}/complete"))

    async def cancel_batch(self, batch_id: str) -> types.Batch:
        """End a batch without its open tasks."""
        return cast('types.Batch', await self._json("POST", f"/batches/{quote(batch_id, safe='')}/cancel"))

    async def next_assignment(self, project_id: str, *, ahead: int | None = None) -> types.Assignment | None:
        """Lease the next task for me."""
        return cast('types.Assignment | None', await self._json("POST", f"/projects/{quote(project_id, safe='')}/assignments", query={"ahead": ahead}))

    async def task(self, task_id: str) -> types.TaskDetail:
        """One task with its sample, annotations and consensus; the look is put on record."""
        return cast('types.TaskDetail', await self._json("GET", f"/tasks/{quote(task_id, safe='')}"))

    async def change_task(self, task_id: str, body: types.TaskChange) -> types.Task:
        """Change priority, metadata, tags or unique id of a task."""
        return cast('types.Task', await self._json("PATCH", f"/tasks/{quote(task_id, safe='')}", body=body))

    async def cancel_task(self, task_id: str) -> types.Task:
        """Take an open task out of the work; whoever holds it loses the lease."""
        return cast('types.Task', await self._json("POST", f"/tasks/{quote(task_id, safe='')}/cancel"))

    async def lease_task(self, task_id: str) -> types.Assignment:
        """Lease this very task for me."""
        return cast('types.Assignment', await self._json("POST", f"/tasks/{quote(task_id, safe='')}/assignments"))

    async def assignment(self, assignment_id: str) -> types.Assignment:
        """My lease with its draft."""
        return cast('types.Assignment', await self._json("GET", f"/assignments/{quote(assignment_id, safe='')}"))

    async def release_assignment(self, assignment_id: str) -> None:
        """Give the task back unanswered."""
        await self._nothing("DELETE", f"/assignments/{quote(assignment_id, safe='')}")

    async def list_predictions(self, project_id: str, *, sample: types.Id | None = None, model: str | None = None, after: str | None = None, limit: int | None = None) -> types.PredictionPage:
        """Predictions of a project, newest first."""
        return cast('types.PredictionPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/predictions", query={"sample": sample, "model": model, "after": after, "limit": limit}))

    def all_predictions(self, project_id: str, *, sample: types.Id | None = None, model: str | None = None) -> AsyncIterator[types.Prediction]:
        """Predictions of a project, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_predictions(project_id, after=after, limit=1000, sample=sample, model=model))

    async def create_predictions(self, project_id: str, body: types.NewPredictions, *, idempotency_key: str | None = None) -> types.CreatedPredictions:
        """Store what models answered about samples; all of it, or nothing if one answer does not fit the ontology."""
        return cast('types.CreatedPredictions', await self._json("POST", f"/projects/{quote(project_id, safe='')}/predictions", body=body, idempotency_key=idempotency_key))

    async def prediction(self, prediction_id: str) -> types.Prediction:
        """One prediction."""
        return cast('types.Prediction', await self._json("GET", f"/predictions/{quote(prediction_id, safe='')}"))

    async def delete_prediction(self, prediction_id: str) -> None:
        """Delete a prediction that no annotation began with."""
        await self._nothing("DELETE", f"/predictions/{quote(prediction_id, safe='')}")

    async def assignment_file(self, assignment_id: str, blob: str) -> AsyncDownload:
        """A file of the sample that I hold or have answered."""
        return await self._download("GET", f"/assignments/{quote(assignment_id, safe='')}/files/{quote(blob, safe='')}")

    async def assignment_tiles(self, assignment_id: str, blob: str, page: str) -> types.TileSet:
        """How far the tiles of a page of a large image are; they are cut when this is first asked."""
        return cast('types.TileSet', await self._json("GET", f"/assignments/{quote(assignment_id, safe='')}/files/{quote(blob, safe='')}/tiles/{quote(page, safe='')}"))

    async def assignment_tile(self, assignment_id: str, blob: str, page: str, level: str, tile: str) -> AsyncDownload:
        """One tile of a page of a large image, a JPEG."""
        return await self._download("GET", f"/assignments/{quote(assignment_id, safe='')}/files/{quote(blob, safe='')}/tiles/{quote(page, safe='')}/{quote(level, safe='')}/{quote(tile, safe='')}")

    async def heartbeat(self, assignment_id: str) -> types.Lease:
        """Keep the lease."""
        return cast('types.Lease', await self._json("POST", f"/assignments/{quote(assignment_id, safe='')}/heartbeat"))

    async def skip_assignment(self, assignment_id: str, body: types.Skip) -> None:
        """Skip the task, with a reason; it is not offered to me again."""
        await self._nothing("POST", f"/assignments/{quote(assignment_id, safe='')}/skip", body=body)

    async def save_draft(self, assignment_id: str, body: types.Draft) -> types.SavedDraft:
        """Save the unfinished answer."""
        return cast('types.SavedDraft', await self._json("PUT", f"/assignments/{quote(assignment_id, safe='')}/draft", body=body))

    async def submit_annotation(self, assignment_id: str, body: types.SubmitAnnotation) -> types.Annotation:
        """Submit the answer; sending it twice counts once."""
        return cast('types.Annotation', await self._json("POST", f"/assignments/{quote(assignment_id, safe='')}/annotation", body=body))

    async def withdraw_annotation(self, assignment_id: str) -> types.Assignment:
        """Undo the submission: the lease is mine again, with the answer as its draft."""
        return cast('types.Assignment', await self._json("DELETE", f"/assignments/{quote(assignment_id, safe='')}/annotation"))

    async def list_annotations(self, project_id: str, *, mine: bool | None = None, after: str | None = None, limit: int | None = None) -> types.AnnotationPage:
        """Annotations of a project in task order."""
        return cast('types.AnnotationPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/annotations", query={"mine": mine, "after": after, "limit": limit}))

    def all_annotations(self, project_id: str, *, mine: bool | None = None) -> AsyncIterator[types.Annotation]:
        """Annotations of a project in task order: each of them, page after page."""
        return self._pages(lambda after: self.list_annotations(project_id, after=after, limit=1000, mine=mine))

    async def review_counts(self, project_id: str) -> types.ReviewCounts:
        """How far the reviews are."""
        return cast('types.ReviewCounts', await self._json("GET", f"/projects/{quote(project_id, safe='')}/reviews"))

    async def next_review(self, project_id: str) -> types.ReviewTask | None:
        """Lease the next review for me, the highest level first."""
        return cast('types.ReviewTask | None', await self._json("POST", f"/projects/{quote(project_id, safe='')}/reviews"))

    async def release_review(self, review_id: str) -> None:
        """Give a review back without a verdict."""
        await self._nothing("DELETE", f"/reviews/{quote(review_id, safe='')}")

    async def keep_review(self, review_id: str) -> types.Review:
        """Keep the lease of a review."""
        return cast('types.Review', await self._json("POST", f"/reviews/{quote(review_id, safe='')}/heartbeat"))

    async def give_verdict(self, review_id: str, body: types.GiveVerdict) -> types.Review:
        """Accept an answer, put a better one in its place, or send it back with comments."""
        return cast('types.Review', await self._json("POST", f"/reviews/{quote(review_id, safe='')}/verdict", body=body))

    async def reviews_of_annotation(self, annotation_id: str) -> list[types.Review]:
        """All reviews of an annotation, the oldest first."""
        return cast('list[types.Review]', await self._json("GET", f"/annotations/{quote(annotation_id, safe='')}/reviews"))

    async def reviews_of_my_assignment(self, assignment_id: str) -> list[types.Review]:
        """What reviewers said about my answer."""
        return cast('list[types.Review]', await self._json("GET", f"/assignments/{quote(assignment_id, safe='')}/reviews"))

    async def list_known_tasks(self, project_id: str, *, purpose: types.Purpose | None = None, qualification: types.Id | None = None, after: str | None = None, limit: int | None = None) -> types.KnownTaskPage:
        """Gold, training or test tasks of a project by key, with how right the answers to them are."""
        return cast('types.KnownTaskPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/known-tasks", query={"purpose": purpose, "qualification": qualification, "after": after, "limit": limit}))

    def all_known_tasks(self, project_id: str, *, purpose: types.Purpose | None = None, qualification: types.Id | None = None) -> AsyncIterator[types.KnownTask]:
        """Gold, training or test tasks of a project by key, with how right the answers to them are: each of them, page after page."""
        return self._pages(lambda after: self.list_known_tasks(project_id, after=after, limit=1000, purpose=purpose, qualification=qualification))

    async def create_known_tasks(self, project_id: str, body: types.NewKnownTasks, *, idempotency_key: str | None = None) -> types.CreatedTasks:
        """Make gold or training tasks of samples."""
        return cast('types.CreatedTasks', await self._json("POST", f"/projects/{quote(project_id, safe='')}/known-tasks", body=body, idempotency_key=idempotency_key))

    async def known_task(self, known_task_id: str) -> types.KnownTask:
        """One task with a known answer."""
        return cast('types.KnownTask', await self._json("GET", f"/known-tasks/{quote(known_task_id, safe='')}"))

    async def change_known_task(self, known_task_id: str, body: types.KnownTaskChange) -> types.KnownTask:
        """Change what is expected, or retire the task; answers that were given keep their score."""
        return cast('types.KnownTask', await self._json("PATCH", f"/known-tasks/{quote(known_task_id, safe='')}", body=body))

    async def known_task_answers(self, known_task_id: str) -> types.ScoredAnswerPage:
        """All answers to one task with a known answer."""
        return cast('types.ScoredAnswerPage', await self._json("GET", f"/known-tasks/{quote(known_task_id, safe='')}/answers"))

    async def make_gold_of_task(self, task_id: str, body: types.TaskAsGold) -> types.KnownTask:
        """Make gold of a completed task, by what is said or by its consensus."""
        return cast('types.KnownTask', await self._json("POST", f"/tasks/{quote(task_id, safe='')}/gold", body=body))

    async def gold(self, project_id: str) -> types.GoldReport:
        """How right the answers to gold are, by annotator and by day."""
        return cast('types.GoldReport', await self._json("GET", f"/projects/{quote(project_id, safe='')}/gold"))

    async def my_gold(self, project_id: str) -> types.GoldReport:
        """How right my own answers to gold are, where the project shows it."""
        return cast('types.GoldReport', await self._json("GET", f"/projects/{quote(project_id, safe='')}/gold/mine"))

    async def gold_rule(self, project_id: str) -> types.GoldRule:
        """How a project uses gold."""
        return cast('types.GoldRule', await self._json("GET", f"/projects/{quote(project_id, safe='')}/gold/rule"))

    async def set_gold_rule(self, project_id: str, body: types.GoldRule) -> types.GoldRule:
        """Say how a project uses gold."""
        return cast('types.GoldRule', await self._json("PUT", f"/projects/{quote(project_id, safe='')}/gold/rule", body=body))

    async def stops(self, project_id: str) -> types.StopPage:
        """Who gets no more tasks of a project, and why."""
        return cast('types.StopPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/stops"))

    async def let_go_on(self, project_id: str, user_id: str) -> None:
        """Give an annotator tasks again; the answers to gold up to now count no more."""
        await self._nothing("DELETE", f"/projects/{quote(project_id, safe='')}/stops/{quote(user_id, safe='')}")

    async def next_training(self, project_id: str) -> types.Assignment | None:
        """Lease my next training task."""
        return cast('types.Assignment | None', await self._json("POST", f"/projects/{quote(project_id, safe='')}/training/assignments"))

    async def feedback(self, assignment_id: str) -> types.Feedback:
        """What was expected of my answer to a training task."""
        return cast('types.Feedback', await self._json("GET", f"/assignments/{quote(assignment_id, safe='')}/feedback"))

    async def qualifications(self, project_id: str) -> types.QualificationPage:
        """The tests of a project by name, and how I stand with each."""
        return cast('types.QualificationPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/qualifications"))

    async def create_qualification(self, project_id: str, body: types.NewQualification, *, idempotency_key: str | None = None) -> types.Qualification:
        """Make a test that grants a qualification."""
        return cast('types.Qualification', await self._json("POST", f"/projects/{quote(project_id, safe='')}/qualifications", body=body, idempotency_key=idempotency_key))

    async def qualification(self, qualification_id: str) -> types.Qualification:
        """One test."""
        return cast('types.Qualification', await self._json("GET", f"/qualifications/{quote(qualification_id, safe='')}"))

    async def change_qualification(self, qualification_id: str, body: types.QualificationChange) -> types.Qualification:
        """Change the pass mark, attempts or validity of a test, or close it."""
        return cast('types.Qualification', await self._json("PATCH", f"/qualifications/{quote(qualification_id, safe='')}", body=body))

    async def add_test_tasks(self, qualification_id: str, body: types.NewTestTasks) -> types.CreatedTasks:
        """Add tasks to a test."""
        return cast('types.CreatedTasks', await self._json("POST", f"/qualifications/{quote(qualification_id, safe='')}/tasks", body=body))

    async def attempts(self, qualification_id: str) -> types.AttemptPage:
        """Everybody's attempts at a test, the newest first."""
        return cast('types.AttemptPage', await self._json("GET", f"/qualifications/{quote(qualification_id, safe='')}/attempts"))

    async def next_test_task(self, qualification_id: str) -> types.Assignment | None:
        """Lease my next task of a test; the first one begins an attempt."""
        return cast('types.Assignment | None', await self._json("POST", f"/qualifications/{quote(qualification_id, safe='')}/assignments"))

    async def adaptive_overlap(self, project_id: str) -> types.AdaptiveOverlap | None:
        """The overlap that new tasks get where it adapts."""
        return cast('types.AdaptiveOverlap | None', await self._json("GET", f"/projects/{quote(project_id, safe='')}/adaptive-overlap"))

    async def set_adaptive_overlap(self, project_id: str, body: types.AdaptiveOverlap) -> types.AdaptiveOverlap:
        """Let the overlap of new tasks end as soon as their answers are sure enough."""
        return cast('types.AdaptiveOverlap', await self._json("PUT", f"/projects/{quote(project_id, safe='')}/adaptive-overlap", body=body))

    async def fix_overlap(self, project_id: str) -> None:
        """Give new tasks a fixed overlap again."""
        await self._nothing("DELETE", f"/projects/{quote(project_id, safe='')}/adaptive-overlap")

    async def work_rule(self, project_id: str) -> types.WorkRule:
        """Whom the batches of a project are for that do not say so themselves."""
        return cast('types.WorkRule', await self._json("GET", f"/projects/{quote(project_id, safe='')}/work-rule"))

    async def set_work_rule(self, project_id: str, body: types.WorkRule) -> types.WorkRule:
        """Say whom the batches of a project are for that do not say so themselves."""
        return cast('types.WorkRule', await self._json("PUT", f"/projects/{quote(project_id, safe='')}/work-rule", body=body))

    async def held_qualifications(self, user_id: str) -> types.HeldQualificationPage:
        """What a user has shown that they can do; also what has expired."""
        return cast('types.HeldQualificationPage', await self._json("GET", f"/users/{quote(user_id, safe='')}/qualifications"))

    async def grant_qualification(self, user_id: str, body: types.GrantQualification) -> types.HeldQualification:
        """Give a user a qualification, in the place of one of the same name."""
        return cast('types.HeldQualification', await self._json("POST", f"/users/{quote(user_id, safe='')}/qualifications", body=body))

    async def revoke_qualification(self, user_id: str, name: str) -> None:
        """Take a qualification from a user."""
        await self._nothing("DELETE", f"/users/{quote(user_id, safe='')}/qualifications/{quote(name, safe='')}")

    async def workforce(self, project_id: str) -> types.Workforce:
        """What the work cost and brought, by annotator and day, and when it will be done."""
        return cast('types.Workforce', await self._json("GET", f"/projects/{quote(project_id, safe='')}/workforce"))

    async def my_workforce(self, project_id: str) -> types.Workforce:
        """My own part of the work."""
        return cast('types.Workforce', await self._json("GET", f"/projects/{quote(project_id, safe='')}/workforce/mine"))

    async def quality(self, project_id: str) -> types.Quality:
        """Agreement, annotator skill and consensus in numbers, and how they came."""
        return cast('types.Quality', await self._json("GET", f"/projects/{quote(project_id, safe='')}/quality"))

    async def diagnosis(self, project_id: str) -> types.Diagnosis:
        """How far the labels can be trusted, who needs a look, and which tasks allow several answers."""
        return cast('types.Diagnosis', await self._json("GET", f"/projects/{quote(project_id, safe='')}/diagnosis"))

    async def publish_version(self, project_id: str, body: types.PublishVersion) -> types.DatasetVersion:
        """Freeze the consensus into an immutable dataset version."""
        return cast('types.DatasetVersion', await self._json("POST", f"/projects/{quote(project_id, safe='')}/versions", body=body))

    async def list_versions(self, *, project: types.Id | None = None, after: str | None = None, limit: int | None = None) -> types.DatasetVersionPage:
        """Dataset versions, newest first."""
        return cast('types.DatasetVersionPage', await self._json("GET", "/versions", query={"project": project, "after": after, "limit": limit}))

    def all_versions(self, *, project: types.Id | None = None) -> AsyncIterator[types.DatasetVersion]:
        """Dataset versions, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_versions(after=after, limit=1000, project=project))

    async def version(self, version_id: str) -> types.DatasetVersion:
        """One dataset version with its manifest."""
        return cast('types.DatasetVersion', await self._json("GET", f"/versions/{quote(version_id, safe='')}"))

    async def version_rows(self, version_id: str, *, split: types.Split | None = None, after: str | None = None, limit: int | None = None) -> types.VersionRowPage:
        """Rows of a version in key order; the look is put on record."""
        return cast('types.VersionRowPage', await self._json("GET", f"/versions/{quote(version_id, safe='')}/rows", query={"split": split, "after": after, "limit": limit}))

    def all_version_rows(self, version_id: str, *, split: types.Split | None = None) -> AsyncIterator[types.VersionRowPageItemsItem]:
        """Rows of a version in key order; the look is put on record: each of them, page after page."""
        return self._pages(lambda after: self.version_rows(version_id, after=after, limit=1000, split=split))

    async def export_version(self, version_id: str, *, format: Literal['jsonl', 'csv', 'parquet', 'manifest'] | None = None) -> AsyncDownload:
        """The whole version as a file, streamed; the look is put on record."""
        return await self._download("GET", f"/versions/{quote(version_id, safe='')}/export", query={"format": format})

    async def list_models(self, *, after: str | None = None, limit: int | None = None) -> types.ModelPage:
        """Models, newest first."""
        return cast('types.ModelPage', await self._json("GET", "/models", query={"after": after, "limit": limit}))

    def all_models(self) -> AsyncIterator[types.Model]:
        """Models, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_models(after=after, limit=1000))

    async def model(self, model_id: str) -> types.ModelDetail:
        """One model with its card and loss curve."""
        return cast('types.ModelDetail', await self._json("GET", f"/models/{quote(model_id, safe='')}"))

    async def evaluation(self, evaluation_id: str) -> types.Evaluation:
        """A blind comparison of two models on held-out prompts, and its gate."""
        return cast('types.Evaluation', await self._json("GET", f"/evaluations/{quote(evaluation_id, safe='')}"))

    async def evaluation_prompts(self, evaluation_id: str, *, outcome: Literal['won', 'lost', 'tied', 'open'] | None = None, subset: str | None = None, after: str | None = None, limit: int | None = None) -> types.JudgedPromptPage:
        """The held-out prompts with both answers and what judges said of them; the look is put on record."""
        return cast('types.JudgedPromptPage', await self._json("GET", f"/evaluations/{quote(evaluation_id, safe='')}/prompts", query={"outcome": outcome, "subset": subset, "after": after, "limit": limit}))

    def all_evaluation_prompts(self, evaluation_id: str, *, outcome: Literal['won', 'lost', 'tied', 'open'] | None = None, subset: str | None = None) -> AsyncIterator[types.JudgedPrompt]:
        """The held-out prompts with both answers and what judges said of them; the look is put on record: each of them, page after page."""
        return self._pages(lambda after: self.evaluation_prompts(evaluation_id, after=after, limit=1000, outcome=outcome, subset=subset))

    async def sequential_test(self, evaluation_id: str, *, margin: float | None = None, alpha: float | None = None, beta: float | None = None) -> types.SequentialTest:
        """Whether the candidate is not inferior, prompt by prompt."""
        return cast('types.SequentialTest', await self._json("GET", f"/evaluations/{quote(evaluation_id, safe='')}/sequential-test", query={"margin": margin, "alpha": alpha, "beta": beta}))

    async def list_jobs(self, *, after: str | None = None, limit: int | None = None) -> types.JobPage:
        """Jobs, newest first."""
        return cast('types.JobPage', await self._json("GET", "/jobs", query={"after": after, "limit": limit}))

    def all_jobs(self) -> AsyncIterator[types.Job]:
        """Jobs, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_jobs(after=after, limit=1000))

    async def job(self, job_id: str) -> types.Job:
        """One job with its progress."""
        return cast('types.Job', await self._json("GET", f"/jobs/{quote(job_id, safe='')}"))

    async def cancel_job(self, job_id: str) -> types.Job:
        """Stop a job at its next step; what it saved stays."""
        return cast('types.Job', await self._json("POST", f"/jobs/{quote(job_id, safe='')}/cancel"))

    async def resume_job(self, job_id: str) -> types.Job:
        """Go on with a cancelled or failed job where it stopped."""
        return cast('types.Job', await self._json("POST", f"/jobs/{quote(job_id, safe='')}/resume"))

    async def list_exports(self, project_id: str, *, after: str | None = None, limit: int | None = None) -> types.ExportPage:
        """Exports of a project, newest first."""
        return cast('types.ExportPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/exports", query={"after": after, "limit": limit}))

    def all_exports(self, project_id: str) -> AsyncIterator[types.Export]:
        """Exports of a project, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_exports(project_id, after=after, limit=1000))

    async def create_export(self, project_id: str, body: types.NewExport, *, idempotency_key: str | None = None) -> types.Export:
        """Begin an export; its job writes the file, which is kept for a week."""
        return cast('types.Export', await self._json("POST", f"/projects/{quote(project_id, safe='')}/exports", body=body, idempotency_key=idempotency_key))

    async def list_imports(self, project_id: str, *, after: str | None = None, limit: int | None = None) -> types.ImportPage:
        """Imports of a project, newest first."""
        return cast('types.ImportPage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/imports", query={"after": after, "limit": limit}))

    def all_imports(self, project_id: str) -> AsyncIterator[types.Import]:
        """Imports of a project, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_imports(project_id, after=after, limit=1000))

    async def create_import(self, project_id: str, content: Content, *, progress: ProgressWish = None, name: str | None = None, url: str | None = None, format: types.ImportFormat | None = None, on_reject: Literal['keep', 'rollback'] | None = None, dry_run: bool | None = None, tasks: bool | None = None, rows: bool | None = None, files: bool | None = None) -> types.Import:
        """Begin an import of the file in the body, or of the one that a URL leads to."""
        return cast('types.Import', await self._json("POST", f"/projects/{quote(project_id, safe='')}/imports", query={"name": name, "url": url, "format": format, "onReject": on_reject, "dryRun": dry_run, "tasks": tasks, "rows": rows, "files": files}, content=content, content_type="application/octet-stream", progress=progress))

    async def list_bulk_changes(self, project_id: str, *, after: str | None = None, limit: int | None = None) -> types.BulkChangePage:
        """Changes of many in a project, newest first."""
        return cast('types.BulkChangePage', await self._json("GET", f"/projects/{quote(project_id, safe='')}/bulk-changes", query={"after": after, "limit": limit}))

    def all_bulk_changes(self, project_id: str) -> AsyncIterator[types.BulkChange]:
        """Changes of many in a project, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_bulk_changes(project_id, after=after, limit=1000))

    async def create_bulk_change(self, project_id: str, body: types.NewBulkChange, *, idempotency_key: str | None = None) -> types.BulkChange:
        """Change, cancel or delete all tasks or samples that a filter names, by a job that can be cancelled and resumed."""
        return cast('types.BulkChange', await self._json("POST", f"/projects/{quote(project_id, safe='')}/bulk-changes", body=body, idempotency_key=idempotency_key))

    async def bulk_change(self, bulk_id: str) -> types.BulkChange:
        """How far a change of many is."""
        return cast('types.BulkChange', await self._json("GET", f"/bulk-changes/{quote(bulk_id, safe='')}"))

    async def bulk_refusals(self, bulk_id: str, *, after: str | None = None, limit: int | None = None) -> types.BulkRefusalPage:
        """Every one that could not be changed, and why."""
        return cast('types.BulkRefusalPage', await self._json("GET", f"/bulk-changes/{quote(bulk_id, safe='')}/refused", query={"after": after, "limit": limit}))

    def all_bulk_refusals(self, bulk_id: str) -> AsyncIterator[types.BulkRefusal]:
        """Every one that could not be changed, and why: each of them, page after page."""
        return self._pages(lambda after: self.bulk_refusals(bulk_id, after=after, limit=1000))

    async def import_(self, import_id: str) -> types.Import:
        """One import."""
        return cast('types.Import', await self._json("GET", f"/imports/{quote(import_id, safe='')}"))

    async def rejected_records(self, import_id: str) -> AsyncDownload:
        """Every rejected record with place, value, expectation and way out, as JSON lines; kept for a month."""
        return await self._download("GET", f"/imports/{quote(import_id, safe='')}/rejected")

    async def export(self, export_id: str) -> types.Export:
        """One export."""
        return cast('types.Export', await self._json("GET", f"/exports/{quote(export_id, safe='')}"))

    async def delete_export(self, export_id: str) -> None:
        """Remove the file before its time."""
        await self._nothing("DELETE", f"/exports/{quote(export_id, safe='')}")

    async def export_file(self, export_id: str) -> AsyncDownload:
        """The file, streamed; the look is put on record."""
        return await self._download("GET", f"/exports/{quote(export_id, safe='')}/file")

    def events(self, *, once: bool | None = None) -> AsyncEvents:
        """What happens in the organisation, live."""
        return self._events("GET", "/events", query={"once": once})

    def project_events(self, project_id: str, *, once: bool | None = None) -> AsyncEvents:
        """How far a project is, live."""
        return self._events("GET", f"/projects/{quote(project_id, safe='')}/events", query={"once": once})

    def job_events(self, job_id: str, *, once: bool | None = None) -> AsyncEvents:
        """How far a job is, live."""
        return self._events("GET", f"/jobs/{quote(job_id, safe='')}/events", query={"once": once})

    async def list_webhooks(self) -> types.WebhookList:
        """Webhooks, newest first."""
        return cast('types.WebhookList', await self._json("GET", "/webhooks"))

    async def create_webhook(self, body: types.NewWebhook) -> types.CreatedWebhook:
        """Make a webhook; its secret is shown this once."""
        return cast('types.CreatedWebhook', await self._json("POST", "/webhooks", body=body))

    async def webhook(self, webhook_id: str) -> types.Webhook:
        """One webhook."""
        return cast('types.Webhook', await self._json("GET", f"/webhooks/{quote(webhook_id, safe='')}"))

    async def change_webhook(self, webhook_id: str, body: types.WebhookChange) -> types.Webhook:
        """Change, pause or resume a webhook; resuming sends what has gathered."""
        return cast('types.Webhook', await self._json("PATCH", f"/webhooks/{quote(webhook_id, safe='')}", body=body))

    async def delete_webhook(self, webhook_id: str) -> None:
        """End a webhook, with its deliveries."""
        await self._nothing("DELETE", f"/webhooks/{quote(webhook_id, safe='')}")

    async def turn_webhook_secret(self, webhook_id: str) -> types.CreatedWebhook:
        """Give a webhook a new secret, shown this once; the old one signs nothing more."""
        return cast('types.CreatedWebhook', await self._json("POST", f"/webhooks/{quote(webhook_id, safe='')}/secret"))

    async def ping_webhook(self, webhook_id: str) -> types.Delivery:
        """Send a trial."""
        return cast('types.Delivery', await self._json("POST", f"/webhooks/{quote(webhook_id, safe='')}/ping"))

    async def list_deliveries(self, webhook_id: str, *, state: types.DeliveryState | None = None, after: str | None = None, limit: int | None = None) -> types.DeliveryPage:
        """Deliveries, newest first; kept a week when they arrived and a month when not."""
        return cast('types.DeliveryPage', await self._json("GET", f"/webhooks/{quote(webhook_id, safe='')}/deliveries", query={"state": state, "after": after, "limit": limit}))

    def all_deliveries(self, webhook_id: str, *, state: types.DeliveryState | None = None) -> AsyncIterator[types.Delivery]:
        """Deliveries, newest first; kept a week when they arrived and a month when not: each of them, page after page."""
        return self._pages(lambda after: self.list_deliveries(webhook_id, after=after, limit=1000, state=state))

    async def replay_delivery(self, webhook_id: str, delivery_id: str) -> types.Replayed:
        """Send a finished delivery again."""
        return cast('types.Replayed', await self._json("POST", f"/webhooks/{quote(webhook_id, safe='')}/deliveries/{quote(delivery_id, safe='')}/replay"))

    async def replay_deliveries(self, webhook_id: str, body: types.Replay) -> types.Replayed:
        """Send again what a range of time has told."""
        return cast('types.Replayed', await self._json("POST", f"/webhooks/{quote(webhook_id, safe='')}/replay", body=body))

    async def list_chains(self) -> types.ChainList:
        """Chains, newest first."""
        return cast('types.ChainList', await self._json("GET", "/chains"))

    async def start_chain(self, body: types.NewChain, *, idempotency_key: str | None = None) -> types.Chain:
        """Start a chain from prompts to a gated model."""
        return cast('types.Chain', await self._json("POST", "/chains", body=body, idempotency_key=idempotency_key))

    async def chain(self, chain_id: str) -> types.Chain:
        """A chain with every link's live numbers."""
        return cast('types.Chain', await self._json("GET", f"/chains/{quote(chain_id, safe='')}"))

    async def pause_chain(self, chain_id: str) -> types.Chain:
        """Pause after the present step."""
        return cast('types.Chain', await self._json("POST", f"/chains/{quote(chain_id, safe='')}/pause"))

    async def resume_chain(self, chain_id: str) -> types.Chain:
        """Go on."""
        return cast('types.Chain', await self._json("POST", f"/chains/{quote(chain_id, safe='')}/resume"))

    async def chain_report(self, chain_id: str) -> AsyncDownload:
        """The chain's report, one self-contained page."""
        return await self._download("GET", f"/chains/{quote(chain_id, safe='')}/report")

    async def lineage(self, node_id: str, *, direction: Literal['up', 'down'] | None = None, limit: int | None = None) -> types.Lineage:
        """What made this (`up`), what it reached (`down`)."""
        return cast('types.Lineage', await self._json("GET", f"/lineage/{quote(node_id, safe='')}", query={"direction": direction, "limit": limit}))

    async def list_audit_entries(self, *, after: str | None = None, limit: int | None = None) -> types.AuditEntryPage:
        """Audit entries, newest first."""
        return cast('types.AuditEntryPage', await self._json("GET", "/audit/entries", query={"after": after, "limit": limit}))

    def all_audit_entries(self) -> AsyncIterator[types.AuditEntry]:
        """Audit entries, newest first: each of them, page after page."""
        return self._pages(lambda after: self.list_audit_entries(after=after, limit=1000))

    async def verify_audit(self) -> types.AuditVerification:
        """Recompute the whole tree and compare it with the signed checkpoint."""
        return cast('types.AuditVerification', await self._json("GET", "/audit/verification"))

    async def export_audit(self) -> AsyncDownload:
        """The log for offline verification, streamed; entries of other organisations by their hash alone."""
        return await self._download("GET", "/audit/export")
