"""Loads a checkpoint of ours in transformers and compares greedy completions.

    maslin generate --model DIR --prompts PROMPTS.jsonl --max-tokens 60 > OURS.jsonl
    python transformers_roundtrip.py DIR OURS.jsonl

Needs torch and transformers. Ends with 1 if a completion differs.
"""

import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

folder, ours = sys.argv[1:3]
torch.set_num_threads(1)
tokenizer = AutoTokenizer.from_pretrained(folder)
model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
rows = [json.loads(line) for line in open(ours, encoding="utf-8")]
same = 0
for row in rows:
    turns = [{"role": "user", "content": row["prompt"]}]
    text = tokenizer.apply_chat_template(turns, add_generation_prompt=True, tokenize=False)
    prompt = tokenizer(text, add_special_tokens=False, return_tensors="pt").input_ids
    found = model.generate(
        input_ids=prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=60
    )
    completion = tokenizer.decode(found[0, prompt.shape[1] :], skip_special_tokens=True)
    if completion.removeprefix(" ") == row["completion"]:
        same += 1
    else:
        print(f"{row['prompt']}\n  ours   {row['completion']}\n  theirs {completion}")
print(f"{same} of {len(rows)} completions are equal")
sys.exit(same != len(rows))
