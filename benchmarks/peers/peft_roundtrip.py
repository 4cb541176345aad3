"""Loads an adapter of ours in PEFT and compares the scores after each token.

    maslin train sft --model BASE --data ROWS.jsonl -o ADAPTER --config FILE.yaml      with lora_r: 8
    maslin eval logits --model ADAPTER --data IDS.jsonl > OURS.jsonl                   rows {"input_ids": [1, 2]}
    python peft_roundtrip.py ADAPTER IDS.jsonl OURS.jsonl

Needs torch, transformers and peft. Ends with 1 if a score differs by more than 1e-3.
"""

import json
import sys

import torch
from peft import PeftConfig, PeftModel
from transformers import AutoModelForCausalLM

folder, given, ours = sys.argv[1:4]
torch.set_num_threads(1)
base = AutoModelForCausalLM.from_pretrained(
    PeftConfig.from_pretrained(folder).base_model_name_or_path, dtype=torch.float32
)
model = PeftModel.from_pretrained(base, folder).eval()
farthest, tokens = 0.0, 0
for row, scores in zip(open(given, encoding="utf-8"), open(ours, encoding="utf-8"), strict=True):
    ids = json.loads(row)["input_ids"]
    with torch.no_grad():
        found = model(input_ids=torch.tensor([ids])).logits[0]
    farthest = max(farthest, (found - torch.tensor(json.loads(scores))).abs().max().item())
    tokens += len(ids)
print(f"{tokens} tokens, the farthest score is {farthest:.2e} off")
sys.exit(farthest > 1e-3)
