"""Runs last: no method of the client was left out."""

import inspect

import scaleapi

from conftest import called


def test_everyMethod_wasCalled():
    methods = {
        name
        for name, _ in inspect.getmembers(scaleapi.ScaleClient, inspect.isfunction)
        if not name.startswith(("_", "v2"))
    }
    assert methods - called == set()
