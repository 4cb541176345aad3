-- What requests with an Idempotency-Key were answered, so that one that is sent again is answered the same and done once.
create table told_once (
    organisation_id uuid not null,
    user_id uuid not null,
    key text not null,
    request text not null,
    status int,
    body text,
    at timestamptz not null,
    primary key (organisation_id, user_id, key)
);
create index told_once_at on told_once (organisation_id, at);
alter table told_once enable row level security;
create policy one_organisation on told_once using (organisation_id = current_organisation());
