-- An annotation answers many questions. Its answers are kept in the sample's own order; until now there was one question,
-- whose answer in that order was the label.
update annotations a set answers = jsonb_build_object((select jsonb_object_keys(a.answers) limit 1), a.label)
where (select count(*) from jsonb_object_keys(a.answers)) = 1;
update annotation_revisions r set answers = jsonb_build_object((select jsonb_object_keys(r.answers) limit 1), r.label)
where (select count(*) from jsonb_object_keys(r.answers)) = 1;

-- The label is that of the leading question; there may be none.
alter table annotations alter column label drop not null;
alter table annotation_revisions alter column label drop not null;
