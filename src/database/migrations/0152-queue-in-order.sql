-- The calls of a day in the order they are worth making: the next one is found without looking at all of them.
create index touch_queue on touch
  (on_day, (array_position(array['service', 'greeting', 'loyalty', 'care', 'advertising']::text[], purpose)), worth desc, id)
  where channel = 'call' and state in ('planned', 'due', 'queued');
