-- Whether the row made the client, too.
create or replace view import_effect as
select client_id, import_id, line, coalesce((change ->> 'made')::boolean, false) as made from import_change
union all
select client_id, client_import.id, ('x' || right(client_id::text, 8))::bit(32)::integer, true
from imported_row join client_import
  on left(client_id::text, 19) = left(client_import.id::text, 19)
  and substr(client_id::text, 25, 4) = substr(client_import.id::text, 25, 4)
where made_as is not null;
