-- The same claims and answers in fewer statements: what calls a function alone is an assignment, which the language
-- evaluates without a statement, and what was read one after the other is read at once.

-- Stores an entry of the audit log without details; the leaf is what the product's own code would write.
create or replace function put_audit_entry(organisation uuid, entry uuid, at timestamptz, actor uuid, action text, object text)
    returns void language plpgsql as $$
begin
    insert into audit_entries (organisation_id, id, at, actor, action, object, leaf)
    values (organisation, entry, at, actor::text, action, object, '\x01'::bytea || convert_to(
        '{"action":"' || action || '","actor":"' || actor || '","at":' || (extract(epoch from at) * 1000000)::bigint
        || ',"commitments":{},"id":"' || entry || '","object":"' || object || '","organisation":"' || organisation
        || '"}', 'UTF8'));
end $$;

-- Leases the next task of these batches to an annotator, or finds the lease to go on with. As far as the caller knows, no
-- place of a batch is free before its floor, and the annotator has passed what lies before another position. Next is what
-- the annotator has passed now; first_free is the new floor, null if the search did not begin at the old one.
create or replace function claim_task(
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
    nothing text;
begin
    nothing := set_config('app.organisation', organisation::text, true);
    nothing := pg_advisory_xact_lock(hashtextextended(project::text || me::text, 0));

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
            with found as (
                select p.task_id from task_places p
                where p.organisation_id = organisation and p.batch_id = batches[i] and p.free > 0
                    and (p.behind, p.key) >= (next_behind, next_key)
                    and coalesce((select a.state from assignments a
                        where a.organisation_id = organisation and a.task_id = p.task_id and a.user_id = me),
                        'released') = 'released'
                order by p.behind, p.key limit 1 for no key update skip locked)
            update task_places p set free = p.free - 1 from found
            where p.organisation_id = organisation and p.task_id = found.task_id
            returning p.task_id, p.key, p.sample_id, p.candidate_order into task, task_key, sample, candidate_order;
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

        insert into assignments as a (organisation_id, id, project_id, task_id, task_key, user_id, state, lease_until,
            created_at)
        values (organisation, new_assignment, project, task, task_key, me, 'leased', until, at)
        on conflict on constraint assignments_organisation_id_task_id_user_id_key do update
        set state = 'leased', lease_until = excluded.lease_until, shown = '{}', reason = null,
            created_at = excluded.created_at
        returning a.id, a.lease_until, a.shown, a.draft::text into assignment, lease_until, shown, draft;
        fresh := true;
        nothing := put_audit_entry(organisation, new_entry, at, me, 'read-sample', 'sample/' || sample);
    end if;

    select u.name, u.kind,
        (select s.content::text from samples s
            where s.organisation_id = organisation and s.id = sample and s.deleted_at is null),
        (select coalesce(sum(c.answers), 0) from task_counts c
            where c.organisation_id = organisation and c.project_id = project and c.user_id = me)
    into annotator, annotator_kind, content, mine
    from users u where u.organisation_id = organisation and u.id = me;
end $$;

-- Stores an annotator's first answer to a task, or the first after the last was withdrawn. Tells in which state the
-- assignment was; the annotation is null if nothing was stored.
create or replace function submit_annotation(
    organisation uuid, assignment uuid, me uuid, new_annotation uuid, new_entry uuid, new_label text, new_answers jsonb,
    new_shown int[], ontology int, guideline int, seconds double precision, at timestamptz,
    out was text, out annotation uuid, out stored_revision int, out completes boolean)
    language plpgsql as $$
declare
    completed record;
    nothing text;
begin
    nothing := set_config('app.organisation', organisation::text, true);
    completed := complete_assignment(organisation, assignment, me, at);
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
    nothing := put_audit_entry(organisation, new_entry, at, me, 'submit-annotation', 'annotation/' || annotation);
end $$;
