"""Makes the golden files of CrowdKitDawidSkeneTest.

Run with crowd-kit 1.4.2: python dawid_skene_golden.py
The answers are made up here: simulated workers of different skill, one who always says the same,
tasks of different overlap. Written are answers_NAME.csv and, per number of rounds,
posterior_NAME_ROUNDS.csv (task, then the posterior of each label in sorted order). ROUNDS "stop"
is crowd-kit's own stopping rule; otherwise a tolerance far below zero makes it run all rounds.
"""

import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene


def simulate(seed, tasks, workers, labels, most):
    rng = np.random.default_rng(seed)
    truth = rng.choice(labels, tasks)
    skill = rng.uniform(0.4, 0.95, workers)
    rows = []
    for task in range(tasks):
        for worker in rng.choice(workers, rng.integers(1, most + 1), replace=False):
            right = rng.random() < skill[worker]
            answer = truth[task] if right else rng.choice(labels)
            if worker == 0:
                answer = labels[0]
            rows.append((f"t{task:03d}", f"w{worker:02d}", answer))
    return pd.DataFrame(rows, columns=["task", "worker", "label"])


def write(name, answers):
    answers.to_csv(f"answers_{name}.csv", index=False, lineterminator="\n")
    runs = {"1": (1, -1e9), "10": (10, -1e9), "stop": (100, 1e-5)}
    for run, (rounds, tolerance) in runs.items():
        model = DawidSkene(n_iter=rounds, tol=tolerance).fit(answers)
        table = model.probas_.sort_index(axis=1).sort_index()
        table.to_csv(
            f"posterior_{name}_{run}.csv", float_format="%.12g", lineterminator="\n"
        )


write("binary", simulate(1, 60, 8, ["no", "yes"], 6))
write("three", simulate(2, 80, 12, ["a", "b", "c"], 5))
write("many", simulate(3, 20, 40, ["1", "2", "3", "4", "5"], 40))
