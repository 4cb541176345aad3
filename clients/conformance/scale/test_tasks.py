"""Tasks of every type, in both halves."""

import datetime
import json
import uuid

import pytest
from scaleapi.exceptions import (
    ScaleDuplicateResource,
    ScaleInvalidRequest,
    ScaleResourceNotFound,
    ScaleUnauthorized,
)
from scaleapi.tasks import TaskReviewStatus, TaskStatus, TaskType

from conftest import client, settled
from kinds import NEEDED, PARAMETERS, response

TYPES = list(TaskType)


def categorization(client, **more):
    return client.create_task(TaskType.Categorization, **PARAMETERS[TaskType.Categorization], **more)


def test_allTypes_areKnown():
    assert len(TYPES) == 31 and set(PARAMETERS) == set(TYPES)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.value)
def test_liveTask_isAnsweredByOurPeople(live, annotator, kind):
    task = live.create_task(kind, instruction="Look.", **PARAMETERS[kind])
    assert (task.status, task.type, task.instruction) == ("pending", kind.value, "Look.")
    assert task.params == PARAMETERS[kind] and task.metadata == {} and task.is_test is False
    given, expected = response(kind)
    assignment = annotator.answer(task, given)
    assert "Look." in json.dumps(assignment)
    settled(task, "completed")
    assert task.response == expected
    assert task.completed_at >= task.created_at


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.value)
def test_testTask_isAnsweredAtOnce_andCannotBeCanceled(test, kind):
    task = test.create_task(kind, instruction="Look.", **PARAMETERS[kind])
    found = test.get_task(task.id)
    assert found.status == "completed" and found.is_test and found.params == PARAMETERS[kind]
    assert isinstance(found.response, dict) and found.response
    with pytest.raises(ScaleInvalidRequest):
        found.cancel()


def test_testResponses_areTyped(test):
    def made(kind):
        return test.create_task(kind, **PARAMETERS[kind]).response

    assert made(TaskType.Categorization) == {"category": "rye"}
    box = made(TaskType.ImageAnnotation)["annotations"][0]
    assert box["type"] == "box" and box["label"] == "loaf" and {"left", "top", "width", "height", "uuid"} <= set(box)
    collected = made(TaskType.TextCollection)["annotations"]
    assert collected["title"]["response"] == [["test"]] and collected["kind"]["response"] == [["rye"]]
    entity = made(TaskType.NamedEntityRecognition)["annotations"][0]
    assert entity["text"] == "Rye" and entity["start"] == 0 and entity["end"] == 3
    assert made(TaskType.LidarAnnotation)["annotations"]["url"].startswith("data:application/json")
    assert [turn["type"] for turn in made(TaskType.Chat)["responses"]] == ["user", "assistant"]


@pytest.mark.parametrize("kind,missing", [(k, m) for k, names in NEEDED.items() for m in names])
def test_missingParameter_isNamed(either, kind, missing):
    parameters = {name: value for name, value in PARAMETERS[kind].items() if name != missing}
    with pytest.raises(ScaleInvalidRequest, match=missing):
        either.create_task(kind, **parameters)


@pytest.mark.parametrize(
    "field,value",
    [
        ("attachment", 7),
        ("categories", []),
        ("categories", "rye"),
        ("callback_url", "nowhere"),
        ("callback_url", "ftp://example.org/x"),
        ("tags", "a"),
        ("tags", list("abcdef")),
        ("metadata", ["a"]),
        ("unique_id", ""),
        ("priority", "high"),
        ("instruction", 5),
        ("project_param_version", 9),
        ("attachment", "scaledata://unknown/file"),
        ("instruction", "a\0b"),
    ],
)
def test_badValue_isNamed(live, field, value):
    with pytest.raises(ScaleInvalidRequest, match=field):
        live.create_task(TaskType.Categorization, **PARAMETERS[TaskType.Categorization] | {field: value})


def test_fieldTwice_andFieldWithoutType_areNamed(live):
    for fields, place in [
        ([{"field_id": "a", "type": "text"}, {"field_id": "a", "type": "text"}], r"fields\[1\].field_id"),
        ([{"field_id": "a"}], r"fields\[0\].type"),
    ]:
        with pytest.raises(ScaleInvalidRequest, match=place):
            live.create_task(TaskType.TextCollection, fields=fields)


def test_multipleCategories(live, test, annotator):
    task = categorization(live, allow_multiple=True)
    annotator.answer(task, ["bun", "rye"])
    assert settled(task, "completed").response == {"category": ["bun", "rye"]}
    assert categorization(test, allow_multiple=True).response == {"category": ["rye"]}


def test_answerTakenBack_recallsTheTask_andAnotherAnswerCounts(live, annotator):
    task = categorization(live)
    assignment = annotator.answer(task, "rye")
    settled(task, "completed")
    annotator.take_back(assignment)
    settled(task, "pending")
    assert "response" not in task.as_dict() and "completed_at" not in task.as_dict()
    annotator.answer(task, "bun")
    assert settled(task, "completed").response == {"category": "bun"}


def test_cancel(live, annotator):
    task = categorization(live, unique_id=uuid.uuid4().hex)
    assert live.cancel_task(task.id).status == "canceled"
    with pytest.raises(AssertionError, match="40[49]"):
        annotator.lease(task)  # nobody works on what nobody wants
    assert live.cancel_task(task.id, clear_unique_id=True).as_dict().get("unique_id") is None
    done = categorization(live)
    annotator.answer(done, "rye")
    with pytest.raises(ScaleInvalidRequest, match="completed"):
        settled(done, "completed").cancel()


def test_uniqueId(either):
    unique = "a/b c%20?&ü" + uuid.uuid4().hex
    task = categorization(either, unique_id=unique)
    with pytest.raises(ScaleDuplicateResource, match=task.id):
        categorization(either, unique_id=unique)
    assert [found.id for found in either.tasks(unique_id=unique)] == [task.id]
    other = categorization(either, unique_id=unique + "2")
    assert {found.id for found in either.tasks(unique_id=[unique, unique + "2"])} == {task.id, other.id}
    with pytest.raises(ScaleDuplicateResource):
        other.update_unique_id(unique)
    assert either.update_task_unique_id(task.id, unique + "3").unique_id == unique + "3"
    assert "unique_id" not in either.clear_task_unique_id(task.id).as_dict()
    other.update_unique_id(unique)


def test_metadataAndTags(either):
    task = categorization(either, metadata={"a": 1})
    assert task.metadata == {"a": 1} and "tags" not in task.as_dict()
    changed = either.set_task_metadata(task.id, {"b": {"c": [1, None, "ü"]}})
    assert changed.metadata == {"b": {"c": [1, None, "ü"]}}
    assert either.set_task_metadata(task.id, {}).metadata == {}
    assert either.set_task_tags(task.id, ["x", "y"]).tags == ["x", "y"]
    assert either.add_task_tags(task.id, ["y", "z"]).tags == ["x", "y", "z"]
    assert either.delete_task_tags(task.id, ["x", "none"]).tags == ["y", "z"]
    with pytest.raises(ScaleInvalidRequest, match="tags"):
        task.add_tags(list("abcdef"))
    assert {"y", "z"} == set(either.get_task(task.id).tags)
    assert task.id in {found.id for found in either.tasks(tags=["z", "nobody's"])}
    assert task.id not in {found.id for found in either.tasks(tags="x")}


def test_audit(live, test, annotator):
    task = categorization(live)
    with pytest.raises(ScaleInvalidRequest, match="pending"):
        task.audit(True)
    annotator.answer(task, "rye")
    settled(task, "completed").audit(False, "It is a bun.")
    task.refresh()
    assert task.customer_review_status == "rejected" and task.audits[0]["comments"] == "It is a bun."
    live.audit_task(task.id, True)
    task.refresh()
    assert task.customer_review_status == "accepted" and len(task.audits) == 2
    of_test = categorization(test)
    of_test.audit(True)
    assert test.get_task(of_test.id).customer_review_status == "accepted"


def test_pages_haveExactTotals(either, name):
    either.create_project(name, TaskType.Categorization)
    ids = [categorization(either, project=name, tags=["t"] if i % 2 else None).id for i in range(7)]
    assert [task.id for task in either.get_tasks(project_name=name, limit=3)] == ids[::-1]
    assert either.get_tasks_count(project_name=name) == 7
    first = either.tasks(project=name, limit=3)
    assert (first.total, first.limit, first.offset, first.has_more) == (7, 3, 0, True)
    second = either.tasks(project=name, limit=3, next_token=first.next_token)
    assert (second.total, second.offset, second.has_more) == (7, 3, True)
    last = either.tasks(project=name, limit=3, next_token=second.next_token)
    assert (len(last), last.offset, last.has_more, last.next_token) == (1, 6, False, None)
    assert either.get_tasks_count(project_name=name, tags="t") == 3
    brief = either.tasks(project=name, limit=1, limited_response=True)
    assert set(brief[0].as_dict()) == {"task_id", "status", "metadata", "project"}
    assert either.tasks(project="no such project").total == 0
    for bad in [{"limit": 0}, {"limit": 101}, {"next_token": "x"}, {"status": "done"}, {"type": "painting"}]:
        with pytest.raises(ScaleInvalidRequest, match=list(bad)[0]):
            either.tasks(**bad)


def test_filters(live, annotator, name):
    live.create_project(name, TaskType.Categorization)
    pending, accepted = categorization(live, project=name), categorization(live, project=name)
    annotator.answer(accepted, "rye")
    settled(accepted, "completed").audit(True)
    accepted.refresh()

    def found(**filters):
        return {task.id for task in live.get_tasks(project_name=name, **filters)}

    assert found(status=TaskStatus.Pending) == {pending.id}
    assert found(status=TaskStatus.Completed, task_type=TaskType.Categorization) == {accepted.id}
    assert found(task_type=TaskType.Chat) == set()
    assert found(review_status=TaskReviewStatus.Accepted) == {accepted.id}
    assert found(review_status=[TaskReviewStatus.Accepted, TaskReviewStatus.Pending]) == {pending.id, accepted.id}
    assert found(completed_after=accepted.completed_at, completed_before=accepted.completed_at) == {accepted.id}
    assert found(updated_after="2001-01-01") == {pending.id, accepted.id}
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=1)
    for date in [now, now.replace(tzinfo=None), now.isoformat(), now.strftime("%Y-%m-%dT%H:%M:%S.%f+0000"),
                 now.strftime("%Y-%m-%dT%H:%M:%SZ"), now.strftime("%Y-%m-%d %H:%M")]:
        assert found(created_after=date) == set(), date
        assert found(created_after="2020-09-08", created_before=date) == {pending.id, accepted.id}, date
    with pytest.raises(ScaleInvalidRequest, match="start_time"):
        found(created_after="yesterday")


def test_halves_doNotSeeEachOther(live, test, name):
    task = categorization(test, unique_id=name)
    with pytest.raises(ScaleResourceNotFound):
        live.get_task(task.id)
    categorization(live, unique_id=name)
    test.create_project(name, TaskType.Chat)
    with pytest.raises(ScaleResourceNotFound):
        live.get_project(name)
    assert name in {project.name for project in test.get_projects()}
    assert name not in {project.name for project in live.projects()}
    as_test = client(live.api.api_key + "|test")
    assert as_test.get_project(name).name == name


def test_unknown(either):
    with pytest.raises(ScaleResourceNotFound):
        either.get_task("fake_id_qwertyuiop")
    with pytest.raises(ScaleUnauthorized):
        client("dummy_api_key").batches(limit=1)
