-- What two models answered to each prompt of an evaluation and how it was judged; figures of each subset of prompts.
alter table evaluations add column subsets jsonb not null default '{}';

create table evaluation_prompts (
    organisation_id uuid not null,
    evaluation_id uuid not null,
    place int not null,
    key text not null,
    subset text,
    prompt text not null,
    base text not null,
    model text not null,
    log_ratio float8 not null,
    outcome float8,
    verdicts jsonb not null default '[]',
    primary key (organisation_id, evaluation_id, place),
    foreign key (organisation_id, evaluation_id) references evaluations
);
alter table evaluation_prompts enable row level security;
create policy one_organisation on evaluation_prompts using (organisation_id = current_organisation());
