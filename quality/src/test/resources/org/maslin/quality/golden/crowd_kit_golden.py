"""Makes the golden files of CrowdKitTest: crowd_kit.csv, answers_repeats.csv, answers_kos.csv.

Run with crowd-kit 1.4.2 and pandas 3, in this folder: python crowd_kit_golden.py
answers_repeats.csv is answers_binary.csv with rows given again, some of them with another label.
crowd_kit.csv holds file,method,task,label and the probability of each label in sorted order. KOS
gives a label only, and fails on ties, so that it has a file of its own: the tasks of
answers_binary.csv with at least three answers. With scikit-learn 1.6 and newer, crowd-kit's own
check that Wawa and ZeroBasedSkill are fitted fails; it is left out.
"""

import numpy as np
import pandas as pd
from crowdkit.aggregation import KOS, DawidSkene, MajorityVote, OneCoinDawidSkene, Wawa, ZeroBasedSkill
from crowdkit.aggregation.classification import wawa, zero_based_skill

wawa.check_is_fitted = zero_based_skill.check_is_fitted = lambda *a, **k: None

rng = np.random.default_rng(5)
binary = pd.read_csv("answers_binary.csv")
again = binary.sample(40, random_state=3).reset_index(drop=True)
flip = rng.random(40) < 0.5
again.loc[flip, "label"] = again.loc[flip, "label"].map({"no": "yes", "yes": "no"})
pd.concat([binary, again]).to_csv("answers_repeats.csv", index=False, lineterminator="\n")

wide = binary[binary.groupby("task").label.transform("size") >= 3]
wide.to_csv("answers_kos.csv", index=False, lineterminator="\n")

METHODS = {
    "majority": MajorityVote,
    "wawa": Wawa,
    "zero-based-skill": ZeroBasedSkill,
    "one-coin": OneCoinDawidSkene,
    "dawid-skene": DawidSkene,
    "kos": KOS,
}
rows = []
for name in ["binary", "three", "many", "repeats", "kos"]:
    answers = pd.read_csv(f"answers_{name}.csv", dtype=str)
    for method, model in METHODS.items():
        if (name == "kos") != (method == "kos"):
            continue
        fitted = model()
        labels = fitted.fit_predict(answers)
        if method == "kos":
            rows += [[name, method, task, label] for task, label in labels.items()]
            continue
        table = fitted.probas_.sort_index(axis=1).sort_index()
        for task, values in table.iterrows():
            rows.append([name, method, task, labels[task]] + [f"{v:.12g}" for v in values])
with open("crowd_kit.csv", "w") as out:
    for row in rows:
        out.write(",".join(row) + "\n")
