-- Changes of many tasks or samples by a job: how far each is, behind which key it goes on, and what could not be changed.
create table bulk_changes (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    job_id uuid not null,
    wanted jsonb not null,
    cursor text,
    read bigint not null default 0,
    changed bigint not null default 0,
    refused bigint not null default 0,
    created_by uuid not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id)
);
create index bulk_changes_of_project on bulk_changes (organisation_id, project_id, id desc);

create table bulk_refusals (
    organisation_id uuid not null,
    project_id uuid not null,
    bulk_id uuid not null,
    n bigint not null,
    key text not null,
    reason text not null,
    hint text not null,
    primary key (organisation_id, bulk_id, n)
);

create index samples_deleted on samples (organisation_id, deleted_at) where deleted_at is not null;

alter table bulk_changes enable row level security;
create policy one_organisation on bulk_changes using (organisation_id = current_organisation());
alter table bulk_refusals enable row level security;
create policy one_organisation on bulk_refusals using (organisation_id = current_organisation());
