-- How each prompt of an evaluation was judged, in the order of their tasks.
alter table evaluations add column outcomes float8[] not null default '{}';
