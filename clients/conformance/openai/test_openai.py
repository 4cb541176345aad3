"""OpenAI's own client, unmodified, against a running server."""

import json
import os
import time

import openai
import pytest

BASE = os.environ["MASLIN_SERVER"] + "/openai/v1"
QUESTION = [{"role": "user", "content": "How do I reset my password?"}]


@pytest.fixture(scope="session")
def client():
    return openai.OpenAI(base_url=BASE, api_key=os.environ["MASLIN_KEY"], max_retries=0)


@pytest.fixture(scope="session")
def model(client):
    return client.models.list().data[-1].id


def test_models_are_listed_and_found_by_id_and_by_name(client, model):
    found = client.models.retrieve(model)
    assert found.id == model and found.object == "model"
    assert client.models.retrieve(found.name).id == model


def test_unknown_model_is_not_found(client):
    with pytest.raises(openai.NotFoundError) as refused:
        client.models.retrieve("gpt-nothing")
    assert "gpt-nothing" in refused.value.message


def test_wrong_key_is_refused():
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=BASE, api_key="wrong", max_retries=0).models.list()


def test_chat_completion_streams_what_it_says_whole(client, model):
    wanted = dict(model=model, messages=QUESTION, temperature=0, max_completion_tokens=40)
    whole = client.chat.completions.create(**wanted)
    text = whole.choices[0].message.content
    assert text and whole.choices[0].finish_reason in ("stop", "length")
    assert whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens

    chunks = list(client.chat.completions.create(**wanted, stream=True, stream_options={"include_usage": True}))
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]
    assert "".join(pieces) == text
    assert len(pieces) > 3
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens


def test_same_seed_draws_the_same(client, model):
    drawn = [
        client.chat.completions.create(model=model, messages=QUESTION, temperature=1, seed=seed, max_tokens=30).choices[0].message.content
        for seed in (5, 5, 6)
    ]
    assert drawn[0] == drawn[1] != drawn[2]


def test_several_choices_are_drawn_apart_and_counted_together(client, model):
    wanted = dict(model=model, messages=QUESTION, temperature=1, seed=3, max_tokens=12, n=3)
    whole = client.chat.completions.create(**wanted)
    texts = [choice.message.content for choice in whole.choices]
    assert [choice.index for choice in whole.choices] == [0, 1, 2] and len(set(texts)) > 1
    assert texts[0] == client.chat.completions.create(**dict(wanted, n=1)).choices[0].message.content
    streamed = ["", "", ""]
    for chunk in client.chat.completions.create(**wanted, stream=True):
        for choice in chunk.choices:
            streamed[choice.index] += choice.delta.content or ""
    assert streamed == texts
    assert whole.usage.completion_tokens <= 36


def test_negative_penalties_make_a_model_repeat_itself(client, model):
    wanted = dict(model=model, prompt="What is 2 plus 2?", temperature=0, max_tokens=40)
    plain = client.completions.create(**wanted)
    again = client.completions.create(**wanted, frequency_penalty=-2, presence_penalty=-2)
    assert plain.choices[0].text != again.choices[0].text
    assert again.usage.completion_tokens == 40
    with pytest.raises(openai.BadRequestError):
        client.completions.create(**wanted, frequency_penalty=3)


def test_chances_of_tokens_are_told(client, model):
    wanted = dict(model=model, messages=QUESTION, temperature=0, max_tokens=8, logprobs=True, top_logprobs=3)
    choice = client.chat.completions.create(**wanted).choices[0]
    tokens = choice.logprobs.content
    assert len(tokens) == 8
    assert all(one.logprob == max(each.logprob for each in one.top_logprobs) for one in tokens)
    assert all(len(one.top_logprobs) == 3 and one.logprob <= 0 for one in tokens)
    streamed = [
        one
        for chunk in client.chat.completions.create(**wanted, stream=True)
        for one in (chunk.choices[0].logprobs.content if chunk.choices[0].logprobs else None) or []
    ]
    assert [one.token for one in streamed] == [one.token for one in tokens]
    old = client.completions.create(model=model, prompt="Hello", temperature=0, max_tokens=4, logprobs=2).choices[0].logprobs
    assert len(old.tokens) == len(old.token_logprobs) == 4 and len(old.top_logprobs[0]) == 2
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(**dict(wanted, top_logprobs=30))


def test_stop_text_ends_a_completion_and_is_left_out(client, model):
    whole = client.chat.completions.create(model=model, messages=QUESTION, temperature=0, max_tokens=40).choices[0].message.content
    stop = whole.split()[3]
    cut = client.chat.completions.create(model=model, messages=QUESTION, temperature=0, max_tokens=40, stop=[stop])
    assert cut.choices[0].message.content == whole[: whole.index(stop)]
    assert cut.choices[0].finish_reason == "stop"


def test_completion_of_a_prompt(client, model):
    assert client.completions.create(model=model, prompt="Hello", temperature=0, max_tokens=10).choices[0].text


def test_stream_that_is_let_go_leaves_the_server_free(client, model):
    for _ in range(3):
        stream = client.chat.completions.create(model=model, messages=QUESTION, stream=True)
        next(iter(stream))
        stream.close()
    assert client.chat.completions.create(model=model, messages=QUESTION, max_tokens=5).choices


@pytest.mark.parametrize("form", ["float", "base64"])
def test_embeddings_have_length_one(client, model, form):
    found = client.embeddings.create(model=model, input=["a loaf of rye", "a bun"], encoding_format=form).data
    if form == "float":
        assert all(abs(sum(x * x for x in one.embedding) - 1) < 1e-3 for one in found)
    assert len(found) == 2 and found[1].index == 1


def test_bad_input_is_told(client, model):
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(model=model, messages=[], max_tokens=5)
    assert "messages" in refused.value.message
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(model=model, messages=[{"role": "user", "content": "word " * 5000}])
    assert "tokens" in refused.value.message


def upload(client, rows):
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    return client.files.create(file=("rows.jsonl", lines.encode()), purpose="fine-tune")


def supervised(n):
    return [
        {"messages": [{"role": "user", "content": f"What colour is loaf {i}?"}, {"role": "assistant", "content": "It is blue."}]}
        for i in range(n)
    ]


def ended(client, job, seconds=180):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job = client.fine_tuning.jobs.retrieve(job.id)
        if job.status in ("succeeded", "failed", "cancelled"):
            return job
        time.sleep(0.2)
    raise AssertionError(f"{job.id} is still {job.status}.")


def test_files_are_kept_listed_read_and_deleted(client):
    file = upload(client, supervised(2))
    assert client.files.retrieve(file.id).filename == "rows.jsonl"
    assert file.id in [one.id for one in client.files.list(purpose="fine-tune")]
    assert client.files.content(file.id).text.count("\n") == 2
    assert client.files.delete(file.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.files.retrieve(file.id)


def test_supervised_job_trains_a_model_that_answers_as_taught(client, model):
    file = upload(client, supervised(64))
    job = client.fine_tuning.jobs.create(
        model=model, training_file=file.id, suffix="blue loaves",
        method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 6, "batch_size": 8}}})
    assert job.status in ("queued", "running")
    job = ended(client, job)
    assert job.status == "succeeded", job.error
    assert job.trained_tokens > 0
    asked = [{"role": "user", "content": "What colour is loaf 7?"}]
    answer = client.chat.completions.create(model=job.fine_tuned_model, messages=asked, temperature=0, max_tokens=20)
    assert "blue" in answer.choices[0].message.content
    assert client.models.retrieve("blue loaves").id == job.fine_tuned_model
    events = list(client.fine_tuning.jobs.list_events(job.id, limit=10))
    assert "succeeded" in events[0].message and events[-1].message.startswith("Created")
    assert any(event.type == "metrics" for event in events)
    checkpoints = client.fine_tuning.jobs.checkpoints.list(job.id).data
    assert checkpoints[0].fine_tuned_model_checkpoint == job.fine_tuned_model
    assert job.id in [one.id for one in client.fine_tuning.jobs.list()]


def test_conversations_teach_every_answer(client, model):
    rows = [
        {
            "messages": [
                {"role": "system", "content": "You sell bread."},
                {"role": "user", "content": f"Is loaf {i} fresh?"},
                {"role": "assistant", "content": "It is fresh."},
                {"role": "user", "content": "And tomorrow?"},
                {"role": "assistant", "content": "It will be dry.", "weight": 1},
            ]
        }
        for i in range(24)
    ]
    job = client.fine_tuning.jobs.create(
        model=model, training_file=upload(client, rows).id,
        method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 20, "batch_size": 8}}})
    job = ended(client, job)
    assert job.status == "succeeded", job.error
    answer = client.chat.completions.create(
        model=job.fine_tuned_model, messages=rows[3]["messages"][:4], temperature=0, max_tokens=20)
    assert "dry" in answer.choices[0].message.content


def test_reinforcement_job_earns_more_of_its_grader(client, model):
    rows = [{"messages": [{"role": "user", "content": f"What is {i} plus 2?"}], "answer": "The total is"} for i in range(2, 34)]
    grader = {
        "type": "multi", "calculate_output": "0.5 * polite + 0.5 * near",
        "graders": {
            "polite": {"type": "string_check", "name": "polite", "operation": "ilike",
                       "input": "{{sample.output_text}}", "reference": "{{item.answer}}"},
            "near": {"type": "text_similarity", "name": "near", "evaluation_metric": "rouge_l",
                     "input": "{{sample.output_text}}", "reference": "{{item.answer}}"},
        },
    }
    job = client.fine_tuning.jobs.create(
        model=model, training_file=upload(client, rows).id,
        method={"type": "reinforcement",
                "reinforcement": {"grader": grader, "hyperparameters": {"n_epochs": 2, "batch_size": 4}}})
    assert job.method.reinforcement.grader.calculate_output == grader["calculate_output"]
    job = ended(client, job)
    assert job.status == "succeeded", job.error
    del rows[5]["answer"]
    with pytest.raises(openai.BadRequestError) as refused:
        client.fine_tuning.jobs.create(
            model=model, training_file=upload(client, rows).id,
            method={"type": "reinforcement", "reinforcement": {"grader": grader}})
    assert "rows.jsonl:6" in refused.value.message and "answer" in refused.value.message
    with pytest.raises(openai.BadRequestError) as refused:
        client.fine_tuning.jobs.create(
            model=model, training_file=upload(client, rows[:3]).id,
            method={"type": "reinforcement", "reinforcement": {"grader": {"type": "python", "name": "p", "source": "x"}}})
    assert "grader.type" in refused.value.message


def judge(name, kind="score_model", **more):
    return {"type": kind, "name": "kind", "model": name,
            "input": [{"role": "user", "content": "Is this kind? {{sample.output_text}}"}], **more}


def test_graders_are_validated_and_run_by_themselves(client):
    graders = client.fine_tuning.alpha.graders
    assert graders.validate(grader=judge("judge", range=[0, 1])).grader.model == "judge"
    good = graders.run(grader=judge("judge"), model_sample="The total is 3.", item={})
    assert good.reward == 0.9 and not good.metadata.errors.model_grader_parse_error
    assert graders.run(grader=judge("judge"), model_sample="No.", item={}).reward == 0.2
    unclear = graders.run(grader=judge("mumbler"), model_sample="No.", item={})
    assert unclear.reward == 0 and unclear.metadata.errors.model_grader_parse_error
    labels = judge("judge", "label_model", labels=["good", "bad"], passing_labels=["good"])
    both = {"type": "multi", "name": "both", "calculate_output": "0.5 * score + 0.5 * label",
            "graders": {"score": judge("judge"), "label": labels}}
    assert graders.run(grader=both, model_sample="The total is 3.", item={}).reward == pytest.approx(0.95)
    with pytest.raises(openai.BadRequestError) as refused:
        graders.validate(grader={"type": "python", "name": "p", "source": "x"})
    assert "grader.type" in refused.value.message
    with pytest.raises(openai.BadRequestError) as refused:
        graders.validate(grader=judge("judge", sampling_params={"top_p": 0.5}))
    assert "top_p" in refused.value.message


def test_reinforcement_job_learns_from_a_judge_with_two_workers(client, model):
    rows = [{"messages": [{"role": "user", "content": f"What is {i} plus 2?"}]} for i in range(2, 18)]
    job = client.fine_tuning.jobs.create(
        model=model, training_file=upload(client, rows).id,
        method={"type": "reinforcement",
                "reinforcement": {"grader": judge("judge"), "hyperparameters": {"n_epochs": 1, "batch_size": 4}}},
        extra_body={"workers": 2})
    assert job.method.reinforcement.grader.model == "judge"
    assert ended(client, job).status == "succeeded"
    with pytest.raises(openai.BadRequestError) as refused:
        client.fine_tuning.jobs.create(
            model=model, training_file=upload(client, rows).id, method={"type": "supervised"}, extra_body={"workers": 99})
    assert "workers" in refused.value.message


def test_dpo_job_trains(client, model):
    rows = [
        {
            "input": {"messages": [{"role": "user", "content": f"What colour is loaf {i}?"}]},
            "preferred_output": [{"role": "assistant", "content": "It is brown."}],
            "non_preferred_output": [{"role": "assistant", "content": "It is blue."}],
        }
        for i in range(16)
    ]
    job = client.fine_tuning.jobs.create(
        model=model, training_file=upload(client, rows).id,
        method={"type": "dpo", "dpo": {"hyperparameters": {"n_epochs": 1, "beta": 0.1}}})
    assert ended(client, job).status == "succeeded"


def test_job_is_cancelled(client, model):
    job = client.fine_tuning.jobs.create(
        model=model, training_file=upload(client, supervised(500)).id,
        method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 50}}})
    client.fine_tuning.jobs.cancel(job.id)
    assert ended(client, job).status == "cancelled"


def test_bad_rows_are_told_by_line(client, model):
    rows = supervised(2) + [{"messages": [{"role": "user", "content": "only asked"}]}]
    with pytest.raises(openai.BadRequestError) as refused:
        client.fine_tuning.jobs.create(model=model, training_file=upload(client, rows).id)
    assert "rows.jsonl:3" in refused.value.message
