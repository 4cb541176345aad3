-- Rung 7: exports. The file stands in the data folder until its time is over; the row stays.

create table exports (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    job_id uuid not null,
    wanted jsonb not null,
    row_count bigint,
    skipped bigint,
    bytes bigint,
    sha256 text,
    created_by uuid not null,
    created_at timestamptz not null,
    ready_at timestamptz,
    expires_at timestamptz,
    removed_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, project_id) references projects
);
create index exports_of_project on exports (organisation_id, project_id, id desc);
create index exports_expiring on exports (organisation_id, expires_at) where removed_at is null;

alter table exports enable row level security;
create policy one_organisation on exports using (organisation_id = current_organisation());
