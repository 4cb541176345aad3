"""Compares `maslin quality agreement` with krippendorff, scikit-learn and statsmodels.

    python agreement.py [--maslin ../../maslin] [--runs 3]

Needs krippendorff 0.9.0, scikit-learn and statsmodels. Random ratings, with and without holes, of two
and of more raters; ends with 1 if a value differs by more than 1e-9. At the end, what each library
says where there is nothing to measure.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

warnings.simplefilter("ignore")
parser = argparse.ArgumentParser()
parser.add_argument("--maslin", default=str(pathlib.Path(__file__).parents[2] / "maslin"))
parser.add_argument("--runs", type=int, default=3)
given = parser.parse_args()
folder = tempfile.TemporaryDirectory()


def ours(table, metric, level=None):
    """The estimate of ours for a table of raters in columns, NaN where there is no rating."""
    file = pathlib.Path(folder.name) / "labels.csv"
    with file.open("w") as out:
        out.write("task,worker,label\n")
        for i, row in enumerate(table):
            for j, value in enumerate(row):
                if not np.isnan(value):
                    out.write(f"t{i},w{j},{value:g}\n")
    command = [given.maslin, "quality", "agreement", str(file), "--metric", metric, "--json"]
    command += ["--level", level] if level else []
    run = subprocess.run(command, capture_output=True, text=True)
    return json.loads(run.stdout)["estimate"] if run.returncode == 0 else run.stderr.strip()


def simulate(rng, tasks, raters, values, holes):
    truth = rng.integers(0, len(values), tasks)
    seen = truth[:, None] + np.rint(rng.normal(0, 0.8, (tasks, raters))).astype(int)
    table = np.array(values, float)[np.clip(seen, 0, len(values) - 1)]
    table[rng.random(table.shape) < holes] = np.nan
    return table


different = 0
compared = 0


def compare(name, mine, theirs):
    global different, compared
    compared += 1
    if isinstance(mine, str) or not abs(mine - theirs) <= 1e-9:
        different += 1
        print(f"DIFFERENT {name}: ours {mine}, theirs {theirs}")


for run in range(given.runs):
    rng = np.random.default_rng(run)
    two = simulate(rng, 31 + run, 2, [1, 2, 3, 4], 0)
    compare("cohen", ours(two, "cohen"), cohen_kappa_score(two[:, 0], two[:, 1]))
    for weights in ("linear", "quadratic"):
        theirs = cohen_kappa_score(two[:, 0], two[:, 1], weights=weights)
        compare(f"cohen-{weights}", ours(two, f"cohen-{weights}"), theirs)
    many = simulate(rng, 40 + run, 5, [1, 2, 3, 5], 0)
    counts, _ = aggregate_raters(many.astype(int))
    compare("fleiss", ours(many, "fleiss"), fleiss_kappa(counts, method="fleiss"))
    compare("brennan-prediger", ours(many, "brennan-prediger"), fleiss_kappa(counts, method="randolph"))
    holes = simulate(rng, 47 + run, 6, [1, 2, 3, 5, 8], 0.4)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        for name, table in (("full", many), ("holes", holes)):
            theirs = krippendorff.alpha(table.T, level_of_measurement=level)
            compare(f"krippendorff {level} {name}", ours(table, "krippendorff", level), theirs)

print(f"{compared} values compared, {different} different")


def said(work):
    try:
        return str(work())
    except Exception as e:
        return f"{type(e).__name__}: {e}"


degenerate = {
    "everybody agrees on one label": np.ones((4, 2)),
    "one rater": np.array([[1.0], [2.0], [1.0]]),
    "no task of two ratings": np.array([[1.0, np.nan], [np.nan, 2.0]]),
}
for case, table in degenerate.items():
    print(f"\n{case}")
    print("  ours:", ours(table, "krippendorff"))
    print("  krippendorff:", said(lambda: krippendorff.alpha(table.T, level_of_measurement="nominal")))
    if table.shape[1] == 2 and not np.isnan(table).any():
        print("  ours, cohen:", ours(table, "cohen"))
        print("  scikit-learn:", said(lambda: cohen_kappa_score(table[:, 0], table[:, 1])))
        print("  statsmodels, fleiss:", said(lambda: fleiss_kappa(aggregate_raters(table)[0])))
sys.exit(1 if different else 0)
