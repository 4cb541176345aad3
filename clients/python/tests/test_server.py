"""Every verb, against a running server, by both clients."""

import inspect
import re
import time
import uuid
from pathlib import Path

import pytest

from conftest import CHOICE, SERVER, called, client, keys
from maslin import ApiError, BadInput, Conflict, Forbidden, NotFound, Unauthenticated
from maslin._verbs import Verbs

pytestmark = pytest.mark.skipif(not SERVER, reason="LEFT OUT, for MASLIN_SERVER names no server.")
VERBS = sorted(name for name, _ in inspect.getmembers(Verbs, inspect.isfunction) if not name.startswith(("_", "all_")) and name != "close")


def test_people_andKeys(owner):
    email = uuid.uuid4().hex + "@example.org"
    invited = owner.invite_user({"name": "Ada", "email": email, "role": "annotator"})
    assert invited["link"] and invited["user"]["email"] == email
    assert owner.change_user(invited["user"]["id"], {"role": "manager"})["role"] == "manager"
    assert email in [user["email"] for user in owner.all_users()]
    made = owner.create_key({"name": "k", "userId": invited["user"]["id"], "kind": "live"})
    assert made["secret"].startswith("live_") and made["key"]["kind"] == "live"
    assert made["key"]["id"] in [key["id"] for key in owner.list_keys()["items"]]
    owner.revoke_key(made["key"]["id"])
    with pytest.raises(Unauthenticated):
        client(made["secret"], "sync").list_projects()
    assert owner.session()["user"] is None or owner.session()["user"]["role"] == "owner"
    with pytest.raises(Conflict, match="email-taken"):
        owner.invite_user({"name": "Ada", "email": email, "role": "annotator"})


def test_projects(owner, annotator, name):
    made = owner.create_project({"name": name, "ontology": CHOICE}, idempotency_key=name)
    assert owner.create_project({"name": name, "ontology": CHOICE}, idempotency_key=name)["id"] == made["id"]
    assert owner.change_project(made["id"], {"overlap": 2})["overlap"] == 2
    assert owner.add_guideline(made["id"], {"text": "# Look"})["guideline"]["version"] == 1
    assert owner.ontology_effect(made["id"], CHOICE)["annotations"] == 0
    assert owner.add_ontology(made["id"], CHOICE)["ontology"]["version"] == 2
    owner.requeue(made["id"])
    assert owner.project(made["id"])["name"] == name
    assert made["id"] in [project["id"] for project in owner.all_projects()]
    with pytest.raises(Forbidden):
        annotator.create_project({"name": name, "ontology": CHOICE})
    with pytest.raises(BadInput) as caught:
        owner.create_project({"name": "", "ontology": CHOICE})
    assert caught.value.place == "name" and caught.value.hint


def test_samples_andTasks(owner, project, tmp_path):
    file = tmp_path / "more.jsonl"
    file.write_text('{"key": "m1", "text": "more"}\nbroken\n')
    report = owner.import_samples(project["id"], file, on_reject="keep", progress=lambda *at: None)
    assert report["taken"] == 1 and report["rejected"][0]["place"].startswith("samples.jsonl:2")
    assert owner.create_tasks(project["id"], {"tasks": [{"sampleKey": "m1"}]}) == {"created": 1, "present": 0}
    samples = {sample["key"]: sample["id"] for sample in owner.all_samples(project["id"])}
    assert set(samples) == {"k0", "k1", "k2", "m1"}
    assert owner.sample(samples["m1"])["content"]["text"] == "more"
    assert len(owner.list_tasks(project["id"], state="open", limit=2)["items"]) == 2
    assert len(list(owner.all_tasks(project["id"]))) == 4


def test_labeling(owner, annotator, project):
    first = annotator.next_assignment(project["id"])
    assert annotator.heartbeat(first["id"])["leaseUntil"] >= first["leaseUntil"]
    annotator.save_draft(first["id"], {"answers": {"kind": "rye"}, "secondsActive": 1.5})
    assert annotator.assignment(first["id"])["draft"] == {"kind": "rye"}
    annotator.skip_assignment(first["id"], {"reason": "blurred"})
    second = annotator.next_assignment(project["id"])
    annotator.release_assignment(second["id"])
    second = annotator.lease_task(second["taskId"])
    assert annotator.submit(second["id"], {"kind": "bun"}, 2.0)["answers"] == {"kind": "bun"}
    assert annotator.withdraw_annotation(second["id"])["draft"] == {"kind": "bun"}
    annotator.submit(second["id"], {"kind": "rye"})
    third = annotator.next_assignment(project["id"])
    annotator.submit_annotation(third["id"], {"answers": {"kind": "rye"}})
    assert annotator.next_assignment(project["id"]) is None
    assert len(list(annotator.all_annotations(project["id"], mine=True))) == 2
    assert len(owner.task(second["taskId"])["annotations"]) == 1
    owner.workforce(project["id"])
    annotator.my_workforce(project["id"])


def test_reviews(owner, annotator, reviewer, project):
    owner.change_project(project["id"], {"review": {"levels": 1}})
    work = annotator.next_assignment(project["id"])
    annotation = annotator.submit(work["id"], {"kind": "rye"})
    review = reviewer.next_review(project["id"])["review"]
    reviewer.release_review(review["id"])
    review = reviewer.next_review(project["id"])["review"]
    reviewer.keep_review(review["id"])
    done = reviewer.give_verdict(review["id"], {"verdict": "accept"})
    assert done["state"] == "done"
    assert reviewer.reviews_of_annotation(annotation["id"])[0]["verdict"] == "accept"
    annotator.reviews_of_my_assignment(work["id"])
    owner.review_counts(project["id"])


def test_versions_andExports(owner, annotator, project, tmp_path):
    for _ in range(3):
        annotator.submit(annotator.next_assignment(project["id"])["id"], {"kind": "rye"})
    for _ in range(100):
        if owner.quality(project["id"])["decided"] == 3:
            break
        time.sleep(0.1)
    version = owner.publish_version(project["id"], {"name": "v1"})
    assert version["rows"] == 3 and owner.version(version["id"])["name"] == "v1"
    assert len(list(owner.all_version_rows(version["id"]))) == 3
    assert version["id"] in [one["id"] for one in owner.all_versions(project=project["id"])]
    assert len(list(owner.export_version(version["id"], format="jsonl").records())) == 3
    assert owner.export_version(version["id"], format="parquet").read()[:4] == b"PAR1"
    made = owner.create_export(project["id"], {"format": "jsonl"})
    owner.wait_for_job(made["jobId"], timeout=60, progress=True)
    assert owner.export(made["id"])["state"] == "ready"
    path = owner.export_file(made["id"]).save(tmp_path / "all.jsonl")
    assert path.read_text().count("\n") == 3
    assert [one["id"] for one in owner.all_exports(project["id"])] == [made["id"]]
    owner.delete_export(made["id"])
    assert made["jobId"] in [job["id"] for job in owner.all_jobs()]


def test_webhooks(owner):
    made = owner.create_webhook({"url": "http://127.0.0.1:9/x", "events": ["job.finished"]})
    webhook = made["webhook"]["id"]
    assert owner.change_webhook(webhook, {"state": "paused"})["state"] == "paused"
    assert owner.webhook(webhook)["id"] in [one["id"] for one in owner.list_webhooks()["items"]]
    assert owner.turn_webhook_secret(webhook)["secret"] != made["secret"]
    owner.ping_webhook(webhook)
    assert len(list(owner.all_deliveries(webhook))) == 1
    owner.replay_deliveries(webhook, {"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"})
    owner.delete_webhook(webhook)
    with pytest.raises(NotFound):
        owner.webhook(webhook)


def test_records(owner, project):
    assert owner.verify_audit()["verified"]
    assert any(entry["action"] == "create-project" for entry in owner.list_audit_entries(limit=1000)["items"])
    assert next(iter(owner.export_audit().chunks()))
    lineage = owner.lineage(next(iter(owner.all_samples(project["id"])))["id"], direction="down")
    assert lineage["direction"] == "down" and lineage["nodes"]
    assert list(owner.all_models()) == [] and owner.list_chains()["items"] == []


def test_events_andImports(owner, project):
    name, counts = next(iter(owner.project_events(project["id"], once=True)))
    assert name and counts
    job = owner.create_import(project["id"], b'{"key": "late", "text": "late"}\n', name="late.jsonl")
    owner.wait_for_job(job["jobId"], timeout=60)
    assert owner.import_(job["id"])["id"] in [one["id"] for one in owner.all_imports(project["id"])]
    assert "late" in [sample["key"] for sample in owner.all_samples(project["id"])]


@pytest.mark.parametrize("verb", VERBS)
def test_verb_reachesItsRoute(owner, verb):
    """With ids of nothing and empty bodies: an answer, or a refusal that says why; never a fault, never no such page."""
    signature = inspect.signature(getattr(Verbs, verb))
    streams = {"once": True} if signature.return_annotation == "Events" else {}
    arguments, needed = [], {}
    for parameter in list(signature.parameters.values())[1:]:
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            arguments.append({"body": {}, "content": b""}.get(parameter.name, str(uuid.uuid4())))
        elif parameter.default is parameter.empty and parameter.kind is parameter.KEYWORD_ONLY:
            needed[parameter.name] = "nothing"
    try:
        result = getattr(owner, verb)(*arguments, **needed, **streams)
        if streams:
            list(result)
        elif hasattr(result, "close"):
            result.close()
    except ApiError as refused:
        assert refused.status < 500 and refused.code != "unknown", refused
        assert not refused.title.startswith("There is no page"), refused


def test_quickStart_ofTheReadme_works(monkeypatch, capsys, tmp_path):
    text = (Path(__file__).parents[1] / "README.md").read_text()
    monkeypatch.setenv("MASLIN_SERVER", SERVER)
    monkeypatch.setenv("MASLIN_KEY", keys("OWNER"))
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"```python\n(.*?)```", text, flags=re.S):
        exec(block, {})  # noqa: S102
    assert "rye" in capsys.readouterr().out


def test_zz_everyVerb_wasDriven():
    assert set(VERBS) - called == set()
