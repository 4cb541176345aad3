-- Overlap that ends as soon as the answers are sure enough. A task has the most answers as its overlap, and places for the
-- least of them; each further place is made when the answers so far do not suffice.
alter table projects add adaptive jsonb;
alter table batches add adaptive jsonb;
alter table tasks add least int check (least >= 1);
create index tasks_adaptive on tasks (organisation_id, project_id) where least is not null and state = 'open';
