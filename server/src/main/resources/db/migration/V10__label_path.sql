-- The path that every label takes, made short: what changes at each claim stands in a narrow row of its own, counts are
-- kept instead of taken, edges that the tables hold anyway are read from them, and a claim or an answer is one statement.

-- Rows of these tables are written beside their parents, in one statement or transaction; looking each parent up again,
-- and locking it, costs more than the rows themselves.
alter table samples drop constraint samples_organisation_id_project_id_fkey;
alter table tasks drop constraint tasks_organisation_id_sample_id_fkey;
alter table assignments drop constraint assignments_organisation_id_task_id_fkey;
alter table annotations drop constraint annotations_organisation_id_task_id_fkey;
alter table annotation_revisions drop constraint annotation_revisions_organisation_id_annotation_id_fkey;
alter table consensus drop constraint consensus_organisation_id_task_id_fkey;
alter table audit_leaves drop constraint audit_leaves_position_fkey;

-- Batches --------------------------------------------------------------------------------------------------------------

create table batches (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    name text not null,
    kind text not null check (kind in ('production', 'calibration', 'self-label')),
    state text not null check (state in ('staging', 'in-progress', 'paused', 'completed', 'cancelled')),
    priority int not null default 0,
    metadata jsonb not null default '{}',
    created_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, project_id) references projects
);
create unique index batches_name on batches (organisation_id, project_id, name);

-- Every project has a batch from its beginning; it bears the project's id.
create function project_gets_its_batch() returns trigger language plpgsql as $$
begin
    insert into batches (organisation_id, id, project_id, name, kind, state, created_at)
    values (new.organisation_id, new.id, new.id, 'default', 'production', 'in-progress', new.created_at);
    return null;
end $$;
create trigger project_gets_its_batch after insert on projects
    for each row execute function project_gets_its_batch();

insert into batches (organisation_id, id, project_id, name, kind, state, created_at)
select organisation_id, id, id, 'default', 'production', 'in-progress', created_at from projects;

-- Tasks and their places -----------------------------------------------------------------------------------------------

alter table tasks
    add batch_id uuid,
    add priority int not null default 0,
    add metadata jsonb not null default '{}',
    add tags text[] not null default '{}',
    add unique_id text,
    add completed_at timestamptz;
update tasks set batch_id = project_id;
alter table tasks alter batch_id set not null;
alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in ('open', 'completed', 'cancelled'));
create unique index tasks_unique_id on tasks (organisation_id, unique_id) where unique_id is not null;
update tasks t set completed_at = (select max(submitted_at) from annotations a
    where a.organisation_id = t.organisation_id and a.task_id = t.id)
where state = 'completed';

-- How many annotators a task may still be given to: its overlap without its answers and its live leases. A completed
-- task has no place left, a cancelled one no row. Places are given in order of behind (the priority turned round), then
-- key.
create table task_places (
    organisation_id uuid not null,
    task_id uuid not null,
    batch_id uuid not null,
    behind int not null,
    key text not null,
    sample_id uuid not null,
    candidate_order int[],
    free int not null check (free >= 0),
    primary key (organisation_id, task_id)
);
create index task_places_free on task_places (organisation_id, batch_id, behind, key) where free > 0;

insert into task_places (organisation_id, task_id, batch_id, behind, key, sample_id, candidate_order, free)
select organisation_id, id, batch_id, 0, key, sample_id, candidate_order, greatest(0, overlap - answers - leases) from tasks;

drop index tasks_claimable;
alter table tasks drop constraint tasks_check;
alter table tasks drop leases;

drop index assignments_leased;
drop index assignments_expiring;
drop index assignments_of_user;
drop index assignments_submitted;
create index assignments_leased on assignments (organisation_id, project_id, user_id, lease_until) where state = 'leased';

-- Counts: whoever adds something counts it in a row that nobody else writes, so that nobody waits for anybody. ----------

create table task_counts (
    organisation_id uuid not null,
    project_id uuid not null,
    batch_id uuid not null,
    user_id uuid not null,
    tasks bigint not null default 0,
    needed bigint not null default 0,
    completed bigint not null default 0,
    cancelled bigint not null default 0,
    answers bigint not null default 0,
    primary key (organisation_id, project_id, user_id, batch_id)
) with (fillfactor = 50);

create table sample_counts (
    organisation_id uuid not null,
    project_id uuid not null,
    user_id uuid not null,
    samples bigint not null default 0,
    primary key (organisation_id, project_id, user_id)
) with (fillfactor = 50);

insert into task_counts (organisation_id, project_id, batch_id, user_id, tasks, needed, completed)
select organisation_id, project_id, batch_id, '00000000-0000-0000-0000-000000000000', count(*), sum(overlap),
    count(*) filter (where state = 'completed')
from tasks group by organisation_id, project_id, batch_id;
insert into task_counts (organisation_id, project_id, batch_id, user_id, answers)
select organisation_id, project_id, project_id, user_id, count(*) from assignments where state = 'submitted'
group by organisation_id, project_id, user_id;
insert into sample_counts (organisation_id, project_id, user_id, samples)
select organisation_id, project_id, '00000000-0000-0000-0000-000000000000', count(*) from samples
group by organisation_id, project_id;

create function count_samples(organisation uuid, project uuid, counter uuid, more bigint) returns void language sql as $$
    insert into sample_counts as c (organisation_id, project_id, user_id, samples) values (organisation, project, counter, more)
    on conflict (organisation_id, project_id, user_id) do update set samples = c.samples + excluded.samples
$$;

-- Answers that the consensus does not know yet -------------------------------------------------------------------------

create table changed_answers (
    organisation_id uuid not null,
    project_id uuid not null,
    n bigint generated always as identity,
    task_id uuid not null,
    primary key (organisation_id, project_id, n)
);
insert into changed_answers (organisation_id, project_id, task_id)
select organisation_id, project_id, task_id from annotations where not counted;
drop index annotations_uncounted;
alter table annotations drop counted;

-- Earlier answers are kept; the one that speaks is in annotations alone.
delete from annotation_revisions r using annotations a
where r.organisation_id = a.organisation_id and r.annotation_id = a.id and r.revision = a.revision;

-- These are read from the tables themselves.
delete from provenance_edges where activity in ('create-task', 'annotate', 'aggregate');

do $$
declare
    fenced text;
begin
    foreach fenced in array array['batches', 'task_places', 'task_counts', 'sample_counts', 'changed_answers']
    loop
        execute format('alter table %I enable row level security', fenced);
        execute format('create policy one_organisation on %I using (organisation_id = current_organisation())', fenced);
    end loop;
end $$;

-- A plan made for an empty table may be a poor one for a full one; here the first rows already make new plans.
do $$
declare
    busy text;
begin
    foreach busy in array array['samples', 'tasks', 'task_places', 'assignments', 'annotations', 'audit_entries',
        'audit_leaves', 'changed_answers', 'consensus', 'task_counts']
    loop
        execute format('alter table %I set (autovacuum_analyze_threshold = 20, autovacuum_vacuum_insert_threshold = 10000)',
            busy);
    end loop;
end $$;

-- Whole transactions in one statement ----------------------------------------------------------------------------------
-- They run as their caller, within its fences, and enter the organisation themselves.

create function enter_organisation(organisation uuid) returns void language sql as $$
    select set_config('app.organisation', organisation::text, true)
$$;

-- Stores an entry of the audit log without details; the leaf is what the product's own code would write.
create function put_audit_entry(organisation uuid, entry uuid, at timestamptz, actor uuid, action text, object text)
    returns void language sql as $$
    insert into audit_entries (organisation_id, id, at, actor, action, object, leaf)
    values (organisation, entry, at, actor::text, action, object, '\x01'::bytea || convert_to(
        '{"action":"' || action || '","actor":"' || actor || '","at":' || (extract(epoch from at) * 1000000)::bigint
        || ',"commitments":{},"id":"' || entry || '","object":"' || object || '","organisation":"' || organisation
        || '"}', 'UTF8'))
$$;

-- Looks each entry's leaf up; joining the two tables would read both.
create or replace function audit_unsequenced(settled xid8, at_most int)
    returns table (entry_position bigint, entry_leaf bytea)
    language sql stable security definer set search_path = public
    begin atomic
        select e.position, e.leaf from audit_entries e
        where e.xid >= settled and (select l.sequence from audit_leaves l where l.position = e.position) is null
        order by e.position limit at_most;
    end;

-- Leases the next task of these batches to an annotator, or finds the lease to go on with. Each batch is searched from a
-- position on before which nothing is left for the annotator, as far as the caller knows; the position returned is the
-- one to search from next time.
create function claim_task(
    organisation uuid, project uuid, batches uuid[], from_behind int[], from_key text[], me uuid, new_assignment uuid,
    new_entry uuid, at timestamptz, until timestamptz, ahead int,
    out assignment uuid, out task uuid, out task_key text, out sample uuid, out lease_until timestamptz, out shown int[],
    out draft text, out fresh boolean, out candidate_order int[], out content text, out annotator text,
    out annotator_kind text, out mine bigint, out batch int, out next_behind int, out next_key text)
    language plpgsql as $$
declare
    found_behind int;
begin
    perform enter_organisation(organisation);
    perform pg_advisory_xact_lock(hashtextextended(project::text || me::text, 0));

    select a.id, a.task_id, a.task_key, a.lease_until, a.shown, a.draft::text
    into assignment, task, task_key, lease_until, shown, draft
    from assignments a
    where a.organisation_id = organisation and a.project_id = project and a.user_id = me and a.state = 'leased'
        and a.lease_until > at
    order by a.created_at, a.id offset ahead - 1 limit 1;

    if found then
        fresh := false;
        select t.sample_id, t.candidate_order into sample, candidate_order from tasks t
        where t.organisation_id = organisation and t.id = task;
    else
        for i in 1 .. cardinality(batches) loop
            select p.task_id, p.key, p.sample_id, p.candidate_order, p.behind
            into task, task_key, sample, candidate_order, found_behind
            from task_places p
            where p.organisation_id = organisation and p.batch_id = batches[i] and p.free > 0
                and (p.behind, p.key) >= (from_behind[i], from_key[i])
                and coalesce((select a.state from assignments a
                    where a.organisation_id = organisation and a.task_id = p.task_id and a.user_id = me),
                    'released') = 'released'
            order by p.behind, p.key limit 1 for no key update skip locked;
            if found then
                batch := i;
                exit;
            end if;
        end loop;
        if batch is null then
            return;
        end if;

        -- Who holds a lock may leave a place on the task that was passed over.
        select p.behind, p.key into next_behind, next_key
        from task_places p
        where p.organisation_id = organisation and p.batch_id = batches[batch] and p.free > 0
            and (p.behind, p.key) >= (from_behind[batch], from_key[batch])
            and (p.behind, p.key) <= (found_behind, task_key)
            and coalesce((select a.state from assignments a
                where a.organisation_id = organisation and a.task_id = p.task_id and a.user_id = me),
                'released') = 'released'
        order by p.behind, p.key limit 1;
        next_behind := coalesce(next_behind, found_behind);
        next_key := coalesce(next_key, task_key);

        update task_places p set free = p.free - 1 where p.organisation_id = organisation and p.task_id = task;
        insert into assignments as a (organisation_id, id, project_id, task_id, task_key, user_id, state, lease_until,
            created_at)
        values (organisation, new_assignment, project, task, task_key, me, 'leased', until, at)
        on conflict on constraint assignments_organisation_id_task_id_user_id_key do update
        set state = 'leased', lease_until = excluded.lease_until, shown = '{}', reason = null,
            created_at = excluded.created_at
        returning a.id, a.lease_until, a.shown, a.draft::text into assignment, lease_until, shown, draft;
        fresh := true;
        perform put_audit_entry(organisation, new_entry, at, me, 'read-sample', 'sample/' || sample);
    end if;

    select s.content::text into content from samples s
    where s.organisation_id = organisation and s.id = sample and s.deleted_at is null;
    select u.name, u.kind into annotator, annotator_kind from users u
    where u.organisation_id = organisation and u.id = me;
    select coalesce(sum(c.answers), 0) into mine from task_counts c
    where c.organisation_id = organisation and c.project_id = project and c.user_id = me;
end $$;

-- Keeps the order in which an annotator is about to see the candidates.
create function show_candidates(organisation uuid, assignment uuid, candidates int[]) returns void language plpgsql as $$
begin
    perform enter_organisation(organisation);
    update assignments a set shown = candidates where a.organisation_id = organisation and a.id = assignment;
end $$;

-- Counts an answer on its task. A lease that ran out is honoured as long as nobody else has taken its place. Tells in
-- which state the assignment was, and whether the answer counts now.
create function complete_assignment(
    organisation uuid, assignment uuid, me uuid, at timestamptz,
    out was text, out done boolean, out task uuid, out task_key text, out project uuid, out shown int[],
    out completes boolean)
    language plpgsql as $$
declare
    holder uuid;
    batch uuid;
    finished boolean;
begin
    done := false;
    select a.state, a.task_id, a.task_key, a.project_id, a.shown, a.user_id
    into was, task, task_key, project, shown, holder
    from assignments a where a.organisation_id = organisation and a.id = assignment for no key update;
    if holder is distinct from me then
        was := null;
        return;
    end if;
    if was = 'submitted' then
        return;
    end if;
    if was <> 'leased' then
        update task_places p set free = p.free - 1
        where p.organisation_id = organisation and p.task_id = task and p.free > 0;
        if not found then
            return;
        end if;
    end if;
    update tasks t set answers = t.answers + 1,
        state = case when t.answers + 1 >= t.overlap and t.state = 'open' then 'completed' else t.state end,
        completed_at = case when t.answers + 1 >= t.overlap and t.state = 'open' then at else t.completed_at end
    where t.organisation_id = organisation and t.id = task
    returning t.batch_id, t.completed_at = at into batch, finished;
    update assignments a set state = 'submitted', draft = null where a.organisation_id = organisation and a.id = assignment;
    insert into task_counts as c (organisation_id, project_id, batch_id, user_id, completed, answers)
    values (organisation, project, batch, me, case when finished then 1 else 0 end, 1)
    on conflict on constraint task_counts_pkey do update
    set completed = c.completed + excluded.completed, answers = c.answers + 1;
    done := true;
    completes := coalesce(finished, false);
end $$;

-- Stores an annotator's first answer to a task, or the first after the last was withdrawn. Tells in which state the
-- assignment was; the annotation is null if nothing was stored.
create function submit_annotation(
    organisation uuid, assignment uuid, me uuid, new_annotation uuid, new_entry uuid, new_label text, new_answers jsonb,
    new_shown int[], ontology int, guideline int, seconds double precision, at timestamptz,
    out was text, out annotation uuid, out stored_revision int, out completes boolean)
    language plpgsql as $$
declare
    completed record;
begin
    perform enter_organisation(organisation);
    select * into completed from complete_assignment(organisation, assignment, me, at);
    was := completed.was;
    completes := completed.completes;
    if not completed.done then
        return;
    end if;
    insert into annotations (organisation_id, id, project_id, task_id, task_key, user_id, assignment_id, label, answers,
        shown, revision, ontology_version, guideline_version, seconds_active, submitted_at)
    values (organisation, new_annotation, completed.project, completed.task, completed.task_key, me, assignment, new_label,
        new_answers, new_shown, 1, ontology, guideline, seconds, at)
    on conflict on constraint annotations_organisation_id_task_id_user_id_key do nothing
    returning id, revision into annotation, stored_revision;
    if annotation is null then
        insert into annotation_revisions (organisation_id, annotation_id, revision, label, answers, submitted_at)
        select a.organisation_id, a.id, a.revision, a.label, a.answers, a.submitted_at from annotations a
        where a.organisation_id = organisation and a.task_id = completed.task and a.user_id = me;
        update annotations a set label = new_label, answers = new_answers, shown = new_shown, revision = a.revision + 1,
            ontology_version = ontology, guideline_version = guideline, seconds_active = seconds, submitted_at = at,
            withdrawn = false
        where a.organisation_id = organisation and a.task_id = completed.task and a.user_id = me
        returning a.id, a.revision into annotation, stored_revision;
    end if;
    insert into changed_answers (organisation_id, project_id, task_id)
    values (organisation, completed.project, completed.task);
    perform put_audit_entry(organisation, new_entry, at, me, 'submit-annotation', 'annotation/' || annotation);
end $$;
