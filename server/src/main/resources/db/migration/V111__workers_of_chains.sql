-- How many processes train a chain's models together.
alter table chains add column workers int not null default 1 check (workers between 1 and 16);
