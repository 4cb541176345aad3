-- Every filter and sort of the list of tasks has an index to walk. Those that most tasks are not in cost an import nothing.

create index tasks_created on tasks (organisation_id, project_id, created_at, id);
create index tasks_completed on tasks (organisation_id, project_id, completed_at, id) where completed_at is not null;
create index tasks_unanswered on tasks (organisation_id, project_id, key) where answers = 0;
create index tasks_answered on tasks (organisation_id, project_id, answers, key) where answers > 0;
create index tasks_prioritised on tasks (organisation_id, project_id, (- priority), key) where priority <> 0;
create index tasks_of_batch on tasks (organisation_id, project_id, batch_id, key) where batch_id <> project_id;
create index assignments_of_user on assignments (organisation_id, project_id, user_id, task_key)
    where state in ('leased', 'submitted');

-- A key is looked up within its project alone.
drop index samples_key;

create table task_tags (
    organisation_id uuid not null,
    project_id uuid not null,
    tag text not null,
    key text not null,
    task_id uuid not null,
    primary key (organisation_id, project_id, tag, key)
);
alter table task_tags enable row level security;
create policy one_organisation on task_tags using (organisation_id = current_organisation());
