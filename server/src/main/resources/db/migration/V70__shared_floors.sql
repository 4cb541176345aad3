-- A claim begins where the first free place of the batch is, whoever passed the places before it, and reads them once.

-- An entry is written beside rows of its organisation; looking that up again would lock one row for everybody.
alter table audit_entries drop constraint audit_entries_organisation_id_fkey;

drop function claim_task;

-- Leases the next task of these batches to an annotator, or finds the lease to go on with. As far as the caller knows, no
-- place of a batch is free before its floor, and the annotator has passed what lies before another position. Next is what
-- the annotator has passed now; first_free is the new floor, null if the search did not begin at the old one.
create function claim_task(
    organisation uuid, project uuid, batches uuid[], floor_behind int[], floor_key text[], passed_behind int[],
    passed_key text[], me uuid, new_assignment uuid, new_entry uuid, at timestamptz, until timestamptz, ahead int,
    out assignment uuid, out task uuid, out task_key text, out sample uuid, out lease_until timestamptz, out shown int[],
    out draft text, out fresh boolean, out candidate_order int[], out content text, out annotator text,
    out annotator_kind text, out mine bigint, out batch int, out next_behind int, out next_key text,
    out first_free_behind int, out first_free_key text)
    language plpgsql as $$
declare
    had boolean;
    beyond boolean;
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
            beyond := (floor_behind[i], floor_key[i]) < (passed_behind[i], passed_key[i]);
            next_behind := case when beyond then passed_behind[i] else floor_behind[i] end;
            next_key := case when beyond then passed_key[i] else floor_key[i] end;
            -- Locked places count here: who holds the lock may leave a place on them.
            select p.behind, p.key, coalesce((select a.state from assignments a
                where a.organisation_id = organisation and a.task_id = p.task_id and a.user_id = me),
                'released') <> 'released'
            into first_free_behind, first_free_key, had
            from task_places p
            where p.organisation_id = organisation and p.batch_id = batches[i] and p.free > 0
                and (p.behind, p.key) >= (next_behind, next_key)
            order by p.behind, p.key limit 1;
            continue when not found;
            next_behind := first_free_behind;
            next_key := first_free_key;
            if had then
                select p.behind, p.key into next_behind, next_key
                from task_places p
                where p.organisation_id = organisation and p.batch_id = batches[i] and p.free > 0
                    and (p.behind, p.key) > (first_free_behind, first_free_key)
                    and coalesce((select a.state from assignments a
                        where a.organisation_id = organisation and a.task_id = p.task_id and a.user_id = me),
                        'released') = 'released'
                order by p.behind, p.key limit 1;
                continue when not found;
            end if;
            select p.task_id, p.key, p.sample_id, p.candidate_order
            into task, task_key, sample, candidate_order
            from task_places p
            where p.organisation_id = organisation and p.batch_id = batches[i] and p.free > 0
                and (p.behind, p.key) >= (next_behind, next_key)
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
        if beyond then
            first_free_key := null;
        end if;

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
