"""Makes rasa.csv and rover.csv, the golden files of TextTest. Run with crowd-kit 1.4.2.

rasa.csv: task,worker,chosen,x,y,z with the workers' reliability in a last block (worker,value).
rover.csv: the texts of a task, separated by |, and after = the aggregate.
"""

import numpy as np
import pandas as pd
from crowdkit.aggregation import RASA, ROVER

rng = np.random.default_rng(11)
rows = []
for task in range(30):
    truth = rng.normal(size=3) + 2
    for worker in rng.choice(8, rng.integers(2, 6), replace=False):
        point = np.round(truth + rng.normal(size=3) * (0.2 + 0.3 * worker), 6)
        rows.append((f"t{task:02d}", f"w{worker}", f"{task}-{worker}", point))
answers = pd.DataFrame(rows, columns=["task", "worker", "output", "embedding"])
model = RASA()
chosen = model.fit_predict(answers)["output"]
with open("rasa.csv", "w") as out:
    for task, worker, output, point in rows:
        cells = [task, worker, int(chosen[task] == output)] + [f"{x:.6f}" for x in point]
        out.write(",".join(str(cell) for cell in cells) + "\n")
    for worker, skill in model.skills_.sort_index().items():
        out.write(f"reliability,{worker},{skill:.15g}\n")

words = "the a cat dog sat ran on under mat hat very quickly".split()
with open("rover.csv", "w") as out:
    for task in range(40):
        truth = list(rng.choice(words, rng.integers(2, 8)))
        texts = []
        for worker in range(rng.integers(2, 6)):
            said = []
            for word in truth:
                dice = rng.random()
                if dice > 0.15:
                    said.append(word if dice > 0.3 else str(rng.choice(words)))
                if rng.random() < 0.1:
                    said.append(str(rng.choice(words)))
            texts.append(said or ["the"])
        frame = pd.DataFrame(
            [("t", f"w{i}", " ".join(t)) for i, t in enumerate(texts)],
            columns=["task", "worker", "text"],
        )
        rover = ROVER(lambda text: text.split(" "), lambda tokens: " ".join(tokens))
        out.write("|".join(" ".join(t) for t in texts) + "=" + rover.fit_predict(frame)["t"] + "\n")
