-- Rung 7: webhooks. A delivery is written in the transaction of the deed that it tells, and sent in the background.

create table webhooks (
    organisation_id uuid not null references organisations,
    id uuid not null,
    url text not null,
    events text[] not null,
    project_id uuid,
    secret_version int not null default 1,
    state text not null default 'active' check (state in ('active', 'paused')),
    reason text,
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

create table webhook_deliveries (
    organisation_id uuid not null,
    id uuid not null,
    webhook_id uuid not null,
    event text not null,
    -- The very bytes that are signed and sent.
    body text not null,
    state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
    attempts int not null default 0,
    replays int not null default 0,
    -- When it is due; while it is being sent, when it is given up for lost and sent again.
    next_at timestamptz not null,
    status int,
    error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, webhook_id) references webhooks on delete cascade
);
create index webhook_deliveries_due on webhook_deliveries (organisation_id, webhook_id, next_at) where state = 'pending';
create index webhook_deliveries_newest on webhook_deliveries (organisation_id, webhook_id, id desc);
create index webhook_deliveries_finished on webhook_deliveries (organisation_id, finished_at) where finished_at is not null;

-- What is due, a few for each webhook, so that a slow receiver keeps nobody waiting but itself.
create function webhook_due(at timestamptz, at_most int)
    returns table (organisation_id uuid, webhook_id uuid, delivery_id uuid)
    language sql stable security definer set search_path = public
    begin atomic
        select w.organisation_id, w.id, d.id
        from webhooks w cross join lateral (
            select id, next_at from webhook_deliveries d
            where d.organisation_id = w.organisation_id and d.webhook_id = w.id and d.state = 'pending' and d.next_at <= at
            order by d.next_at limit at_most) d
        where w.state = 'active' order by d.next_at;
    end;
revoke execute on function webhook_due from public;
grant execute on function webhook_due to maslin_rw;

alter table webhooks enable row level security;
create policy one_organisation on webhooks using (organisation_id = current_organisation());
alter table webhook_deliveries enable row level security;
create policy one_organisation on webhook_deliveries using (organisation_id = current_organisation());
