-- How a project's answers are reviewed and paid; who wrote a revision that is not the annotator's own.
alter table projects add column review jsonb, add column price jsonb;
alter table annotation_revisions add column by_user uuid;
alter table annotations add column fixed_by uuid;

create table reviews (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    annotation_id uuid not null,
    task_id uuid not null,
    task_key text not null,
    annotator_id uuid not null,
    revision int not null,
    level int not null check (level >= 1),
    state text not null check (state in ('pending', 'leased', 'done', 'dropped')),
    reviewer_id uuid,
    lease_until timestamptz,
    verdict text check (verdict in ('accept', 'fix', 'reject')),
    comments jsonb not null default '[]',
    created_at timestamptz not null,
    done_at timestamptz,
    primary key (organisation_id, id),
    unique (organisation_id, annotation_id, revision, level),
    foreign key (organisation_id, annotation_id) references annotations
);
create index reviews_queue on reviews (organisation_id, project_id, level desc, task_key) where state in ('pending', 'leased');
create index reviews_of_task on reviews (organisation_id, task_id, annotator_id);
alter table reviews enable row level security;
create policy one_organisation on reviews using (organisation_id = current_organisation());
