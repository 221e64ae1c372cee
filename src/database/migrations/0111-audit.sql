-- The looks of everybody, the newest first: an id tells when it was made.
create index client_view_made on client_view (id);
create index audit_line_of_key on audit_line (api_key_id, id) where api_key_id is not null;
