-- How a webhook stands, seen at one look: what it accepted last, and what was given up, found without what was delivered.

alter table webhook add column accepted_at timestamptz;
update webhook set accepted_at = (
  select max(settled_at) from webhook_message where webhook_id = webhook.id and state = 'delivered');

create index webhook_message_given_up on webhook_message (webhook_id, happened_at, id) where state = 'given_up';
