"""What is told to those who asked, and files from elsewhere."""

import hashlib
import hmac
import json

import pytest
import requests
from scaleapi.exceptions import ScaleInvalidRequest
from scaleapi.tasks import TaskType

from conftest import SCALE, settled
from kinds import PARAMETERS


def categorization(client, **more):
    return client.create_task(TaskType.Categorization, **PARAMETERS[TaskType.Categorization], **more)


def secret(client):
    return requests.get(f"{SCALE}/callback_auth_key", auth=(client.api.api_key, "")).json()["callback_auth_key"]


def until_heard(task):
    for _ in range(500):
        task.refresh()
        if "callback_succeeded" in task.as_dict():
            return task
    raise AssertionError("Whether the callback was heard is not known.")


def test_callback_tellsOfAnswer_audit_andRecall(live, annotator, receiver):
    task = categorization(live, callback_url=receiver.url("/task"))
    assert "callback_succeeded" not in task.as_dict()
    assignment = annotator.answer(task, "rye")
    headers, body = receiver.wait("/task", 1)[0]
    assert headers["scale-callback-auth"] == secret(live) and headers["Content-Type"] == "application/json"
    assert (body["task_id"], body["status"], body["response"]) == (task.id, "completed", {"category": "rye"})
    assert body["task"]["params"] == task.params
    until_heard(task)
    assert task.callback_succeeded is True and task.callback_succeeded_at >= task.completed_at
    task.audit(False)
    assert receiver.wait("/task", 2)[1][1]["task"]["customer_review_status"] == "rejected"
    annotator.take_back(assignment)
    settled(task, "pending")
    body = receiver.wait("/task", 3)[2][1]
    assert body["status"] == "pending" and "response" not in body
    live.api.post_request(f"task/{task.id}/send_callback")
    receiver.wait("/task", 4)
    with pytest.raises(ScaleInvalidRequest, match="callback_url"):
        live.api.post_request(f"task/{categorization(live).id}/send_callback")


def test_callback_thatIsNotHeard_isToldAgain_andSaysSo(test, receiver):
    receiver.answers["/deaf"] = [500, 200]
    task = categorization(test, callback_url=receiver.url("/deaf"))
    (first, body), (second, again) = receiver.wait("/deaf", 2)
    assert (first["Maslin-Retry"], second["Maslin-Retry"], second["Maslin-Attempt"]) == ("false", "true", "2")
    assert body == again and first["Maslin-Delivery"] == second["Maslin-Delivery"]
    assert until_heard(task).callback_succeeded is True


def test_callback_isSigned(test, live, receiver):
    categorization(test, callback_url=receiver.url("/signed"))
    headers, body = receiver.wait("/signed", 1)[0]
    seconds, digest = (part.split("=")[1] for part in headers["Maslin-Signature"].split(","))
    text = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
    assert digest == hmac.new(secret(test).encode(), f"{seconds}.{text}".encode(), hashlib.sha256).hexdigest()
    assert secret(test) != secret(live)


def test_batch_tellsWhenItIsCompleted(test, receiver, name):
    test.create_project(name, TaskType.Categorization, studio=True)
    batch = test.create_batch(name, name, callback=receiver.url("/batch"))
    categorization(test, batch=name)
    batch.finalize()
    assert test.get_batch(name).status == "completed"
    body = receiver.wait("/batch", 1)[0][1]
    assert body["batch"]["name"] == name and body["status"] == "completed"


def test_import(either, receiver, name):
    file = either.import_file(receiver.url("/bread.png?x=1"), project_name=name, metadata={"a": 1})
    assert file.as_dict()["mime_type"] == "image/png" and file.as_dict()["size"] == 10
    assert file.as_dict()["metadata"] == {"a": 1} and file.as_dict()["project_names"] == [name]
    got = requests.get(f"{SCALE}/files/{file.id}/content", auth=(either.api.api_key, ""))
    assert got.content == b"\x89PNG bread" and got.headers["Content-Type"] == "image/png"
    either.create_task(TaskType.SegmentAnnotation, attachment=file.attachment_url, labels=["loaf"])
