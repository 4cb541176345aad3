"""What the tests stand on: a running server, keys of one organisation in it, and both clients behind one face."""

import asyncio
import inspect
import os
import uuid

import pytest

from maslin import AsyncMaslin, Maslin

SERVER = os.environ.get("MASLIN_SERVER", "")
called = set()


class Waiting:
    """The async client, made to wait, so that one test drives both."""

    def __init__(self, client):
        self.client = client
        self.loop = asyncio.new_event_loop()

    def __getattr__(self, name):
        value = getattr(self.client, name)
        if not callable(value):
            return value
        return lambda *args, **kwargs: self.waited(value(*args, **kwargs))

    def waited(self, result):
        if inspect.isawaitable(result):
            result = self.loop.run_until_complete(result)
        if hasattr(result, "__aiter__"):
            return iter(self.loop.run_until_complete(self.all(result)))
        return Waiting.wrapped(self, result)

    @staticmethod
    async def all(items):
        return [item async for item in items]

    def wrapped(self, result):
        if type(result).__module__.startswith("maslin"):
            waiting = Waiting(result)
            waiting.loop = self.loop
            return waiting
        return result


class Noted:
    """A client whose called verbs are noted."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        called.add(name)
        return getattr(self.client, name)


def client(key, style, **more):
    made = Maslin(SERVER, key, **more) if style == "sync" else Waiting(AsyncMaslin(SERVER, key, **more))
    return Noted(made)


def keys(role):
    return os.environ[f"MASLIN_{role}_KEY"]


@pytest.fixture(scope="session", params=["sync", "async"])
def style(request):
    return request.param


@pytest.fixture(scope="session")
def owner(style):
    return client(keys("OWNER"), style)


@pytest.fixture(scope="session")
def annotator(style):
    return client(keys("ANNOTATOR"), style)


@pytest.fixture(scope="session")
def reviewer(style):
    return client(keys("REVIEWER"), style)


@pytest.fixture
def name():
    return "name " + uuid.uuid4().hex


CHOICE = {"questions": [{"name": "kind", "kind": "choice", "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}]}]}


@pytest.fixture
def project(owner, name):
    """A project with three texts to choose for."""
    made = owner.create_project({"name": name, "ontology": CHOICE})
    owner.import_samples(made["id"], ({"key": f"k{i}", "text": f"loaf {i} of {name}"} for i in range(3)), tasks=True)
    return made
