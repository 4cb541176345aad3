"""Projects, batches, and names of any characters."""

import random
import uuid

import pytest
from scaleapi.batches import BatchStatus
from scaleapi.exceptions import ScaleDuplicateResource, ScaleInvalidRequest, ScaleResourceNotFound
from scaleapi.tasks import TaskType

from conftest import settled
from kinds import PARAMETERS

CATEGORIZATION = PARAMETERS[TaskType.Categorization]


def names(count, seed):
    """Names with what breaks paths, queries and JSON; the same for the same seed."""
    draw = random.Random(seed)
    hard = ["/", "//", " ", "%", "%2F", "%25", "+", "?", "#", "&", "=", ";", "\\", "..", ".", '"', "'", "<", "é", "漢字", "🍞", "\u202e", "\t", "a", "Z", "0"]
    for _ in range(count):
        yield "n" + "".join(draw.choice(hard) for _ in range(draw.randint(1, 12))) + uuid.uuid4().hex[:8]


@pytest.mark.parametrize("name", list(names(25, seed=4)), ids=ascii)
def test_anyName_namesProjectBatchAndGroup(either, name):
    project = either.create_project(name, TaskType.Categorization, params={"instruction": name})
    assert project.name == name and either.get_project(name).name == name
    assert either.update_project(name, instruction="x").instruction == "x"
    batch = either.create_batch(name, name)
    assert either.get_batch(name).name == name and either.batch_status(name) == {"status": "in_progress"}
    task = either.create_task(TaskType.Categorization, batch=name, metadata={name: name}, **CATEGORIZATION)
    assert (task.project, task.batch, task.metadata) == (name, name, {name: name})
    assert [found.id for found in either.get_tasks(project_name=name, batch_name=name)] == [task.id]
    assert [found.name for found in either.get_batches(project_name=name)] == [name]
    assert either.set_batch_metadata(name, {"k": name}).metadata == {"k": name}
    assert either.create_project_group(name, ["a@example.org"], name).name == name
    assert either.update_project_group(name, name, ["b@example.org"], ["a@example.org"]).numWorkers == 1
    assert either.assign_studio_batches(name, [name]).groups == [name]
    assert batch.finalize().name == name


def test_versionsOfParameters(either, name):
    project = either.create_project(name, TaskType.Categorization)
    assert project.version is None and project.as_dict()["param_history"] == []
    first = either.update_project(name, instruction="One.", categories=["rye", "bun"], attachment_type="text")
    assert (first.version, first.instruction) == (0, "One.")
    assert "patch" not in either.update_project(name, patch=True, instruction="Two.").params
    third = either.get_project(name)
    assert (third.version, third.instruction, third.params["categories"]) == (1, "Two.", ["rye", "bun"])
    task = either.create_task(TaskType.Categorization, project=name, attachment="A loaf.")
    assert (task.instruction, task.project_param_version) == ("Two.", 1)
    assert task.params == {"categories": ["rye", "bun"], "attachment_type": "text", "attachment": "A loaf."}
    old = either.create_task(TaskType.Categorization, project=name, attachment="A loaf.", project_param_version=0)
    assert (old.instruction, old.project_param_version) == ("One.", 0)
    own = either.create_task(TaskType.Categorization, project=name, attachment="A loaf.", instruction="Three.")
    assert own.instruction == "Three."
    replaced = either.update_project(name, instruction="Four.")
    assert (replaced.version, "categories" in replaced.params) == (2, False)


def test_projects_areRefused(either, name):
    either.create_project(name, TaskType.Chat)
    with pytest.raises(ScaleDuplicateResource):
        either.create_project(name, TaskType.Chat)
    with pytest.raises(ScaleResourceNotFound):
        either.get_project(name + "x")
    with pytest.raises(ScaleInvalidRequest, match="project"):
        either.create_task(TaskType.Categorization, project=name, **CATEGORIZATION)
    with pytest.raises(ScaleResourceNotFound):
        either.create_task(TaskType.Categorization, project=name + "x", **CATEGORIZATION)


def test_templates(either, name):
    project = either.create_project(name, TaskType.Chat, params={"template_variables": {"topic": "bread"}})
    template = project.get_template()
    assert template.get_template_variables() == {"topic": "bread"} and template.version == 0
    assert either.get_project_template(name).id == template.id
    either.create_project(name + "x", TaskType.ImageAnnotation)
    with pytest.raises(ScaleInvalidRequest, match="imageannotation"):
        either.get_project_template(name + "x")


def test_stagedBatch_isWorkedOnAfterItIsFinalized(live, annotator, name):
    live.create_project(name, TaskType.Categorization, rapid=True)
    batch = live.create_batch(name, name, calibration_batch=True, metadata={"a": 1}, callback="")
    assert batch.status == BatchStatus.Staging.value and batch.metadata == {"a": 1}
    tasks = [live.create_task(TaskType.Categorization, batch=name, **CATEGORIZATION) for _ in range(3)]
    assert not any("_native_task_id" in task.as_dict() for task in tasks)
    assert batch.get_status() == {"status": "staging", "pending": 3}
    assert batch.finalize().status == "in_progress"
    with pytest.raises(ScaleInvalidRequest, match="in_progress"):
        live.create_task(TaskType.Categorization, batch=name, **CATEGORIZATION)
    for task in tasks[:2]:
        task.refresh()
        annotator.answer(task, "bun")
        settled(task, "completed")
    assert live.batch_status(name) == {"status": "in_progress", "completed": 2, "pending": 1}
    tasks[2].cancel()
    assert batch.get_status() == {"status": "completed", "completed": 2, "canceled": 1}
    assert (batch.tasks_completed, batch.tasks_canceled, batch.tasks_pending) == (2, 1, 0)


def test_batches_arePaged(either, name):
    either.create_project(name, TaskType.Categorization)
    made = [f"{name} {i}" for i in range(5)]
    for one in made:
        either.create_batch(name, one)
    page = either.batches(project=name, limit=2, offset=1)
    assert [batch.name for batch in page] == [made[3], made[2]]
    assert (page.total, page.limit, page.offset, page.has_more) == (5, 2, 1, True)
    assert [batch.name for batch in either.get_batches(project_name=name)] == made[::-1]
    assert list(either.get_batches(project_name=name, batch_status=BatchStatus.Completed, exclude_archived=True)) == []
    assert list(either.get_batches(project_name=name, created_before="2020-09-08")) == []
    with pytest.raises(ScaleDuplicateResource):
        either.create_batch(name, made[0])
    with pytest.raises(ScaleResourceNotFound):
        either.create_batch(name + "x", name + "y")
    with pytest.raises(ScaleResourceNotFound):
        either.get_batch(name + "x")
    either.create_project(name + "2", TaskType.Categorization)
    with pytest.raises(ScaleInvalidRequest, match="batch"):
        either.create_task(TaskType.Categorization, project=name + "2", batch=made[0], **CATEGORIZATION)


def test_unknownFields_areIgnored(either, name):
    answer = either.api.post_request("projects", body={"type": "chat", "name": name, "later": {"a": 1}})
    assert answer["name"] == name
    answer = either.api.post_request("batches", body={"project": name, "name": name, "later": 1})
    assert answer["status"] == "in_progress"
    assert either.api.get_request("tasks", params={"later": "x"})["limit"] == 100
    task = either.create_task(TaskType.Chat, project=name, later=[1])
    assert task.params == {"later": [1]}
