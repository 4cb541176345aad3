-- Files that samples show. A blob is kept once; which samples show it stands beside, so that it goes with the last of them.
create table sample_files (
    organisation_id uuid not null,
    blob text not null,
    name text not null,
    type text not null,
    bytes bigint not null,
    width int,
    height int,
    orientation int,
    kept_at timestamptz not null,
    primary key (organisation_id, blob)
);

create table sample_blobs (
    organisation_id uuid not null,
    sample_id uuid not null,
    blob text not null,
    primary key (organisation_id, sample_id, blob)
);
create index sample_blobs_of_blob on sample_blobs (organisation_id, blob);

-- Until now an import could not be asked for these.
update imports set wanted = wanted || '{"rows": false, "files": false}';

alter table sample_files enable row level security;
create policy one_organisation on sample_files using (organisation_id = current_organisation());
alter table sample_blobs enable row level security;
create policy one_organisation on sample_blobs using (organisation_id = current_organisation());
