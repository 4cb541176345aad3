"""Trains and samples with TRL, transformers and a bare torch loop, as benchmarks/train does with ours.

    python trl_speed.py --make DIR                    writes the model of 5M parameters that both measure
    python trl_speed.py DIR [sft|sft-defaults|dpo|dpo-defaults|bare|bare-dpo|grpo|generate …]

Needs torch 2.10.0, transformers 5.23.0, trl 1.16.0, datasets, accelerate. One thread, or THREADS=2, passive waiting,
float32 and fused AdamW unless a name says otherwise; tokens per CPU-second, and the peak at the end.
"""

import os
import resource
import sys
import tempfile
import time

THREADS = int(os.environ.get("THREADS", "1"))
os.environ.update(OMP_WAIT_POLICY="PASSIVE", OMP_NUM_THREADS=str(THREADS), HF_HUB_OFFLINE="1")

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    TrainerCallback,
)

torch.set_num_threads(THREADS)
VOCABULARY, ROWS, LENGTH, STEPS, WARM = 4096, 8, 256, 34, 14


def word(i):
    """Letters alone: a digit would begin a word of its own."""
    return "w" + "".join(chr(97 + i // 26**k % 26) for k in (2, 1, 0))


def make(folder):
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=256, intermediate_size=688, num_hidden_layers=4,
        num_attention_heads=8, num_key_value_heads=4, max_position_embeddings=1024,
        tie_word_embeddings=False, pad_token_id=0, bos_token_id=1, eos_token_id=2,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    specials = ["<pad>", "<s>", "</s>"]
    words = specials + pre_tokenizers.ByteLevel.alphabet()
    words += ["Ġ" + word(i) for i in range(VOCABULARY - len(words))]
    # Without merges a word of the vocabulary is still one token.
    vocabulary = {w: i for i, w in enumerate(words)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(s, special=True) for s in specials])
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<s>", eos_token="</s>"
    ).save_pretrained(folder)


class Clock(TrainerCallback):
    def on_step_end(self, args, state, control, **kwargs):
        self.end = time.process_time()
        if state.global_step == WARM:
            self.start = self.end

    def rate(self, tokens):
        return tokens * (STEPS - WARM) / (self.end - self.start)


def ids(count):
    return torch.randint(3, VOCABULARY, (count,)).tolist()


def settings(defaults):
    common = dict(
        output_dir=tempfile.mkdtemp(), max_steps=STEPS, learning_rate=1e-5, report_to=[], save_strategy="no",
        optim="adamw_torch_fused", use_cpu=True, logging_steps=1, disable_tqdm=True,
    )  # fmt: skip
    return common if defaults else dict(common, bf16=False, gradient_checkpointing=False)


def load(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)


def trainer(kind, folder, rows, defaults=False, **more):
    import trl
    from datasets import Dataset

    config = getattr(trl, kind + "Config")(**settings(defaults), **more.pop("config"))
    clock = Clock()
    getattr(trl, kind + "Trainer")(
        model=load(folder), args=config, train_dataset=Dataset.from_list(rows),
        processing_class=AutoTokenizer.from_pretrained(folder), callbacks=[clock], **more,
    ).train()  # fmt: skip
    return clock


def text(count):
    return "".join(" " + word(i) for i in torch.randint(0, 3000, (count,)).tolist())


def sft(folder, defaults=False):
    rows = [{"input_ids": ids(LENGTH)} for _ in range(ROWS * STEPS)]
    config = dict(per_device_train_batch_size=ROWS, max_length=LENGTH)
    return trainer("SFT", folder, rows, defaults, config=config).rate(ROWS * LENGTH)


def dpo(folder, defaults=False):
    rows = [{"prompt": text(64), "chosen": text(191), "rejected": text(191)} for _ in range(ROWS // 2 * STEPS)]
    config = dict(per_device_train_batch_size=ROWS // 2, max_length=LENGTH)
    return trainer("DPO", folder, rows, defaults, config=config).rate(ROWS * LENGTH)


def grpo(folder):
    rows = [{"prompt": text(16)} for _ in range(STEPS)]
    config = dict(per_device_train_batch_size=8, num_generations=8, max_completion_length=64, temperature=1.0)
    rewards = [lambda completions, **rest: [-len(c) / 100 for c in completions]]
    return trainer("GRPO", folder, rows, config=config, reward_funcs=rewards).rate(8 * 80)


def bare(folder, pairs=False):
    model = load(folder)
    model.train()
    reference = load(folder).eval() if pairs else None
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0.0, fused=True)
    cross_entropy = torch.nn.functional.cross_entropy

    def sums(of, rows):
        logits = of(input_ids=rows).logits[:, 63:-1]
        return logits.log_softmax(-1).gather(2, rows[:, 64:, None])[..., 0].sum(1)

    for step in range(STEPS):
        if step == WARM:
            start = time.process_time()
        rows = torch.randint(3, VOCABULARY, (ROWS, LENGTH))
        if pairs:
            with torch.no_grad():
                fixed = sums(reference, rows)
            chosen, rejected = (sums(model, rows) - fixed).chunk(2)
            loss = -torch.nn.functional.logsigmoid(0.1 * (chosen - rejected)).mean()
        else:
            logits = model(input_ids=rows).logits[:, :-1]
            loss = cross_entropy(logits.reshape(-1, VOCABULARY), rows[:, 1:].reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    return ROWS * LENGTH * (STEPS - WARM) / (time.process_time() - start)


def generate(folder):
    model = load(folder).eval()
    for batch in (1, 16):
        prompt = torch.randint(3, VOCABULARY, (1, 16)).repeat(batch, 1)
        for sample in (False, True):
            best = 0
            for _ in range(3):
                start = time.process_time()
                model.generate(
                    input_ids=prompt, attention_mask=torch.ones_like(prompt), do_sample=sample,
                    max_new_tokens=128, min_new_tokens=128, top_k=0,
                )  # fmt: skip
                best = max(best, batch * 128 / (time.process_time() - start))
            print(f"generate, batch {batch}, {'sampled' if sample else 'greedy'}: {best:.0f} tokens per CPU-second")


if sys.argv[1] == "--make":
    make(sys.argv[2])
    sys.exit()
WORK = {
    "sft": sft, "sft-defaults": lambda f: sft(f, True), "dpo": dpo,
    "dpo-defaults": lambda f: dpo(f, True), "grpo": grpo, "bare": bare,
    "bare-dpo": lambda f: bare(f, True), "generate": generate,
}  # fmt: skip
for name in sys.argv[2:] or WORK:
    rate = WORK[name](sys.argv[1])
    if rate:
        print(f"{name}: {rate:.0f} tokens per CPU-second")
print("peak MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
