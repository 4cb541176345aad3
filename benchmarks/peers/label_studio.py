#!/usr/bin/env python3
"""Claims and saves per CPU-second, Label Studio's and ours, on the same machine in one run.

    python3 -m venv VENV && VENV/bin/pip install label-studio==1.23.2
    benchmarks/peers/label_studio.py --peer VENV/bin/label-studio [--tasks N] [--seconds S] [--connections N]

Starts Label Studio on a folder of its own with its default database, imports N tasks (default 5000) and lets one and
then several annotators (default 16) claim (`GET /api/projects/ID/next`) and save (`POST /api/tasks/ID/annotations/`)
for S seconds each (default 30), after as many seconds that do not count. Then runs `benchmarks/load` with one connection and
with as many, likewise. CPU is that of server
and database together, on both sides. Counts the tasks that Label Studio gave to more people than it should. Needs Linux.
"""

import argparse
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
TOKEN = "b" * 40
USERS = """
from django.contrib.auth import get_user_model
from organizations.models import Organization
from rest_framework.authtoken.models import Token
organization = Organization.objects.first()
for i in range(%d):
    user = get_user_model().objects.create_user(email="annotator-%%d@example.org" %% i, password="%s")
    organization.add_user(user)
    user.active_organization = organization
    user.save()
    Token.objects.filter(user=user).delete()
    Token.objects.create(user=user, key="%%040x" %% (i + 1))
"""
LABELS = '<View><Text name="text" value="$text"/><Choices name="kind" toName="text"><Choice value="rye"/><Choice value="bun"/><Choice value="oat"/></Choices></View>'
TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid):
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [pid] + [one for child in children for one in tree(int(child))]


def cpu(pid):
    seconds = 0.0
    for one in tree(pid):
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / TICKS
        except FileNotFoundError:
            pass
    return seconds


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class LabelStudio:
    def __init__(self, program, folder):
        self.port = free_port()
        self.program, self.folder = program, folder
        self.environment = dict(
            os.environ, LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN="true", COLLECT_ANALYTICS="false", SENTRY_DSN="", LATEST_VERSION_CHECK="false",
            LABEL_STUDIO_BASE_DATA_DIR=folder)
        self.process = subprocess.Popen(
            [program, "start", "--no-browser", "--port", str(self.port), "--data-dir", folder, "--username", "owner@example.org",
             "--password", os.urandom(12).hex(), "--user-token", TOKEN],
            env=self.environment, stdout=open(os.path.join(folder, "log"), "w"), stderr=subprocess.STDOUT, start_new_session=True)
        for _ in range(1200):
            try:
                self.call("GET", "/api/projects")
                return
            except (OSError, urllib.error.URLError):
                time.sleep(0.2)
        raise SystemExit("Label Studio does not answer; see " + folder)

    def call(self, method, path, body=None, token=TOKEN):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode() if body is not None else None,
            {"Authorization": "Token " + token, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=600) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def measure(self, tasks, seconds, annotators):
        project = self.call("POST", "/api/projects", {"title": "Load", "label_config": LABELS})["id"]
        texts = [{"data": {"text": f"The loaf number {i} has " + "a crust of rye, " * 10}} for i in range(tasks)]
        self.call("POST", f"/api/projects/{project}/import", texts)
        subprocess.run([self.program, "shell", "--data-dir", self.folder], input="exec(%r)\n" % (USERS % (annotators, os.urandom(12).hex())),
                       text=True, check=True, env=self.environment, stdout=subprocess.DEVNULL)
        tokens = ["%040x" % (i + 1) for i in range(annotators)]
        self.saturate(project, tokens, seconds)
        return [self.saturate(project, tokens[:1], seconds), self.saturate(project, tokens, seconds)]

    def saturate(self, project, tokens, seconds):
        done, failed, before, start = [], [], cpu(self.process.pid), time.monotonic()

        def work(token):
            while time.monotonic() - start < seconds:
                try:
                    done.append(self.label(project, token))
                except (OSError, urllib.error.URLError) as error:
                    failed.append(str(error))

        threads = [threading.Thread(target=work, args=(token,)) for token in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, used = time.monotonic() - start, cpu(self.process.pid) - before
        return {"annotators": len(tokens), "claimsAndSaves": len(done), "givenTwice": len(done) - len(set(done)), "failed": len(failed),
                "perSecond": round(len(done) / took, 2), "perCpuSecond": round(len(done) / used, 2)}

    def label(self, project, token):
        task = self.call("GET", f"/api/projects/{project}/next", token=token)
        self.call("POST", f"/api/tasks/{task['id']}/annotations/", {
            "result": [{"from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": ["rye"]}}], "lead_time": 1.5}, token)
        return task["id"]

    def close(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def ours(tasks, seconds, connections):
    ran = subprocess.run(
        [str(HERE.parent / "load"), "--tasks", str(tasks), "--seconds", str(seconds), "--warm", str(seconds), "--connections", str(connections),
         "--phases", "import,saturated"], capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(ran.stdout + ran.stderr)
    found = json.loads(ran.stdout)["saturated"]
    return {key: found[key] for key in ("claimsAndSaves", "perSecond", "perCpuSecond")}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--peer", required=True)
    options.add_argument("--tasks", type=int, default=5_000)
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--connections", type=int, default=16)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="label-studio-", ignore_cleanup_errors=True) as folder:
        peer = LabelStudio(options.peer, folder)
        try:
            theirs = peer.measure(options.tasks, options.seconds, options.connections)
        finally:
            peer.close()
    found = [ours(100_000, options.seconds, 1), ours(200_000, options.seconds, options.connections)]
    print(json.dumps({
        "labelStudio": theirs, "ours": found,
        "ratioPerCpuSecond": [round(mine["perCpuSecond"] / peer["perCpuSecond"], 1) for mine, peer in zip(found, theirs)]}, indent=2))


if __name__ == "__main__":
    sys.exit(main())
