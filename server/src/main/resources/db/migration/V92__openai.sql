-- The files and fine-tuning jobs of clients that speak OpenAI's dialect.

create table openai_files (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    purpose text not null,
    blob text not null,
    bytes bigint not null,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

create table openai_fine_tunes (
    organisation_id uuid not null references organisations,
    id uuid not null,
    job_id uuid not null,
    model text not null,
    model_id text not null,
    file_id uuid not null,
    method text not null check (method in ('supervised', 'dpo')),
    suffix text,
    settings jsonb not null,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

alter table openai_files enable row level security;
create policy one_organisation on openai_files using (organisation_id = current_organisation());
alter table openai_fine_tunes enable row level security;
create policy one_organisation on openai_fine_tunes using (organisation_id = current_organisation());
