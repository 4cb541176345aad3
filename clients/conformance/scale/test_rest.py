"""Files, quality tasks, teams, studio, and what holds for all calls."""

import hashlib
import io
import os
import uuid

import pytest
import requests
from scaleapi.exceptions import ScaleInvalidRequest, ScaleResourceNotFound
from scaleapi.tasks import TaskType
from scaleapi.teams import TeammateRole

from conftest import SCALE
from kinds import PARAMETERS


def address():
    return uuid.uuid4().hex + "@example.org"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 3_000_001])
def test_upload(either, name, size):
    content = os.urandom(size)
    stream = io.BytesIO(content)
    stream.name = "brot & ü.png"
    file = either.upload_file(stream, project_name=name, reference_id="r1")
    body = file.as_dict()
    assert body["size"] == size and body["project_names"] == [name] and body["reference_id"] == "r1"
    assert body["mime_type"] == "image/png" and file.attachment_url.startswith("scaledata://")
    task = either.create_task(TaskType.ImageAnnotation, **PARAMETERS[TaskType.ImageAnnotation] | {"attachment": file.attachment_url})
    listed = either.tasks(unique_id="none", include_attachment_url=True)
    assert listed.docs == []
    found = [t for t in either.tasks(limit=5, include_attachment_url=True) if t.id == task.id][0]
    link = found.attachmentS3Downloads[0]["s3URL"]
    assert requests.get(link).content == content
    assert requests.get(link.replace("expires=1", "expires=2")).status_code == 403


def test_upload_withNewlinesLikeBoundaries(live):
    content = b"\r\n--\r\n\r\n-" * 50_000 + b"\r\n"
    file = live.upload_file(io.BytesIO(content))
    got = requests.get(f"{SCALE}/files/{file.id}/content", auth=(live.api.api_key, ""))
    assert hashlib.sha256(got.content).digest() == hashlib.sha256(content).digest()


def test_upload_withoutFile_isRefused(live):
    with pytest.raises(ScaleInvalidRequest, match="file"):
        live.api.post_request("files/upload", files={"other": io.BytesIO(b"a")})
    with pytest.raises(ScaleInvalidRequest, match="Content-Type"):
        live.api.post_request("files/upload", body={"a": 1})


def test_importOfPrivateAddress_isRefused(either, name):
    for url in ["http://127.0.0.1:1/x.png", "http://169.254.169.254/latest", "file:///etc/passwd", "x"]:
        with pytest.raises(ScaleInvalidRequest, match="file_url"):
            either.import_file(url, project_name=name)


@pytest.mark.parametrize("kind", ["training", "evaluation"])
def test_qualityTasks(either, name, kind):
    either.create_project(name, TaskType.ImageAnnotation, rapid=True)
    create = getattr(either, f"create_{kind}_task")
    task = create(
        TaskType.ImageAnnotation,
        project=name,
        expected_response={"annotations": []},
        initial_response={"annotations": [1]},
        **PARAMETERS[TaskType.ImageAnnotation],
    )
    assert task.expected_response == {"annotations": []} and len(task.id) == 24
    assert task.as_dict()["initial_response"] == {"annotations": [1]}
    with pytest.raises(ScaleInvalidRequest, match="expected_response"):
        create(TaskType.ImageAnnotation, project=name, **PARAMETERS[TaskType.ImageAnnotation])
    with pytest.raises(ScaleInvalidRequest, match="geometries"):
        create(TaskType.ImageAnnotation, project=name, expected_response={}, attachment="https://example.org/a.png")
    with pytest.raises(ScaleInvalidRequest, match="type"):
        create(TaskType.Chat, expected_response={})


def test_team(live):
    ada, ben = address(), address()
    before = len(live.list_teammates())
    team = live.invite_teammates([ada, ben], TeammateRole.Labeler)
    assert len(team) == before + 2 and len(live.invite_teammates([ada], TeammateRole.Admin)) == before + 2
    assert {mate.email: mate.role for mate in team}[ada] == "labeler"
    for role in [TeammateRole.Manager, TeammateRole.Member, TeammateRole.Admin, TeammateRole.Labeler]:
        team = live.update_teammates_role([ada], role)
        assert {mate.email: mate.role for mate in team}[ada] == role.value
    with pytest.raises(ScaleResourceNotFound):
        live.update_teammates_role([ada, address()], TeammateRole.Manager)
    with pytest.raises(ScaleInvalidRequest, match="emails"):
        live.invite_teammates(["nobody"], TeammateRole.Member)


def test_team_inTests_staysAsItIs(live, test):
    ada = address()
    team = test.invite_teammates([ada], TeammateRole.Member)
    assert ada in {mate.email for mate in team}
    assert ada not in {mate.email for mate in live.list_teammates()}
    assert {mate.email: mate.role for mate in test.update_teammates_role([ada], TeammateRole.Admin)}[ada] == "admin"


def test_assignments(either, name):
    ada = address()
    either.create_project(name, TaskType.Chat, studio=True)
    either.create_project(name + "2", TaskType.Chat)
    added = either.add_studio_assignments([ada], [name, name + "2"])
    assert added[ada].assigned_projects == [name, name + "2"]
    assert either.list_studio_assignments()[ada].assigned_projects == [name, name + "2"]
    left = either.remove_studio_assignments([ada], [name])
    assert left[ada].assigned_projects == [name + "2"]
    with pytest.raises(ScaleResourceNotFound):
        either.add_studio_assignments([ada], [name + "3"])


def test_groupsAndPriorities(either, name):
    either.create_project(name, TaskType.Chat, studio=True)
    ada, ben = address(), address()
    group = either.create_project_group(name, [ada, ben], "bakers")
    assert (group.numWorkers, group.isSingleton) == (2, False)
    assert either.update_project_group(name, "bakers", [], [ben]).isSingleton
    assert [one.name for one in either.list_project_groups(name)] == ["bakers"]
    batches = [f"{name} {i}" for i in range(3)]
    for batch in batches:
        either.create_batch(name, batch)
    assert either.assign_studio_batches(batches[0], ["bakers"]).groups == ["bakers"]

    def order(listed):
        return [batch.name for batch in listed if batch.name in batches]

    assert order(either.list_studio_batches()) == batches
    turned = either.set_studio_batches_priorities(batches[::-1])
    assert order(turned) == batches[::-1] and turned[0].studio_priority == 1
    assert order(either.reset_studio_batches_priorities()) == batches
    with pytest.raises(ScaleResourceNotFound):
        either.assign_studio_batches(batches[0], ["millers"])


def test_transport(live):
    key = live.api.api_key
    assert requests.get(f"{SCALE}/projects", headers={"Authorization": "Bearer " + key}).status_code == 200
    for answer in [requests.get(f"{SCALE}/projects"), requests.get(f"{SCALE}/projects", auth=("x", ""))]:
        assert answer.status_code == 401 and answer.json()["status_code"] == 401 and answer.json()["error"]
    missing = requests.get(f"{SCALE}/nothing", auth=(key, ""))
    assert missing.status_code == 404 and missing.json()["error"]
    assert requests.patch(f"{SCALE}/projects", auth=(key, "")).status_code == 405
    broken = requests.post(f"{SCALE}/projects", auth=(key, ""), data="{", headers={"Content-Type": "application/json"})
    assert broken.status_code == 400 and "JSON" in broken.json()["error"]


def test_testKey_worksHereAlone(test, live):
    native = SCALE.replace("/scale/v1", "/api/v1/projects")
    assert requests.get(native, headers={"Authorization": "Bearer " + test.api.api_key}).status_code == 403
    assert requests.get(native, headers={"Authorization": "Bearer " + live.api.api_key}).status_code == 200
