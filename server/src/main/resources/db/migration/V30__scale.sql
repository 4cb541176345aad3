-- Keys by what they are for, and what only the Scale dialect knows: names, the history of parameters, tasks as they were
-- sent, batches, audits, files, teams. The work itself is native: a live task here points to a task there.

alter table api_keys add column kind text not null default 'native' check (kind in ('native', 'live', 'test'));

drop function find_key(text);
create function find_key(hash text)
    returns table (organisation_id uuid, key_id uuid, user_id uuid, role text, kind text)
    language sql stable security definer set search_path = public
    begin atomic
        select k.organisation_id, k.id, k.user_id, u.role, k.kind
        from api_keys k join users u on u.organisation_id = k.organisation_id and u.id = k.user_id
        where k.secret_hash = hash and k.revoked_at is null and not u.disabled;
    end;

create table scale_projects (
    organisation_id uuid not null references organisations,
    id text not null,
    mode text not null check (mode in ('live', 'test')),
    name text not null,
    type text not null,
    rapid boolean not null default false,
    studio boolean not null default false,
    dataset_id text,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, mode, name)
);

create table scale_project_params (
    organisation_id uuid not null,
    project_id text not null,
    version int not null,
    params json not null,
    created_at timestamptz not null,
    primary key (organisation_id, project_id, version),
    foreign key (organisation_id, project_id) references scale_projects
);

-- A native project asks one question; a Scale project has one for each question that its tasks ask.
create table scale_native_projects (
    organisation_id uuid not null,
    project_id text not null,
    question_hash text not null,
    native_project_id uuid not null,
    primary key (organisation_id, project_id, question_hash),
    foreign key (organisation_id, project_id) references scale_projects
);

create table scale_batches (
    organisation_id uuid not null,
    id text not null,
    mode text not null check (mode in ('live', 'test')),
    name text not null,
    project_id text not null,
    status text not null check (status in ('staging', 'in_progress', 'completed')),
    calibration boolean not null default false,
    self_label boolean not null default false,
    callback text,
    metadata json not null default '{}',
    studio_priority int,
    finalized_at timestamptz,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, mode, name),
    foreign key (organisation_id, project_id) references scale_projects
);
create index scale_batches_of_project on scale_batches (organisation_id, project_id, id);

create table scale_tasks (
    organisation_id uuid not null,
    id text not null,
    mode text not null check (mode in ('live', 'test')),
    project_id text not null,
    batch_id text,
    type text not null,
    status text not null check (status in ('pending', 'completed', 'canceled', 'error')),
    instruction text,
    params json not null,
    metadata json not null default '{}',
    tags text[],
    unique_id text,
    callback_url text,
    callback_succeeded boolean,
    callback_succeeded_at timestamptz,
    priority int,
    project_param_version int,
    review_status text not null default 'pending'
        check (review_status in ('pending', 'accepted', 'fixed', 'commented', 'rejected')),
    audits json not null default '[]',
    response json,
    native_task_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    completed_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, project_id) references scale_projects,
    foreign key (organisation_id, batch_id) references scale_batches
);
create unique index scale_tasks_unique_id on scale_tasks (organisation_id, mode, unique_id) where unique_id is not null;
create index scale_tasks_newest on scale_tasks (organisation_id, mode, id);
create index scale_tasks_of_project on scale_tasks (organisation_id, project_id, id);
create index scale_tasks_of_batch on scale_tasks (organisation_id, batch_id, id) where batch_id is not null;
create index scale_tasks_native on scale_tasks (organisation_id, native_task_id) where native_task_id is not null;
create index scale_tasks_pending on scale_tasks (organisation_id, id) where status = 'pending';

create table scale_quality_tasks (
    organisation_id uuid not null,
    id text not null,
    mode text not null check (mode in ('live', 'test')),
    kind text not null check (kind in ('training', 'evaluation')),
    type text not null,
    project_id text not null,
    instruction text,
    params json not null,
    expected_response json not null,
    initial_response json,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, project_id) references scale_projects
);

create table scale_files (
    organisation_id uuid not null references organisations,
    id uuid not null,
    mode text not null check (mode in ('live', 'test')),
    blob text not null,
    encryption_key_id int not null default 0,
    name text not null,
    mime_type text not null,
    size bigint not null,
    project_names text[] not null default '{}',
    fields json not null default '{}',
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

create table scale_assignments (
    organisation_id uuid not null,
    mode text not null check (mode in ('live', 'test')),
    email text not null,
    project_id text not null,
    primary key (organisation_id, mode, email, project_id),
    foreign key (organisation_id, project_id) references scale_projects
);

create table scale_groups (
    organisation_id uuid not null,
    id text not null,
    project_id text not null,
    name text not null,
    primary key (organisation_id, id),
    unique (organisation_id, project_id, name),
    foreign key (organisation_id, project_id) references scale_projects
);

create table scale_group_members (
    organisation_id uuid not null,
    group_id text not null,
    email text not null,
    primary key (organisation_id, group_id, email),
    foreign key (organisation_id, group_id) references scale_groups
);

create table scale_batch_groups (
    organisation_id uuid not null,
    batch_id text not null,
    group_id text not null,
    primary key (organisation_id, batch_id, group_id),
    foreign key (organisation_id, batch_id) references scale_batches,
    foreign key (organisation_id, group_id) references scale_groups
);

-- What is to be told, written in the transaction of the deed and sent in the background.
create table scale_callbacks (
    organisation_id uuid not null references organisations,
    id uuid not null,
    mode text not null check (mode in ('live', 'test')),
    task_id text,
    url text not null,
    body text not null,
    state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
    attempts int not null default 0,
    next_at timestamptz not null,
    error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id)
);
create index scale_callbacks_due on scale_callbacks (organisation_id, next_at) where state = 'pending';

do $$
declare
    fenced text;
begin
    for fenced in select table_name from information_schema.tables
        where table_schema = 'public' and table_name like 'scale\_%'
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('create policy one_organisation on %I using (organisation_id = current_organisation())', fenced);
    end loop;
end $$;
