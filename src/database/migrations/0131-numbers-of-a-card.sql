-- The numbers a card has had, for the line of time and for whoever takes a card's number along: without this the whole
-- list was read for each page.
create index card_number_card on card_number (client_id, card_id);
