-- How likely a reviewer finds fault with an answer: the queue begins with the likeliest.
alter table reviews add column risk double precision;
drop index reviews_queue;
create index reviews_queue on reviews (organisation_id, project_id, level desc, risk desc nulls last, task_key)
    where state in ('pending', 'leased');
