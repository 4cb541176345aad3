"""What the client does by itself, against an answer made up for it."""

import asyncio
import io
import json

import httpx
import pytest

import maslin
from maslin import AsyncMaslin, BadInput, ConnectionFailed, Maslin, NotFound, ServerFailed


class Made:
    """Answers one after the other; the last one again and again."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests = []

    def __call__(self, request):
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    @property
    def client(self):
        return Maslin("http://server", "mk_x", transport=httpx.MockTransport(self))


def refusal(status, **more):
    return lambda: httpx.Response(status, json={"code": "c", "title": "T.", "status": status, **more})


def found(body):
    return lambda: httpx.Response(200, json=body)


@pytest.fixture(autouse=True)
def no_rest(monkeypatch):
    rests = []
    monkeypatch.setattr("maslin._sync.time.sleep", rests.append)
    return rests


def test_error_carriesCode_place_andHint():
    made = Made(refusal(422, hint="Do.", errors=[{"place": "name", "found": "nothing", "expected": "a text", "hint": "Do."}]))
    with pytest.raises(BadInput, match="name: found nothing, expected a text.\nhint: Do.") as caught:
        made.client.create_project({})
    error = caught.value
    assert (error.code, error.place, error.hint, error.status) == ("c", "name", "Do.", 422)


def test_error_thatIsNoProblem_isOneAllTheSame():
    with pytest.raises(ServerFailed) as caught:
        Made(lambda: httpx.Response(500, text="<html>")).client.list_projects()
    assert caught.value.code == "unknown" and "Maslin server" in caught.value.hint


@pytest.mark.parametrize("trouble", [refusal(429), refusal(503), refusal(502), httpx.ReadError("lost"), httpx.ConnectError("no")])
def test_passingTrouble_isTriedAgain(trouble, no_rest):
    made = Made(trouble, trouble, found({"items": [], "next": None}))
    assert made.client.list_projects() == {"items": [], "next": None}
    assert len(made.requests) == 3 and len(no_rest) == 2


def test_retryAfter_isHeld(no_rest):
    Made(lambda: httpx.Response(429, headers={"Retry-After": "7"}), found({})).client.session()
    assert no_rest == [7.0]


def test_lostPost_isTriedAgain_onlyWithAKeyOfTheCallers():
    made = Made(httpx.ReadError("lost"), found({}))
    with pytest.raises(ConnectionFailed, match="http://server/api/v1 does not answer"):
        made.client.ping_webhook("w")
    assert len(made.requests) == 1
    made = Made(httpx.ReadError("lost"), found({}))
    made.client.create_project({"name": "n"}, idempotency_key="k")
    assert [request.headers["Idempotency-Key"] for request in made.requests] == ["k", "k"]


def test_refusedPost_isTriedAgain_underTheSameKey():
    made = Made(refusal(503), found({}))
    made.client.create_project({"name": "n"})
    first, second = (request.headers["Idempotency-Key"] for request in made.requests)
    assert first == second and first


def test_troubleThatStays_isTold():
    made = Made(refusal(503))
    with pytest.raises(ServerFailed):
        made.client.session()
    assert len(made.requests) == 5
    with pytest.raises(NotFound):
        Made(refusal(404)).client.project("p")


def test_pages_areGoneThrough():
    made = Made(found({"items": [1, 2], "next": "a b"}), found({"items": [3], "next": None}))
    assert list(made.client.all_projects()) == [1, 2, 3]
    assert [request.url.params.get("after") for request in made.requests] == [None, "a b"]


def test_pathsAndQueries_areEncoded():
    made = Made(found({}))
    made.client.lineage("a/b c", direction="up")
    made.client.list_annotations("p", mine=True)
    assert made.requests[0].url.raw_path == b"/api/v1/lineage/a%2Fb%20c?direction=up"
    assert made.requests[1].url.raw_path == b"/api/v1/projects/p/annotations?mine=true"


def test_recordsBecomeLines_andProgressIsTold(tmp_path):
    made = Made(found({}))
    told = []
    made.client.import_samples("p", ({"text": "ü", "n": i} for i in range(20_000)), progress=lambda done, total: told.append((done, total)))
    lines = made.requests[0].content.decode().splitlines()
    assert len(lines) == 20_000 and json.loads(lines[7]) == {"text": "ü", "n": 7}
    assert made.requests[0].headers["Content-Type"] == "application/x-ndjson"
    size = len(made.requests[0].content)
    assert told[-1] == (size, size) and len(told) > 3
    file = tmp_path / "samples.jsonl"
    file.write_bytes(b"x" * 200_000)
    told.clear()
    for content in [file, file.read_bytes(), "x" * 200_000, io.BytesIO(file.read_bytes())]:
        made.client.import_samples("p", content, progress=lambda done, total: told.append((done, total)))
        assert made.requests[-1].content == file.read_bytes()
    assert told[3] == (200_000, 200_000)


def test_spentContent_isNotSentAgain():
    made = Made(refusal(503), found({}))
    with pytest.raises(ServerFailed):
        made.client.import_samples("p", iter([{"text": "a"}]))
    made = Made(refusal(503), found({}))
    made.client.import_samples("p", [{"text": "a"}])
    assert [request.content for request in made.requests] == [b'{"text":"a"}\n'] * 2


def test_download_isSavedWhole(tmp_path, capsys):
    content = b'{"a":1}\n{"a":2}\n'
    made = Made(lambda: httpx.Response(200, content=content, headers={"Content-Type": "application/x-ndjson"}))
    path = made.client.export_file("e").save(tmp_path / "x.jsonl", progress=True)
    assert path.read_bytes() == content and list(tmp_path.iterdir()) == [path]
    assert "100 %" in capsys.readouterr().err
    assert list(made.client.export_file("e").records()) == [{"a": 1}, {"a": 2}]
    assert made.client.export_file("e").read() == content


def test_jobs_areWaitedFor():
    made = Made(found({"id": "j", "kind": "k", "state": "running", "done": 1, "total": 2}), found({"id": "j", "kind": "k", "state": "done", "done": 2, "total": 2}))
    told = []
    assert made.client.wait_for_job("j", progress=lambda *at: told.append(at))["state"] == "done"
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(maslin.JobFailed, match="no reason given"):
        Made(found({"id": "j", "kind": "k", "state": "failed"})).client.wait_for_job("j")
    with pytest.raises(TimeoutError):
        Made(found({"id": "j", "kind": "k", "state": "running"})).client.wait_for_job("j", timeout=-1)


def test_events_areRead():
    text = ": hello\n\nevent: done\ndata: {\"a\":\ndata:  1}\n\ndata: 2\n\n"
    answer = lambda: httpx.Response(200, text=text, headers={"Content-Type": "text/event-stream"})  # noqa: E731
    client = Made(answer).client
    assert list(client._events("GET", "/x")) == [("done", {"a": 1}), ("message", 2)]
    client = AsyncMaslin("http://server", "k", transport=httpx.MockTransport(lambda request: answer()))

    async def read():
        return [event async for event in client._events("GET", "/x")]

    assert asyncio.run(read()) == [("done", {"a": 1}), ("message", 2)]


def test_withoutKey_itSaysWhereOneComesFrom(monkeypatch):
    monkeypatch.delenv("MASLIN_SERVER", raising=False)
    monkeypatch.delenv("MASLIN_KEY", raising=False)
    with pytest.raises(ValueError, match="maslin admin key"):
        Maslin("http://server")
    monkeypatch.setenv("MASLIN_KEY", "k")
    with Maslin() as client:
        assert client._settings.server == "http://localhost:8080/api/v1"
