-- The consensus on the labelled questions beside the leading one, whose consensus decides of the task.
create table question_consensus (
    organisation_id uuid not null,
    project_id uuid not null,
    task_id uuid not null,
    question text not null,
    label text not null,
    probability double precision not null,
    answers int not null,
    method text not null,
    posterior jsonb not null,
    updated_at timestamptz not null,
    primary key (organisation_id, task_id, question)
);
create index question_consensus_of_project on question_consensus (organisation_id, project_id, question);
alter table question_consensus enable row level security;
create policy one_organisation on question_consensus using (organisation_id = current_organisation());

-- What was answered before is learnt of once.
insert into unlearnt_answers (organisation_id, project_id, answers)
select distinct a.organisation_id, a.project_id, 1 from annotations a
where not a.withdrawn and exists (
    select 1 from ontologies o
    where o.organisation_id = a.organisation_id and o.project_id = a.project_id and jsonb_array_length(o.questions) > 1)
on conflict do nothing;
