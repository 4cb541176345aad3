"""Makes agreement.csv, the golden values of AgreementGoldenTest.

Run with krippendorff 0.9.0 and irrCAC 0.4.4: python agreement_golden.py
The ratings are made up here: raters who see a value through noise and sometimes skip a task.
Written are ratings_NAME.csv (task, worker, label) and agreement.csv (ratings, measure, value).
"""

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC


def simulate(seed, tasks, raters, values, noise, missing):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, len(values), tasks)
    seen = truth[:, None] + np.rint(rng.normal(0, noise, (tasks, raters))).astype(int)
    table = np.array(values, float)[np.clip(seen, 0, len(values) - 1)]
    table[rng.random(table.shape) < missing] = np.nan
    return table


def write(name, table):
    rows = [
        (f"t{i:02d}", f"w{j}", f"{table[i, j]:g}")
        for i in range(len(table))
        for j in range(table.shape[1])
        if not np.isnan(table[i, j])
    ]
    frame = pd.DataFrame(rows, columns=["task", "worker", "label"])
    frame.to_csv(f"ratings_{name}.csv", index=False, lineterminator="\n")
    out = []
    for level in ("nominal", "ordinal", "interval", "ratio"):
        alpha = krippendorff.alpha(table.T, level_of_measurement=level)
        out.append((name, f"krippendorff-alpha ({level})", alpha))
    ratings = pd.DataFrame(table)
    value = lambda cac, method: getattr(cac, method)()["est"]["coefficient_value"]
    plain = CAC(ratings, digits=15)
    out.append((name, "fleiss-kappa", value(plain, "fleiss")))
    out.append((name, "gwet-ac1", value(plain, "gwet")))
    for level, weights in (("ordinal", "ordinal"), ("interval", "quadratic"), ("ratio", "ratio")):
        weighted = CAC(ratings, weights=weights, digits=15)
        out.append((name, f"gwet-ac2 ({level})", value(weighted, "gwet")))
    return out


rows = write("full", simulate(1, 40, 4, [1, 2, 3, 4], 0.7, 0))
rows += write("holes", simulate(2, 50, 5, [1, 2, 3, 5, 8], 0.9, 0.35))
frame = pd.DataFrame(rows, columns=["ratings", "measure", "value"])
frame.to_csv("agreement.csv", index=False, float_format="%.12g", lineterminator="\n")
