-- How a chain's policies are trained.

alter table chains add column method text not null default 'dpo' check (method in ('dpo', 'grpo', 'ppo'));
