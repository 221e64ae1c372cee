-- With whom somebody travelled, as it was said.
alter table dealing add column companions text;
