-- How the business itself asks for a fact; without words of its own a question is asked in ours.
alter table wanted_fact
  add column question_ru text,
  add column question_en text,
  add constraint wanted_fact_question check (question_ru is null = (question_en is null));
