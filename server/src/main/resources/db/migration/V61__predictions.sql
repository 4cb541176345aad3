-- What models answered about samples, shown as a start where a project wants that; and what of it an annotator took over.
alter table projects add column prefill boolean not null default false;

create table predictions (
    organisation_id uuid not null,
    id uuid not null,
    project_id uuid not null,
    sample_id uuid not null,
    model text not null,
    model_version text not null default '',
    score double precision,
    answers jsonb not null,
    ontology_version int not null,
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    unique (organisation_id, sample_id, model, model_version)
);
create index predictions_of_project on predictions (organisation_id, project_id, id desc);

-- One row for each revision of an answer that began with a prediction.
create table annotation_origins (
    organisation_id uuid not null,
    annotation_id uuid not null,
    revision int not null,
    prediction_id uuid not null,
    origins jsonb not null,
    primary key (organisation_id, annotation_id, revision)
);
create index annotation_origins_of_prediction on annotation_origins (organisation_id, prediction_id);

alter table predictions enable row level security;
create policy one_organisation on predictions using (organisation_id = current_organisation());
alter table annotation_origins enable row level security;
create policy one_organisation on annotation_origins using (organisation_id = current_organisation());
