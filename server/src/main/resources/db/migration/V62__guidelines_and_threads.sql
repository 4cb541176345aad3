-- Who has read which version of a guideline, and what people ask about tasks and sections of it.
create table guideline_reads (
    organisation_id uuid not null,
    project_id uuid not null,
    user_id uuid not null,
    version int not null,
    at timestamptz not null,
    primary key (organisation_id, project_id, user_id, version)
);

create table threads (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    task_id uuid,
    task_key text,
    section text,
    guideline_version int not null,
    question text not null,
    state text not null default 'open' check (state in ('open', 'resolved')),
    answered boolean not null default false,
    messages int not null default 1,
    asked_by uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    resolved_by uuid,
    primary key (organisation_id, id)
);
create index threads_of_project on threads (organisation_id, project_id, id desc);
create index threads_of_task on threads (organisation_id, task_id) where task_id is not null;

create table thread_messages (
    organisation_id uuid not null,
    project_id uuid not null,
    thread_id uuid not null,
    n int not null,
    user_id uuid not null,
    text text not null,
    created_at timestamptz not null,
    primary key (organisation_id, thread_id, n)
);

-- How many of a thread's messages somebody has read.
create table thread_reads (
    organisation_id uuid not null,
    project_id uuid not null,
    thread_id uuid not null,
    user_id uuid not null,
    messages int not null,
    primary key (organisation_id, thread_id, user_id)
);

do $$
declare
    fenced text;
begin
    foreach fenced in array array['guideline_reads', 'threads', 'thread_messages', 'thread_reads']
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('create policy one_organisation on %I using (organisation_id = current_organisation())', fenced);
    end loop;
end $$;
