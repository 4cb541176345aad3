"""Tasks that are asked natively: drawn on, marked, filled in by our people, and read back as the dialect's responses."""

import base64
import io
import struct
import uuid
import zlib

import pytest
import requests
from scaleapi.tasks import TaskType
from scaleapi.teams import TeammateRole

from conftest import PNG, SCALE, settled

GEOMETRIES = {
    "box": {"objects_to_annotate": ["loaf", {"choice": "rolls", "subchoices": ["bun", "bap"]}], "min_width": 2},
    "polygon": {"objects_to_annotate": ["crust"]},
    "line": {"objects_to_annotate": ["cut"]},
    "point": {"objects_to_annotate": ["seed"]},
    "ellipse": {"objects_to_annotate": ["hole"]},
}
ATTRIBUTES = {
    "Is burnt?": {
        "type": "category",
        "choices": ["yes", "no"],
        "conditions": {"label_condition": {"label": ["loaf"]}},
    }
}
DRAWN = {
    "annotations": {
        "regions": [
            {"id": "a", "label": "loaf", "box": {"x": 1, "y": 1, "width": 3, "height": 2}, "attributes": {"is-burnt": "no"}},
            {"id": "b", "label": "bun", "box": {"x": 4, "y": 1.5, "width": 2, "height": 2}},
            {"id": "c", "label": "crust", "polygon": [[0, 0], [3, 0], [3, 3]]},
            {"id": "d", "label": "cut", "line": [[0, 0], [5, 5]]},
            {"id": "e", "label": "seed", "point": [2, 3]},
            {"id": "f", "label": "hole", "ellipse": {"x": 4, "y": 3, "radiusX": 2, "radiusY": 1}},
        ]
    }
}
RESPONSE = {
    "annotations": [
        {"uuid": "a", "type": "box", "label": "loaf", "left": 1, "top": 1, "width": 3, "height": 2,
         "attributes": {"Is burnt?": "no"}},
        {"uuid": "b", "type": "box", "label": "bun", "left": 4, "top": 1.5, "width": 2, "height": 2, "attributes": {}},
        {"uuid": "c", "type": "polygon", "label": "crust", "attributes": {},
         "vertices": [{"x": 0, "y": 0}, {"x": 3, "y": 0}, {"x": 3, "y": 3}]},
        {"uuid": "d", "type": "line", "label": "cut", "attributes": {}, "vertices": [{"x": 0, "y": 0}, {"x": 5, "y": 5}]},
        {"uuid": "e", "type": "point", "label": "seed", "x": 2, "y": 3, "attributes": {}},
        {"uuid": "f", "type": "ellipse", "label": "hole", "attributes": {},
         "vertices": [{"x": 6, "y": 3}, {"x": 4, "y": 4}, {"x": 2, "y": 3}, {"x": 4, "y": 2}]},
    ],
    "global_attributes": {},
}


def uploaded(client):
    stream = io.BytesIO(PNG)
    stream.name = "loaf.png"
    return client.upload_file(stream, project_name="loaves").attachment_url


def task(client, kind, **parameters):
    return client.create_task(kind, instruction="Look.", **parameters)


@pytest.fixture(params=["sent", "fetched"])
def image(request, live, receiver):
    return uploaded(live) if request.param == "sent" else receiver.url("/loaf.png")


def test_image_isDrawnOn(live, annotator, image):
    made = task(live, TaskType.ImageAnnotation, attachment=image, geometries=GEOMETRIES, annotation_attributes=ATTRIBUTES)
    assignment = annotator.answer(made, DRAWN)
    assert assignment["content"]["image"]["width"] == 8 and assignment["content"]["image"]["height"] == 6
    question = assignment["questions"][0]
    assert question["kind"] == "regions" and question["shapes"] == list(GEOMETRIES)
    assert question["asking"]["help"].startswith("Look.")
    assert settled(made, "completed").response == RESPONSE


@pytest.mark.parametrize(
    "kind,shape,expected",
    [
        (TaskType.Annotation, {"box": {"x": 1, "y": 2, "width": 3, "height": 4}},
         {"type": "box", "left": 1, "top": 2, "width": 3, "height": 4}),
        (TaskType.PolygonAnnotation, {"polygon": [[0, 0], [3, 0], [3, 3]]},
         {"type": "polygon", "vertices": [{"x": 0, "y": 0}, {"x": 3, "y": 0}, {"x": 3, "y": 3}]}),
        (TaskType.LineAnnotation, {"line": [[0, 0], [3, 0]]}, {"type": "line", "vertices": [{"x": 0, "y": 0}, {"x": 3, "y": 0}]}),
        (TaskType.PointAnnotation, {"point": [1, 2]}, {"type": "point", "x": 1, "y": 2}),
    ],
)
def test_olderTypes(live, annotator, kind, shape, expected):
    made = task(live, kind, attachment=uploaded(live), objects_to_annotate=["loaf"])
    annotator.answer(made, {"annotations": {"regions": [{"id": "a", "label": "loaf"} | shape]}})
    annotations = settled(made, "completed").response["annotations"]
    assert annotations == [{"uuid": "a", "label": "loaf", "attributes": {}} | expected]


def test_segments_arePainted(live, annotator):
    made = task(live, TaskType.SegmentAnnotation, attachment=uploaded(live), labels=["loaf", "bun"], allow_unlabeled=True)
    annotator.answer(made, {"masks": {"regions": [
        {"id": "a", "label": "bun", "mask": {"x": 2, "y": 1, "width": 4, "height": 2, "runs": [0, 8]}}]}})
    response = settled(made, "completed").response
    assert response["labelMapping"] == {"loaf": {"index": 1}, "bun": {"index": 2}}
    rows = pixels(response["annotations"]["combined"]["image"])
    assert (len(rows), len(rows[0])) == (6, 8)
    assert [[x, y] for y, row in enumerate(rows) for x, one in enumerate(row) if one == 2] == [
        [x, y] for y in (1, 2) for x in (2, 3, 4, 5)]
    assert set(response["annotations"]["labeled"]) == {"loaf", "bun"}
    assert sum(map(sum, pixels(response["annotations"]["labeled"]["bun"]))) == 8 * 255


def pixels(address):
    """The rows of a grey PNG without filters."""
    data = base64.b64decode(address.split(",", 1)[1])
    width, height = struct.unpack(">II", data[16:24])
    length = struct.unpack(">I", data[33:37])[0]
    packed = zlib.decompress(data[41:41 + length])
    return [list(packed[y * (width + 1) + 1:(y + 1) * (width + 1)]) for y in range(height)]


def test_baseAnnotations_areWhatPeopleBeginWith(live, annotator):
    made = task(live, TaskType.ImageAnnotation, attachment=uploaded(live), geometries=GEOMETRIES,
                annotation_attributes=ATTRIBUTES, base_annotations=RESPONSE["annotations"], project=None)
    start = annotator.lease(made)["prediction"]
    assert start["model"] == "hypothesis"
    assert [region["label"] for region in start["answers"]["annotations"]["regions"]] == ["loaf", "bun", "crust", "cut", "seed", "hole"]


def test_entitiesWithRelationships(live, annotator):
    made = task(live, TaskType.NamedEntityRecognition, text="🍞 by Ada in Kraków", labels=[{"name": "Place"}, {"name": "Person"}],
                relationships=[{"name": "bakes in", "source_label": "Person", "target_label": "Place"}])
    assignment = annotator.answer(made, {"entities": {
        "regions": [{"id": "a", "label": "Person", "span": {"start": 5, "end": 8}},
                    {"id": "b", "label": "Place", "span": {"start": 12, "end": 18}}],
        "relations": [{"name": "bakes in", "from": "a", "to": "b"}]}})
    assert assignment["content"]["text"] == "🍞 by Ada in Kraków"
    assert settled(made, "completed").response == {
        "annotations": [{"id": "a", "label": "Person", "text": "Ada", "start": 5, "end": 8},
                        {"id": "b", "label": "Place", "text": "Kraków", "start": 12, "end": 18}],
        "relationships": [{"definition": "bakes in", "source_ref": "a", "target_ref": "b"}],
    }


def test_imagesBesideQuestions_areShown(live, annotator):
    made = task(live, TaskType.Categorization, attachment_type="image", attachment=uploaded(live), categories=["rye", "bun"])
    assignment = annotator.answer(made, "bun")
    message = assignment["content"]["messages"][0]
    assert message["images"][0]["width"] == 8 and message["content"] == "Look."
    assert settled(made, "completed").response == {"category": "bun"}


def test_qualityTask_ofAnImage_isGold(live):
    name = "gold " + uuid.uuid4().hex
    live.create_project(name, TaskType.ImageAnnotation)
    task(live, TaskType.ImageAnnotation, project=name, attachment=uploaded(live), geometries=GEOMETRIES,
         annotation_attributes=ATTRIBUTES)
    live.create_evaluation_task(TaskType.ImageAnnotation, project=name, attachment=uploaded(live), geometries=GEOMETRIES,
                                annotation_attributes=ATTRIBUTES, instruction="Look.", expected_response=RESPONSE)
    native = SCALE.replace("/scale/v1", "/api/v1")
    headers = {"Authorization": "Bearer " + live.api.api_key}
    projects = requests.get(native + "/projects?limit=1000", headers=headers).json()["items"]
    project = [one["id"] for one in projects if one["name"] == name]
    assert len(project) == 1
    gold = requests.get(f"{native}/projects/{project[0]}/known-tasks", headers=headers).json()["items"]
    assert [region["id"] for region in gold[0]["expected"]["annotations"]["regions"]] == list("abcdef")


def test_prioritiesAndGroups_steer(live, annotator):
    name = "steered " + uuid.uuid4().hex
    live.create_project(name, TaskType.Categorization)
    words = {"attachment_type": "text", "attachment": "A loaf.", "categories": ["rye", "bun"], "project": name}
    first = task(live, TaskType.Categorization, **words)
    urgent = task(live, TaskType.Categorization, priority=30, **words)
    native = SCALE.replace("/scale/v1", "/api/v1")
    headers = {"Authorization": "Bearer " + live.api.api_key}

    def natively(one):
        return requests.get(f"{native}/tasks/{one.as_dict()['_native_task_id']}", headers=headers).json()["task"]

    project = natively(first)["projectId"]
    lease = annotator.call("POST", f"/projects/{project}/assignments")
    assert lease["taskId"] == urgent.as_dict()["_native_task_id"]

    ada = uuid.uuid4().hex + "@example.org"
    live.invite_teammates([ada], TeammateRole.Labeler)
    live.create_project_group(name, [ada], "bakers")
    batches = []
    for n in range(2):
        batches.append(live.create_batch(name, f"{name} {n}"))
        task(live, TaskType.Categorization, batch=batches[n].name,
             **{key: value for key, value in words.items() if key != "project"})
    live.set_studio_batches_priorities([batches[1].name, batches[0].name])
    live.assign_studio_batches(batches[0].name, ["bakers"])
    found = {one["name"]: one for one in requests.get(f"{native}/projects/{project}/batches", headers=headers).json()["items"]}
    assert found[batches[1].name]["priority"] > found[batches[0].name]["priority"] > 0
    assert found[batches[0].name]["rule"]["groups"] == [name + " / bakers"]
    live.add_studio_assignments([ada], [name])
    rule = requests.get(f"{native}/projects/{project}/work-rule", headers=headers).json()
    assert rule["groups"] == [name + " / (assigned)"]
    user = [one for one in requests.get(f"{native}/users?limit=1000", headers=headers).json()["items"] if one.get("email") == ada]
    groups = requests.get(f"{native}/users/{user[0]['id']}/abilities", headers=headers).json()["groups"]
    assert set(groups) == {name + " / bakers", name + " / (assigned)"}
    live.remove_studio_assignments([ada], [name])
    assert requests.get(f"{native}/projects/{project}/work-rule", headers=headers).json()["groups"] == []
