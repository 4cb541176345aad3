-- What an operator's graphs need, counted over all organisations and telling of none.

create index jobs_unfinished on jobs (place, state) where state in ('queued', 'running');
create index jobs_finished on jobs (finished_at) where finished_at is not null;

create function operations_jobs() returns table (place text, state text, jobs bigint)
    language sql stable security definer set search_path = public
    begin atomic
        select j.place, j.state, count(*) from jobs j where j.state in ('queued', 'running') group by j.place, j.state;
    end;

create function operations_finished_jobs(from_time timestamptz, to_time timestamptz)
    returns table (kind text, state text, seconds double precision)
    language sql stable security definer set search_path = public
    begin atomic
        select j.kind, j.state, extract(epoch from j.finished_at - j.created_at)::float8
        from jobs j where j.finished_at > from_time and j.finished_at <= to_time limit 10000;
    end;

create function operations_deliveries() returns table (waiting bigint, paused_webhooks bigint)
    language sql stable security definer set search_path = public
    begin atomic
        select (select count(*) from webhook_deliveries d where d.state = 'pending'),
            (select count(*) from webhooks w where w.state = 'paused');
    end;

revoke execute on function operations_jobs, operations_finished_jobs, operations_deliveries from public;
grant execute on function operations_jobs, operations_finished_jobs, operations_deliveries to maslin_rw, maslin_ro;
