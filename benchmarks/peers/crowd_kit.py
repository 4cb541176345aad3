"""Runs crowd-kit and the quality library on the same file, in one thread, and prints the ratio.

    python crowd_kit.py [--tasks 100000] [--classes 5] [--slow]

Needs crowd-kit 1.4.2 and `mvn -pl quality -am compile`. Figures are CPU seconds of fitting a table in
memory; reading is not counted on either side. --slow adds MACE, of which one of its ten (identical)
restarts is run and counted ten times, and GLAD with one round per side.
"""

import argparse
import os
import pathlib
import subprocess
import tempfile
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy as np
import pandas as pd
from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote

parser = argparse.ArgumentParser()
parser.add_argument("--tasks", type=int, default=100_000)
parser.add_argument("--classes", type=int, default=5)
parser.add_argument("--slow", action="store_true")
given = parser.parse_args()

rng = np.random.default_rng(1)
overlap, workers = 5, 2000
truth = rng.integers(0, given.classes, given.tasks)
skill = rng.beta(6, 2, workers)
task = np.repeat(np.arange(given.tasks), overlap)
worker = np.concatenate([rng.choice(workers, overlap, replace=False) for _ in range(given.tasks)])
right = rng.random(len(task)) < skill[worker]
label = np.where(right, truth[task], rng.integers(0, given.classes, len(task)))
answers = pd.DataFrame({"task": task, "worker": worker, "label": label})


def cpu(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


theirs = {"majority": cpu(lambda: MajorityVote().fit(answers))}
ten = cpu(lambda: DawidSkene(n_iter=10, tol=-1e9).fit(answers))
twenty = cpu(lambda: DawidSkene(n_iter=20, tol=-1e9).fit(answers))
theirs["dawid-skene-iteration"] = (twenty - ten) / 10
if given.slow:
    theirs["mace"] = 10 * cpu(lambda: MACE(n_restarts=1).fit(answers))
    theirs["glad"] = cpu(lambda: GLAD(n_iter=1).fit(answers))

with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "labels.csv"
    answers.to_csv(file, index=False)
    ours_command = [pathlib.Path(__file__).parent.parent / "quality", "speed", file]
    ours_command += ["majority", "dawid-skene", "mace", "glad"]
    printed = subprocess.run(ours_command, check=True, capture_output=True, text=True).stdout
ours = {row.split()[0]: float(row.split()[1]) / 1000 for row in printed.splitlines()}
for method, seconds in theirs.items():
    print(f"{method}: crowd-kit {seconds:.3f} s, ours {ours[method]:.4f} s, {seconds / ours[method]:.0f} times")
