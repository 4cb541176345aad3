-- Tasks whose answer is known: gold, given unmarked among the others; training, with feedback; tests. They and the answers
-- to them stand apart, so that no count, consensus, dataset or export has to leave them out.

-- How a project uses gold; null as long as it has no task whose answer is known.
alter table projects add gold jsonb;

-- Draws which of somebody's tasks is a gold one, and what tasks are called towards those who answer them.
create table veils (
    organisation_id uuid not null,
    secret bytea not null,
    primary key (organisation_id)
);

create table known_tasks (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    batch_id uuid,
    purpose text not null check (purpose in ('gold', 'training', 'test')),
    qualification_id uuid,
    key text not null,
    sample_id uuid not null,
    expected jsonb not null,
    explanation text,
    tolerance jsonb not null default '{}',
    retired boolean not null default false,
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, project_id) references projects
);
create unique index known_tasks_key on known_tasks (organisation_id, project_id, purpose,
    coalesce(qualification_id, '00000000-0000-0000-0000-000000000000'), key);

-- What an assignment is for, unless it is work; and how many answers were given to gold.
alter table assignments add purpose text;
alter table task_counts add known bigint not null default 0;

create table known_answers (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    known_task_id uuid not null,
    task_key text not null,
    purpose text not null,
    user_id uuid not null,
    assignment_id uuid not null,
    attempt int not null default 1,
    label text,
    answers jsonb not null,
    shown int[] not null default '{}',
    revision int not null,
    score double precision not null,
    correct boolean not null,
    scores jsonb not null,
    ontology_version int not null,
    guideline_version int not null,
    seconds_active double precision,
    submitted_at timestamptz not null,
    withdrawn boolean not null default false,
    primary key (organisation_id, id),
    unique (organisation_id, known_task_id, user_id, attempt),
    foreign key (organisation_id, known_task_id) references known_tasks
);
create index known_answers_of_user on known_answers (organisation_id, project_id, user_id, submitted_at);

-- Who gets no more tasks of a project, and since when the answers count by which that is decided.
create table stops (
    organisation_id uuid not null,
    project_id uuid not null,
    user_id uuid not null,
    stopped_at timestamptz,
    reason text,
    counted_from timestamptz,
    primary key (organisation_id, project_id, user_id)
);

do $$
declare
    fenced text;
begin
    foreach fenced in array array['veils', 'known_tasks', 'known_answers', 'stops']
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('create policy one_organisation on %I using (organisation_id = current_organisation())', fenced);
    end loop;
end $$;

-- Whether somebody's task at this position, counted from 0, is to be a gold one: so many of the first, then each by a draw
-- of its own. It is the same whenever it is asked.
create function gold_is_due(secret bytea, project uuid, me uuid, place bigint, rate double precision, first_tasks int,
    first_gold int) returns boolean language plpgsql immutable as $$
declare
    drawn bytea;
begin
    if place < first_tasks then
        return (
            select rank <= first_gold
            from (
                select n, row_number() over (order by sha256(secret || convert_to('first ' || project || me || n, 'UTF8')))
                    as rank
                from generate_series(0, first_tasks - 1) n) ranked
            where n = place);
    end if;
    drawn := sha256(secret || convert_to('gold ' || project || me || place, 'UTF8'));
    return ((get_byte(drawn, 0) * 256 + get_byte(drawn, 1)) * 256 + get_byte(drawn, 2)) / 16777216.0 < rate;
end $$;

-- Leases a training task that is still to be done, a gold task where one is due, or what claim_task leases. A gold task
-- takes the turn of a task, never its place.
create function claim_task_or_known(
    organisation uuid, project uuid, batches uuid[], floor_behind int[], floor_key text[], passed_behind int[],
    passed_key text[], me uuid, new_assignment uuid, new_entry uuid, at timestamptz, until timestamptz, ahead int,
    secret bytea, rate double precision, first_tasks int, first_gold int, training_first boolean,
    out assignment uuid, out task uuid, out task_key text, out sample uuid, out lease_until timestamptz, out shown int[],
    out draft text, out fresh boolean, out candidate_order int[], out content text, out annotator text,
    out annotator_kind text, out mine bigint, out batch int, out next_behind int, out next_key text,
    out first_free_behind int, out first_free_key text, out purpose text)
    language plpgsql as $$
declare
    leases bigint;
    given bigint;
    open_batch uuid;
begin
    if secret is not null then
        perform enter_organisation(organisation);
        perform pg_advisory_xact_lock(hashtextextended(project::text || me::text, 0));
        select count(*) into leases from assignments a
        where a.organisation_id = organisation and a.project_id = project and a.user_id = me and a.state = 'leased'
            and a.lease_until > at;
        select coalesce(sum(c.answers + c.known), 0) into given from task_counts c
        where c.organisation_id = organisation and c.project_id = project and c.user_id = me;

        if leases < ahead then
            select count(*) into leases from assignments a
            where a.organisation_id = organisation and a.project_id = project and a.user_id = me and a.state = 'leased'
                and a.lease_until > at and coalesce(a.purpose, 'gold') = 'gold';
            select b.id into open_batch
            from unnest(batches, floor_behind, floor_key, passed_behind, passed_key) with ordinality
                as b (id, behind, key, passed, passed_at, n),
            lateral (select 1 from task_places p
                where p.organisation_id = organisation and p.batch_id = b.id and p.free > 0
                    and (p.behind, p.key) >= (b.behind, b.key) and (p.behind, p.key) >= (b.passed, b.passed_at)
                    and coalesce((select a.state from assignments a
                        where a.organisation_id = organisation and a.task_id = p.task_id and a.user_id = me),
                        'released') = 'released'
                limit 1) as free
            order by b.n limit 1;

            if training_first and open_batch is not null then
                select k.id, k.key, k.sample_id, k.purpose into task, task_key, sample, purpose
                from known_tasks k
                where k.organisation_id = organisation and k.project_id = project and k.purpose = 'training'
                    and not k.retired and (k.batch_id is null or k.batch_id = any(batches))
                    and coalesce((select a.state from assignments a
                        where a.organisation_id = organisation and a.task_id = k.id and a.user_id = me),
                        'released') = 'released'
                order by k.key limit 1;
            end if;
            if task is null and open_batch is not null
                and gold_is_due(secret, project, me, given + leases, rate, first_tasks, first_gold) then
                select k.id, k.key, k.sample_id, k.purpose into task, task_key, sample, purpose
                from known_tasks k
                where k.organisation_id = organisation and k.project_id = project and k.purpose = 'gold'
                    and not k.retired and (k.batch_id is null or k.batch_id = open_batch)
                    and coalesce((select a.state from assignments a
                        where a.organisation_id = organisation and a.task_id = k.id and a.user_id = me),
                        'released') = 'released'
                    and not exists (
                        select 1 from tasks t join assignments a
                            on a.organisation_id = t.organisation_id and a.task_id = t.id and a.user_id = me
                        where t.organisation_id = organisation and t.sample_id = k.sample_id)
                order by sha256(secret || convert_to('pick ' || me || k.id, 'UTF8')) limit 1;
            end if;
        end if;

        if task is not null then
            insert into assignments as a (organisation_id, id, project_id, task_id, task_key, user_id, state, lease_until,
                created_at, purpose)
            values (organisation, new_assignment, project, task, task_key, me, 'leased', until, at, purpose)
            on conflict on constraint assignments_organisation_id_task_id_user_id_key do update
            set state = 'leased', lease_until = excluded.lease_until, shown = '{}', reason = null,
                created_at = excluded.created_at
            returning a.id, a.lease_until, a.shown, a.draft::text into assignment, lease_until, shown, draft;
            fresh := true;
            mine := given;
            perform put_audit_entry(organisation, new_entry, at, me, 'read-sample', 'sample/' || sample);
            select s.content::text into content from samples s
            where s.organisation_id = organisation and s.id = sample and s.deleted_at is null;
            select u.name, u.kind into annotator, annotator_kind from users u
            where u.organisation_id = organisation and u.id = me;
            return;
        end if;
    end if;

    select c.* into assignment, task, task_key, sample, lease_until, shown, draft, fresh, candidate_order, content,
        annotator, annotator_kind, mine, batch, next_behind, next_key, first_free_behind, first_free_key
    from claim_task(organisation, project, batches, floor_behind, floor_key, passed_behind, passed_key, me, new_assignment,
        new_entry, at, until, ahead) c;
    if secret is null then
        return;
    end if;
    mine := given;
    if assignment is not null and not fresh then
        select k.sample_id, k.purpose into sample, purpose from known_tasks k
        where k.organisation_id = organisation and k.id = task;
        if found then
            select s.content::text into content from samples s
            where s.organisation_id = organisation and s.id = sample and s.deleted_at is null;
        else
            select t.sample_id into sample from tasks t where t.organisation_id = organisation and t.id = task;
        end if;
    end if;
end $$;

-- What somebody has before them: open tasks, and the gold that will be among them, so that each answer makes it one less.
create function open_with_gold(organisation uuid, project uuid, me uuid, open_tasks int, at_most int) returns int
    language plpgsql stable as $$
declare
    rule jsonb;
    hidden bytea;
    place bigint;
    gold int;
    tasks int := 0;
    served int := 0;
begin
    select p.gold into rule from projects p where p.organisation_id = organisation and p.id = project;
    select v.secret into hidden from veils v where v.organisation_id = organisation;
    if rule is null or hidden is null or open_tasks >= at_most then
        return least(open_tasks, at_most);
    end if;
    select coalesce(sum(c.answers + c.known), 0) into place from task_counts c
    where c.organisation_id = organisation and c.project_id = project and c.user_id = me;
    place := place + (select count(*) from assignments a where a.organisation_id = organisation and a.project_id = project
        and a.user_id = me and a.state = 'leased' and coalesce(a.purpose, 'gold') = 'gold');
    select count(*) into gold from known_tasks k
    where k.organisation_id = organisation and k.project_id = project and k.purpose = 'gold' and not k.retired
        and not exists (select 1 from assignments a where a.organisation_id = organisation and a.task_id = k.id
            and a.user_id = me and a.state <> 'released');
    while tasks < open_tasks and tasks + served < at_most loop
        if served < gold and gold_is_due(hidden, project, me, place, coalesce((rule ->> 'rate')::float8, 0),
            coalesce((rule ->> 'firstTasks')::int, 0), coalesce((rule ->> 'firstGold')::int, 0)) then
            served := served + 1;
        else
            tasks := tasks + 1;
        end if;
        place := place + 1;
    end loop;
    return tasks + served;
end $$;
