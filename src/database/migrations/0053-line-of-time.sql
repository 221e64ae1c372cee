-- A page of a client's line of time costs the same however long the line is: each kind is read in its order from where the
-- page begins. What a purchase earned and redeemed is told with the purchase, so its postings have no place here.
create index presentation_line on presentation (client_id, presented_on, id);
create index dealing_line on dealing (client_id, happened_on, id);
create index posting_line on posting (client_id, happened_on, id)
  where not (kind in ('earned', 'redeemed') and dealing_id is not null);
