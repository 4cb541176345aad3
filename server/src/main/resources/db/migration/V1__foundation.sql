-- The first schema. Every table of an organisation's data starts its keys with organisation_id and is fenced by row-level
-- security: the two program roles see only the organisation named by the transaction's setting app.organisation, and none
-- when it is unset. The owner role migrates; programs never connect with it. The few look-ups that come before an
-- organisation is known (sign-in, keys, the audit sequencer) are functions of the owner, each as narrow as its use.

create function current_organisation() returns uuid
    language sql stable
    return nullif(current_setting('app.organisation', true), '')::uuid;

-- Rung 2: identity -----------------------------------------------------------------------------------------------------

create table organisations (
    organisation_id uuid primary key,
    name text not null,
    created_at timestamptz not null
);

create table users (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    email text,
    role text not null check (role in ('owner', 'admin', 'manager', 'reviewer', 'annotator', 'viewer')),
    kind text not null check (kind in ('person', 'simulated', 'replayed')),
    password_hash text,
    disabled boolean not null default false,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index users_email on users (lower(email)) where email is not null;
create unique index users_handle on users (organisation_id, name) where kind <> 'person';

create table welcome_links (
    organisation_id uuid not null references organisations,
    id uuid not null,
    user_id uuid not null,
    secret_hash text not null unique,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references users
);

create table sessions (
    organisation_id uuid not null references organisations,
    id uuid not null,
    user_id uuid not null,
    secret_hash text not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references users
);

create table api_keys (
    organisation_id uuid not null references organisations,
    id uuid not null,
    user_id uuid not null,
    name text not null,
    prefix text not null,
    secret_hash text not null unique,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references users
);

-- Rung 1: records ------------------------------------------------------------------------------------------------------

-- What happened. Rows are only ever added; position orders them, xid tells which transactions have settled.
create table audit_entries (
    position bigint generated always as identity primary key,
    organisation_id uuid not null references organisations,
    id uuid not null,
    at timestamptz not null,
    actor text not null,
    action text not null,
    object text not null,
    leaf bytea not null,
    xid xid8 not null default pg_current_xact_id()
);
create index audit_entries_of_organisation on audit_entries (organisation_id, position desc);
create index audit_entries_xid on audit_entries (xid);

-- The erasable half of an entry: what its commitments commit to.
create table audit_details (
    organisation_id uuid not null references organisations,
    entry_id uuid not null,
    salt bytea not null,
    details jsonb not null,
    primary key (organisation_id, entry_id)
);

create table audit_leaves (
    sequence bigint primary key,
    position bigint not null unique references audit_entries,
    leaf_hash bytea not null
);

create table audit_checkpoints (
    size bigint primary key,
    frontier bytea not null,
    settled xid8 not null,
    note text not null,
    at timestamptz not null
);

create function audit_row_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'Audit rows are only ever added.';
end $$;
create trigger audit_entries_final before update or delete on audit_entries
    for each row execute function audit_row_is_final();
create trigger audit_leaves_final before update or delete on audit_leaves
    for each row execute function audit_row_is_final();

-- Committed entries without a leaf, in order of position. Whatever a transaction older than the settled one wrote was there
-- at the last look, so only newer rows are searched.
create function audit_unsequenced(settled xid8, at_most int)
    returns table (entry_position bigint, entry_leaf bytea)
    language sql stable security definer set search_path = public
    begin atomic
        select e.position, e.leaf from audit_entries e
        where e.xid >= settled and not exists (select 1 from audit_leaves l where l.position = e.position)
        order by e.position limit at_most;
    end;

create function audit_export(after_sequence bigint, at_most int)
    returns table (leaf_sequence bigint, entry_leaf bytea, entry_leaf_hash bytea)
    language sql stable security definer set search_path = public
    begin atomic
        select l.sequence, e.leaf, l.leaf_hash from audit_leaves l join audit_entries e using (position)
        where l.sequence > after_sequence order by l.sequence limit at_most;
    end;

-- What made what: an edge from a cause to its effect.
create table provenance_edges (
    organisation_id uuid not null references organisations,
    from_kind text not null,
    from_id text not null,
    to_kind text not null,
    to_id text not null,
    activity text not null,
    primary key (organisation_id, from_id, to_id, from_kind, to_kind, activity)
);
create index provenance_edges_up on provenance_edges (organisation_id, to_id);

-- Rung 3: projects and samples -----------------------------------------------------------------------------------------

create table projects (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    overlap int not null check (overlap >= 1),
    lease_seconds int not null check (lease_seconds >= 30),
    chain_id uuid,
    idempotency_key text,
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, idempotency_key)
);

create table ontologies (
    organisation_id uuid not null,
    project_id uuid not null,
    version int not null,
    questions jsonb not null,
    created_at timestamptz not null,
    primary key (organisation_id, project_id, version),
    foreign key (organisation_id, project_id) references projects
);

create table guidelines (
    organisation_id uuid not null,
    project_id uuid not null,
    version int not null,
    text text not null,
    created_at timestamptz not null,
    primary key (organisation_id, project_id, version),
    foreign key (organisation_id, project_id) references projects
);

create table samples (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    key text not null,
    split text not null check (split in ('train', 'held-out')),
    origin text not null check (origin in ('human', 'synthetic', 'machine')),
    content jsonb not null,
    content_hash bytea not null,
    encryption_key_id int not null default 0,
    metadata jsonb not null default '{}',
    subject text,
    purpose text,
    consent text,
    licence text,
    location text,
    created_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organisation_id, id),
    unique (organisation_id, project_id, key),
    foreign key (organisation_id, project_id) references projects
);
create index samples_subject on samples (organisation_id, subject) where subject is not null;
create index samples_key on samples (organisation_id, key);

-- Rung 4: tasks --------------------------------------------------------------------------------------------------------

create table tasks (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    sample_id uuid not null,
    key text not null,
    overlap int not null check (overlap >= 1),
    candidate_order int[],
    answers int not null default 0,
    leases int not null default 0,
    state text not null default 'open' check (state in ('open', 'completed')),
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, project_id, key),
    foreign key (organisation_id, sample_id) references samples,
    check (answers >= 0 and leases >= 0)
);
create index tasks_claimable on tasks (organisation_id, project_id, key) where state = 'open' and answers + leases < overlap;
create index tasks_by_state on tasks (organisation_id, project_id, state, key);
create index tasks_of_sample on tasks (organisation_id, sample_id);

create table assignments (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    task_id uuid not null,
    task_key text not null,
    user_id uuid not null,
    state text not null check (state in ('leased', 'submitted', 'skipped', 'released')),
    lease_until timestamptz not null,
    shown int[] not null default '{}',
    draft jsonb,
    seconds_active double precision,
    reason text,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, task_id, user_id),
    foreign key (organisation_id, task_id) references tasks
);
create index assignments_leased on assignments (organisation_id, project_id, user_id, created_at) where state = 'leased';
create index assignments_expiring on assignments (organisation_id, lease_until) where state = 'leased';
create index assignments_of_user on assignments (organisation_id, project_id, user_id, task_key) where state <> 'released';
create index assignments_submitted on assignments (organisation_id, project_id, user_id) where state = 'submitted';

-- Rung 5: annotations --------------------------------------------------------------------------------------------------

-- The answer that speaks. Earlier ones are kept in annotation_revisions.
create table annotations (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    task_id uuid not null,
    task_key text not null,
    user_id uuid not null,
    assignment_id uuid not null,
    label text not null,
    answers jsonb not null,
    shown int[] not null default '{}',
    revision int not null,
    ontology_version int not null,
    guideline_version int not null,
    seconds_active double precision,
    submitted_at timestamptz not null,
    withdrawn boolean not null default false,
    -- Whether the consensus knows this revision, or its withdrawal.
    counted boolean not null default false,
    primary key (organisation_id, id),
    unique (organisation_id, task_id, user_id),
    foreign key (organisation_id, task_id) references tasks
);
create index annotations_in_order on annotations (organisation_id, project_id, task_key, user_id);
create index annotations_uncounted on annotations (organisation_id, project_id) where not counted;
create index annotations_of_user on annotations (organisation_id, project_id, user_id, task_key);

create table annotation_revisions (
    organisation_id uuid not null,
    annotation_id uuid not null,
    revision int not null,
    label text not null,
    answers jsonb not null,
    submitted_at timestamptz not null,
    primary key (organisation_id, annotation_id, revision),
    foreign key (organisation_id, annotation_id) references annotations
);

-- Rung 6: consensus ----------------------------------------------------------------------------------------------------

create table consensus (
    organisation_id uuid not null,
    task_id uuid not null,
    project_id uuid not null,
    task_key text not null,
    label text not null,
    probability double precision not null,
    answers int not null,
    method text not null,
    posterior jsonb not null,
    updated_at timestamptz not null,
    primary key (organisation_id, task_id),
    foreign key (organisation_id, task_id) references tasks
);
create index consensus_least_certain on consensus (organisation_id, project_id, probability, task_id);

create table quality (
    organisation_id uuid not null,
    project_id uuid not null,
    answers bigint not null,
    method text not null,
    agreement jsonb,
    simulated boolean not null,
    annotators jsonb not null,
    at timestamptz not null,
    primary key (organisation_id, project_id, answers),
    foreign key (organisation_id, project_id) references projects
);

-- Rung 7: datasets and models ------------------------------------------------------------------------------------------

create table versions (
    organisation_id uuid not null references organisations,
    id text not null,
    project_id uuid not null,
    name text not null,
    kind text not null check (kind in ('labels', 'preferences')),
    row_count bigint not null,
    bytes bigint not null,
    splits jsonb not null,
    manifest jsonb not null,
    simulated boolean not null,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

create table models (
    organisation_id uuid not null references organisations,
    id text not null,
    name text not null,
    kind text not null check (kind in ('base', 'reward', 'policy')),
    parent_id text,
    version_id text,
    parameters bigint not null,
    bytes bigint not null,
    card text not null,
    simulated boolean not null,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

-- Rung 8: jobs and evaluations -----------------------------------------------------------------------------------------

create table jobs (
    organisation_id uuid not null references organisations,
    id uuid not null,
    place text not null check (place in ('server', 'worker')),
    kind text not null,
    parameters jsonb not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done bigint not null default 0,
    total bigint not null default 0,
    what text not null default '',
    attempts int not null default 0,
    cancel_requested boolean not null default false,
    result jsonb,
    error text,
    created_by uuid not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id)
);

-- db-scheduler's own table: which job runs when, and who has it. It names organisation and job, nothing else.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    state text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

create table evaluations (
    organisation_id uuid not null references organisations,
    id uuid not null,
    model_id text not null,
    base_id text not null,
    project_id uuid,
    state text not null check (state in ('running', 'done')),
    simulated boolean not null,
    prompts int not null,
    figures jsonb not null default '{}',
    series jsonb not null default '[]',
    gate jsonb,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

-- Rung 9: chains -------------------------------------------------------------------------------------------------------

create table chains (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    seed bigint not null,
    rounds int not null,
    prompts int not null,
    held_out int not null,
    overlap int not null,
    state text not null check (state in ('running', 'waiting', 'paused', 'done', 'failed')),
    round int not null default 1,
    simulated boolean not null default false,
    error text,
    job_id uuid,
    idempotency_key text,
    created_by uuid not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id),
    unique (organisation_id, idempotency_key)
);

create table chain_links (
    organisation_id uuid not null,
    chain_id uuid not null,
    round int not null,
    name text not null,
    place int not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed')),
    done bigint not null default 0,
    total bigint not null default 0,
    counts jsonb not null default '{}',
    origins jsonb,
    figures jsonb not null default '{}',
    series jsonb not null default '[]',
    refs jsonb not null default '{}',
    note text,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (organisation_id, chain_id, round, name),
    foreign key (organisation_id, chain_id) references chains
);

-- Fences and grants ----------------------------------------------------------------------------------------------------

do $$
declare
    fenced text;
begin
    for fenced in
        select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'organisation_id' and t.table_type = 'BASE TABLE'
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('create policy one_organisation on %I using (organisation_id = current_organisation())', fenced);
    end loop;
end $$;

grant usage on schema public to maslin_rw, maslin_ro;
grant select on all tables in schema public to maslin_rw, maslin_ro;
grant insert, update, delete on all tables in schema public to maslin_rw;
revoke update, delete on audit_entries, audit_leaves, audit_checkpoints from maslin_rw;
revoke all on flyway_schema_history from maslin_rw, maslin_ro;
alter default privileges in schema public grant select, insert, update, delete on tables to maslin_rw;
alter default privileges in schema public grant select on tables to maslin_ro;

-- Look-ups before an organisation is known -----------------------------------------------------------------------------

create function find_session(hash text, at timestamptz)
    returns table (organisation_id uuid, session_id uuid, user_id uuid, role text, expires_at timestamptz)
    language sql stable security definer set search_path = public
    begin atomic
        select s.organisation_id, s.id, s.user_id, u.role, s.expires_at
        from sessions s join users u on u.organisation_id = s.organisation_id and u.id = s.user_id
        where s.secret_hash = hash and s.ended_at is null and s.expires_at > at and not u.disabled;
    end;

create function find_key(hash text)
    returns table (organisation_id uuid, key_id uuid, user_id uuid, role text)
    language sql stable security definer set search_path = public
    begin atomic
        select k.organisation_id, k.id, k.user_id, u.role
        from api_keys k join users u on u.organisation_id = k.organisation_id and u.id = k.user_id
        where k.secret_hash = hash and k.revoked_at is null and not u.disabled;
    end;

create function find_login(address text)
    returns table (organisation_id uuid, user_id uuid, password_hash text)
    language sql stable security definer set search_path = public
    begin atomic
        select u.organisation_id, u.id, u.password_hash from users u
        where lower(u.email) = lower(address) and not u.disabled and u.password_hash is not null;
    end;

create function find_welcome(hash text, at timestamptz)
    returns table (organisation_id uuid, link_id uuid, user_id uuid)
    language sql stable security definer set search_path = public
    begin atomic
        select w.organisation_id, w.id, w.user_id
        from welcome_links w join users u on u.organisation_id = w.organisation_id and u.id = w.user_id
        where w.secret_hash = hash and w.used_at is null and w.expires_at > at and not u.disabled;
    end;

create function find_organisations()
    returns table (organisation_id uuid, name text)
    language sql stable security definer set search_path = public
    begin atomic
        select o.organisation_id, o.name from organisations o order by o.created_at, o.organisation_id;
    end;
