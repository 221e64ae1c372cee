-- Of every earlier version not only the step it ended with, but what ended it before: whose goal was reached while it was in
-- force, or who was spoken to, is finished too. `stops` may say nothing; then the goal ends a chain.
update chain_version as own set ends = (
  select jsonb_agg(told.known
    || case when earlier.definition ->> 'goal' <> 'none' and stops.list ? 'goal'
      then jsonb_build_object('until', coalesce(earlier.retired_at, own.live_from), 'goal', earlier.definition ->> 'goal',
        'before', (
          select coalesce(jsonb_agg(substr(step ->> 'offset', 2)), '[]') from jsonb_array_elements(earlier.definition -> 'steps') as step
          where step ->> 'offset' like '-%'
        ))
      else '{}' end
    || case when stops.list ? 'answered' and jsonb_array_length(earlier.definition -> 'steps') > 1
      then jsonb_build_object('answered', true) else '{}' end)
  from jsonb_array_elements(own.ends) as told (known)
  left join chain_version as earlier on earlier.chain = own.chain and earlier.version = (told.known ->> 'version')::int
  cross join lateral (select coalesce(earlier.definition -> 'stops', '["goal", "refused"]') as list) as stops
)
where ends <> '[]';
