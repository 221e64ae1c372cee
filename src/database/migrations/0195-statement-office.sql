-- Where the client wants the printed statement of a month to lie; no office: it is given out wherever they ask.
alter table client add column statement_office_id uuid;
