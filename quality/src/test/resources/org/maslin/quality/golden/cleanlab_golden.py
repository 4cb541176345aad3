"""Makes cleanlab.csv, the golden file of LabelErrorsTest. Run with cleanlab 2.9.0 in this folder.

Per sample: the given label, whether find_label_issues flags it, two label quality scores, the
consensus and its quality by CROWDLAB, the model's probabilities, and what eight annotators said.
"""

import numpy as np
import pandas as pd
from cleanlab.filter import find_label_issues
from cleanlab.multiannotator import get_label_quality_multiannotator
from cleanlab.rank import get_label_quality_scores

rng = np.random.default_rng(4)
n, k, workers = 300, 3, 8
truth = rng.integers(0, k, n)
model = rng.dirichlet(np.ones(k) * 0.6, n)
model[np.arange(n), truth] += 1.2
model /= model.sum(1, keepdims=True)
given = np.where(rng.random(n) < 0.15, rng.integers(0, k, n), truth)
model = np.round(model, 9)
model /= model.sum(1, keepdims=True)
issues = find_label_issues(given, model, n_jobs=1)
confidence = get_label_quality_scores(given, model)
margin = get_label_quality_scores(given, model, method="normalized_margin")
skill = rng.uniform(0.4, 0.95, workers)
said = np.full((n, workers), np.nan)
for i in range(n):
    for w in rng.choice(workers, rng.integers(1, 6), replace=False):
        said[i, w] = truth[i] if rng.random() < skill[w] else rng.integers(0, k)
crowd = get_label_quality_multiannotator(pd.DataFrame(said), model, verbose=False)["label_quality"]
with open("cleanlab.csv", "w") as out:
    out.write("given,issue,self_confidence,margin,consensus,quality,p0,p1,p2,")
    out.write(",".join(f"w{w}" for w in range(workers)) + "\n")
    for i in range(n):
        row = [given[i], int(issues[i]), f"{confidence[i]:.15g}", f"{margin[i]:.15g}"]
        row += [int(crowd.consensus_label[i]), f"{crowd.consensus_quality_score[i]:.15g}"]
        row += [f"{p:.17g}" for p in model[i]]
        row += ["" if np.isnan(v) else int(v) for v in said[i]]
        out.write(",".join(str(cell) for cell in row) + "\n")
