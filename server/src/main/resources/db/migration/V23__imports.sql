-- Rung 7: imports. Counts move with each batch, in its transaction, so that an import that was stopped goes on behind the
-- last record that is safe.

create table imports (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    job_id uuid not null,
    name text not null,
    wanted jsonb not null,
    records bigint not null default 0,
    taken bigint not null default 0,
    present bigint not null default 0,
    rejected bigint not null default 0,
    rejected_bytes bigint not null default 0,
    rolled_back boolean not null default false,
    created_by uuid not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, project_id) references projects
);
create index imports_of_project on imports (organisation_id, project_id, id desc);

alter table imports enable row level security;
create policy one_organisation on imports using (organisation_id = current_organisation());
