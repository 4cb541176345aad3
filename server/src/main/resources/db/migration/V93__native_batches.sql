-- Which native batches stand behind which batches of the dialect: one in each native project of its tasks.
create table scale_native_batches (
    organisation_id uuid not null,
    batch_id text not null,
    native_project_id uuid not null,
    native_batch_id uuid not null,
    primary key (organisation_id, batch_id, native_project_id),
    foreign key (organisation_id, batch_id) references scale_batches
);
alter table scale_native_batches enable row level security;
create policy one_organisation on scale_native_batches using (organisation_id = current_organisation());
