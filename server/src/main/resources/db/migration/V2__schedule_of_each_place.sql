-- The server and its child each look into a table of their own, so that neither finds, nor in time removes, what is
-- the other's to run.

alter table scheduled_tasks rename to scheduled_server_jobs;
create table scheduled_worker_jobs (like scheduled_server_jobs including all);

insert into scheduled_worker_jobs select * from scheduled_server_jobs where task_name = 'worker-job';
delete from scheduled_server_jobs where task_name = 'worker-job';
