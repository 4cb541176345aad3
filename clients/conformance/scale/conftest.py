"""What the tests stand on: a running server, and keys of one organisation in it."""

import base64
import functools
import http.server
import inspect
import json
import os
import threading
import time
import uuid

import pytest
import requests
import scaleapi

SERVER = os.environ["MASLIN_SERVER"]
SCALE = SERVER + "/scale/v1"
NATIVE = SERVER + "/api/v1"

# An image of 8 by 6 pixels.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAAAAADbboAnAAAADklEQVR4nGNogAIGUhgAiFQYAY4FvR4AAAAASUVORK5CYII="
)

called = set()


class Client(scaleapi.ScaleClient):
    """The client as it is; notes which of its methods were called."""

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        if inspect.ismethod(value) and not name.startswith("_"):

            @functools.wraps(value)
            def noted(*args, **kwargs):
                called.add(name)
                return value(*args, **kwargs)

            return noted
        return value


def client(key):
    return Client(key, api_instance_url=SCALE)


@pytest.fixture(scope="session")
def live():
    return client(os.environ["MASLIN_LIVE_KEY"])


@pytest.fixture(scope="session")
def test():
    return client(os.environ["MASLIN_TEST_KEY"])


@pytest.fixture(params=["live", "test"])
def either(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def name():
    return "name " + uuid.uuid4().hex


class Annotator:
    """One of our people, through the native API."""

    def __init__(self, key):
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + key

    def call(self, method, path, body=None):
        response = self.session.request(method, NATIVE + path, json=body)
        assert response.ok, f"{method} {path}: {response.status_code} {response.text}"
        return response.json() if response.content else None

    def lease(self, task, seconds=30):
        """A task with images is here a moment after it was sent."""
        end = time.monotonic() + seconds
        while "_native_task_id" not in task.as_dict() and time.monotonic() < end:
            time.sleep(0.02)
            task.refresh()
        return self.call("POST", f"/tasks/{task.as_dict()['_native_task_id']}/assignments")

    def answer(self, task, value):
        """Answers by question, or the first question alone."""
        assignment = self.lease(task)
        answers = value if isinstance(value, dict) else {assignment["questions"][0]["name"]: value}
        self.call("POST", f"/assignments/{assignment['id']}/annotation", {"answers": answers, "secondsActive": 1})
        return assignment

    def take_back(self, assignment):
        self.call("DELETE", f"/assignments/{assignment['id']}/annotation")


@pytest.fixture(scope="session")
def annotator():
    return Annotator(os.environ["MASLIN_ANNOTATOR_KEY"])


def settled(task, status, seconds=10):
    """The task, once it has this status."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        task.refresh()
        if task.status == status:
            return task
        time.sleep(0.02)
    raise AssertionError(f"{task} is {task.status}, not {status}.")


class Receiver:
    """A program that is told of tasks, and serves a file."""

    def __init__(self):
        self.heard = []
        self.answers = {}
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = receiver.answers.get(self.path, [200])
                receiver.heard.append((self.path, dict(self.headers), body))
                self.answer(status.pop(0) if len(status) > 1 else status[0], b"OK", "text/plain")

            def do_GET(self):
                self.answer(200, PNG if self.path.endswith("loaf.png") else b"\x89PNG bread", "image/png")

            def answer(self, status, body, type):
                self.send_response(status)
                self.send_header("Content-Type", type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def wait(self, path, count, seconds=15):
        """What came to a path, once so much of it came."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            heard = [(headers, body) for at, headers, body in list(self.heard) if at == path]
            if len(heard) >= count:
                return heard
            time.sleep(0.02)
        raise AssertionError(f"{path} heard {len(heard)}, not {count}.")


@pytest.fixture(scope="session")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
