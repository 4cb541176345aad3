-- What users have shown that they can do, by a test or by a manager's word.
create table user_qualifications (
    organisation_id uuid not null,
    user_id uuid not null,
    name text not null,
    score double precision,
    granted_by uuid not null,
    granted_at timestamptz not null,
    expires_at timestamptz,
    primary key (organisation_id, user_id, name),
    foreign key (organisation_id, user_id) references users
);

-- Tests: a set of tasks with known answers, and the share of right answers that passes.
create table qualifications (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    name text not null,
    pass_mark double precision not null check (pass_mark > 0 and pass_mark <= 1),
    attempts int not null check (attempts >= 1),
    valid_days int check (valid_days >= 1),
    retired boolean not null default false,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, project_id, name),
    foreign key (organisation_id, project_id) references projects
);

create table qualification_attempts (
    organisation_id uuid not null,
    project_id uuid not null,
    qualification_id uuid not null,
    user_id uuid not null,
    attempt int not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    correct int,
    tasks int,
    passed boolean,
    primary key (organisation_id, qualification_id, user_id, attempt),
    foreign key (organisation_id, qualification_id) references qualifications
);

alter table assignments add attempt int;

-- Whom the batches of a project are for that do not say so themselves.
alter table projects add work_rule jsonb not null default '{}';

do $$
declare
    fenced text;
begin
    foreach fenced in array array['user_qualifications', 'qualifications', 'qualification_attempts']
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('create policy one_organisation on %I using (organisation_id = current_organisation())', fenced);
    end loop;
end $$;
