-- Answers that the consensus knows by what was learnt before them, and has not learnt from yet.
create table unlearnt_answers (
    organisation_id uuid not null,
    project_id uuid not null,
    answers bigint not null,
    primary key (organisation_id, project_id)
);
alter table unlearnt_answers enable row level security;
create policy one_organisation on unlearnt_answers using (organisation_id = current_organisation());
