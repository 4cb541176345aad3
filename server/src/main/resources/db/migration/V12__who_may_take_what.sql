-- What users belong to and can do, and whom a batch is for.

alter table users
    add groups text[] not null default '{}',
    add skills text[] not null default '{}',
    add languages text[] not null default '{}';

alter table batches add rule jsonb not null default '{}';
