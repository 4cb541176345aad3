-- Fine-tuning by the rewards of a grader.

alter table openai_fine_tunes drop constraint openai_fine_tunes_method_check;
alter table openai_fine_tunes add constraint openai_fine_tunes_method_check
    check (method in ('supervised', 'dpo', 'reinforcement'));
