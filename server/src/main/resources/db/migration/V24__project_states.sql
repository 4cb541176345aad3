-- Projects can rest, be put away, and be deleted with a time in which they can be had back.

alter table projects
    add state text not null default 'active' check (state in ('active', 'paused', 'archived', 'deleted', 'purged')),
    add state_changed_at timestamptz,
    add delete_after timestamptz;
create index projects_to_purge on projects (organisation_id, delete_after) where state = 'deleted';
