-- Gold that does not stand out: where tasks begin with predictions, one without a prediction would be known by that.

-- Whether gold of a sample looks like the tasks around it.
create function gold_fits(organisation uuid, project uuid, sample uuid) returns boolean language sql stable as $$
    select not p.prefill
        or exists (select 1 from predictions r where r.organisation_id = organisation and r.sample_id = sample)
        or not exists (
            select 1 from predictions r join tasks t on t.organisation_id = r.organisation_id and t.sample_id = r.sample_id
            where r.organisation_id = organisation and r.project_id = project)
    from projects p where p.organisation_id = organisation and p.id = project
$$;

-- Leases a training task that is still to be done, a gold task where one is due, or what claim_task leases. A gold task
-- takes the turn of a task, never its place.
create or replace function claim_task_or_known(
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
    prefilled boolean;
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
                select p.prefill into prefilled from projects p where p.organisation_id = organisation and p.id = project;
                select k.id, k.key, k.sample_id, k.purpose into task, task_key, sample, purpose
                from known_tasks k
                where k.organisation_id = organisation and k.project_id = project and k.purpose = 'gold'
                    and not k.retired and (k.batch_id is null or k.batch_id = open_batch)
                    and (not prefilled or gold_fits(organisation, project, k.sample_id))
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
create or replace function open_with_gold(organisation uuid, project uuid, me uuid, open_tasks int, at_most int) returns int
    language plpgsql stable as $$
declare
    rule jsonb;
    prefilled boolean;
    hidden bytea;
    place bigint;
    gold int;
    tasks int := 0;
    served int := 0;
begin
    select p.gold, p.prefill into rule, prefilled from projects p where p.organisation_id = organisation and p.id = project;
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
        and (not prefilled or gold_fits(organisation, project, k.sample_id))
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
