-- The sizes of the pages of an image that has several.
alter table sample_files add column pages jsonb;
