-- Places at a running job for other processes that work. Who leads the job offers them before each attempt and takes them
-- away after it; the two counters tell each side that the other lives, without a clock of theirs being compared.
create table job_seats (
    organisation_id uuid not null,
    id uuid not null,
    job_id uuid not null,
    state text not null default 'open' check (state in ('open', 'taken', 'called', 'done', 'lost')),
    folder text not null,
    taken_by text,
    address text,
    rank int,
    command jsonb,
    error text,
    leader_beat bigint not null default 0,
    member_beat bigint not null default 0,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, job_id) references jobs on delete cascade
);
create index job_seats_of_job on job_seats (organisation_id, job_id);
alter table job_seats enable row level security;
create policy one_organisation on job_seats using (organisation_id = current_organisation());
