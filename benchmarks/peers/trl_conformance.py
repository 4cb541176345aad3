"""Runs one checkpoint and one batch through TRL (or transformers) and through `maslin`, and compares.

    python trl_conformance.py MODEL_DIR [--maslin PATH] [--seed N] [logits|sft|reward|dpo|kto|grpo …]

Logits to 1e-4; the loss of each of ten optimiser steps to 1e-5 at the first and 1e-4 after; weights to 1e-4
on 99.9 % of the entries. Rows are token ids, so that no tokenizer stands between. Needs what trl_speed.py needs.
Ends with 1 if anything differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.update(OMP_WAIT_POLICY="PASSIVE", OMP_NUM_THREADS="1", HF_HUB_OFFLINE="1")

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification

torch.set_num_threads(1)
STEPS, RATE, BETA = 10, 1e-3, 0.1
log_sigmoid = torch.nn.functional.logsigmoid


def maslin(arguments):
    done = subprocess.run([options.maslin, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"maslin {' '.join(map(str, arguments))}\n{done.stderr[-2000:]}")
    return done.stdout


def write(folder, name, rows):
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def ours(kind, rows, keys, model=None):
    folder = Path(tempfile.mkdtemp())
    keys = {
        "learning_rate": RATE, "lr_scheduler_type": "constant", "max_steps": STEPS, "save_steps": 0,
        "shuffle": False, "group_by_length": False, "per_device_train_batch_size": len(rows), **keys,
    }  # fmt: skip
    config = folder / "config.yaml"
    config.write_text("".join(f"{k}: {json.dumps(v)}\n" for k, v in keys.items()))
    data = write(folder, "rows.jsonl", rows)
    maslin(["train", kind, "--model", model or options.model, "--data", data, "-o", folder / "out", "--config", config])
    lines = [json.loads(line) for line in (folder / "out/metrics.jsonl").read_text().splitlines()]
    return [line["loss"] for line in lines], load_file(folder / "out/model.safetensors")


def draw(low, high):
    return torch.randint(3, vocabulary, (int(torch.randint(low, high, (1,))),)).tolist()


def load(folder=None):
    return AutoModelForCausalLM.from_pretrained(folder or options.model, dtype=torch.float32).train()


def padded(rows):
    width = max(map(len, rows))
    ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return ids, mask


def trl_trainer(kind, config, model, **more):
    """A trainer of TRL whose compute_loss is used on our own batches."""
    import trl
    from datasets import Dataset
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(options.model)
    rows = {
        "SFT": [{"input_ids": [3, 4, 5]}],
        "DPO": [{"prompt": "a", "chosen": "b", "rejected": "c"}],
        "KTO": [{"prompt": "a", "completion": "b", "label": True}] * 2,
    }[kind]
    arguments = getattr(trl, kind + "Config")(
        output_dir=tempfile.mkdtemp(), report_to=[], use_cpu=True, bf16=False, gradient_checkpointing=False,
        per_device_train_batch_size=2, **config,
    )  # fmt: skip
    made = getattr(trl, kind + "Trainer")(
        model=model, args=arguments, train_dataset=Dataset.from_list(rows), processing_class=tokenizer, **more
    )
    made.model.train()
    return made


def follow(name, model, loss_of, found):
    """Ten AdamW steps of loss_of, compared with what maslin wrote."""
    losses, weights = found
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0)
    worst = 0
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        off = abs(loss.item() - losses[step]) / max(1, abs(loss.item()))
        worst = max(worst, off / (1e-5 if step == 0 else 1e-4))
    state = model.state_dict()
    far = every = 0
    for key, value in weights.items():
        far += (state[key].float() - value.float()).abs().gt(1e-4).sum().item()
        every += value.numel()
    report(name, worst <= 1 and far <= every / 1000, f"losses {worst:.3f} of the tolerance, {far} of {every} weights off")


def report(name, holds, detail):
    print(f"{name}: {'agrees' if holds else 'DIFFERS'} ({detail})")
    failed.append(not holds)


def logits():
    rows = [draw(5, 20) for _ in range(3)]
    data = write(Path(tempfile.mkdtemp()), "rows.jsonl", [{"input_ids": row} for row in rows])
    lines = maslin(["eval", "logits", "--model", options.model, "--data", data]).splitlines()
    worst = 0
    with torch.no_grad():
        for row, line in zip(rows, lines):
            wanted = load().eval()(input_ids=torch.tensor([row])).logits[0]
            worst = max(worst, (wanted - torch.tensor(json.loads(line))).abs().max().item())
    report("logits", worst <= 1e-4, f"largest difference {worst:.2e}")


def sft():
    rows = [draw(5, 20) for _ in range(4)]
    model = load()
    ids, mask = padded(rows)
    labels = ids.masked_fill(mask == 0, -100)
    trainer = trl_trainer("SFT", {"max_length": 64}, model)
    batch = {"input_ids": ids, "attention_mask": mask, "labels": labels}
    follow("sft", model, lambda m: trainer.compute_loss(m, dict(batch)), ours("sft", [{"input_ids": r} for r in rows], {}))


def pairs(count=4):
    prompts = [draw(2, 8) for _ in range(count)]
    return prompts, [draw(2, 10) for _ in prompts], [draw(2, 10) for _ in prompts]


def completion_masks(prompts, completions):
    ids, mask = padded([p + c for p, c in zip(prompts, completions)])
    counts = mask.clone()
    for i, prompt in enumerate(prompts):
        counts[i, : len(prompt)] = 0
    return ids, mask, counts


def dpo():
    prompts, chosen, rejected = pairs()
    model = load()
    ids, mask, counts = completion_masks(prompts * 2, chosen + rejected)
    trainer = trl_trainer("DPO", {"beta": BETA, "max_length": 64}, model, ref_model=load().eval())
    batch = {"input_ids": ids, "attention_mask": mask, "completion_mask": counts}
    rows = [{"prompt_ids": p, "chosen_ids": c, "rejected_ids": r} for p, c, r in zip(prompts, chosen, rejected)]
    follow("dpo", model, lambda m: trainer.compute_loss(m, dict(batch)), ours("dpo", rows, {"beta": BETA}))


def kto():
    prompts, completions, _ = pairs()
    labels = [True, False, True, False]
    model = load()
    ids, mask, counts = completion_masks(prompts, completions)
    kl_ids, kl_mask, kl_counts = completion_masks(prompts, completions[-1:] + completions[:-1])
    trainer = trl_trainer("KTO", {"beta": BETA, "max_length": 64}, model, ref_model=load().eval())
    batch = {
        "input_ids": ids, "attention_mask": mask, "completion_mask": counts, "label": torch.tensor(labels),
        "KL_input_ids": kl_ids, "KL_attention_mask": kl_mask, "KL_completion_mask": kl_counts,
    }  # fmt: skip
    rows = [{"prompt_ids": p, "completion_ids": c, "label": l} for p, c, l in zip(prompts, completions, labels)]
    follow("kto", model, lambda m: trainer.compute_loss(m, dict(batch)), ours("kto", rows, {"beta": BETA}))


def reward():
    _, chosen, rejected = pairs()
    model = AutoModelForSequenceClassification.from_pretrained(options.model, num_labels=1, dtype=torch.float32).train()
    with torch.no_grad():
        model.score.weight.normal_(0, 0.2)
    folder = Path(tempfile.mkdtemp())
    model.save_pretrained(folder)
    for file in Path(options.model).glob("tokenizer*"):
        (folder / file.name).write_bytes(file.read_bytes())
    ids, mask = padded(chosen + rejected)

    def loss(m):
        scores = m(input_ids=ids, attention_mask=mask).logits[:, 0]
        better, worse = scores.chunk(2)
        return -log_sigmoid(better - worse).mean()

    rows = [{"prompt_ids": [], "chosen_ids": c, "rejected_ids": r} for c, r in zip(chosen, rejected)]
    follow("reward", model, loss, ours("reward", rows, {}, folder))


def grpo():
    """Given completions and rewards; the token-mean of the clipped objective, on policy at every step."""
    prompts = [draw(2, 8) for _ in range(2)]
    completions = [[draw(2, 10) for _ in range(4)] for _ in prompts]
    rewards = torch.randn(2, 4)
    model = load()
    flat = [c for group in completions for c in group]
    ids, mask, counts = completion_masks([p for p in prompts for _ in range(4)], flat)
    advantages = ((rewards - rewards.mean(1, True)) / (rewards.std(1, keepdim=True) + 1e-4)).reshape(-1, 1)

    def loss(m):
        log_probs = m(input_ids=ids, attention_mask=mask).logits[:, :-1].log_softmax(-1)
        chosen = log_probs.gather(2, ids[:, 1:, None])[..., 0]
        ratio = (chosen - chosen.detach()).exp()
        counted = counts[:, 1:]
        return (-ratio * advantages * counted).sum() / counted.sum()

    rows = [
        {"prompt_ids": p, "completion_ids": c, "rewards": r.tolist()} for p, c, r in zip(prompts, completions, rewards)
    ]
    keys = {"per_device_train_batch_size": 8, "num_generations": 4, "max_completion_length": 16}
    follow("grpo", model, loss, ours("grpo", rows, keys))


parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("work", nargs="*")
parser.add_argument("--maslin", default=str(Path(__file__).parents[2] / "maslin"))
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_intermixed_args()
torch.manual_seed(options.seed)
vocabulary = json.loads((Path(options.model) / "config.json").read_text())["vocab_size"]
failed = []
for work in options.work or ["logits", "sft", "reward", "dpo", "kto", "grpo"]:
    globals()[work]()
sys.exit(any(failed))
