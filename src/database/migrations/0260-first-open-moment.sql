-- The first moment from `at` on at which the hours let a client be reached: on the client's own clock, by the business's
-- calendar and settings, inside the hours the client asks for. A verdict names it as the earliest moment; the plan of a day
-- reckons by the same hours (client-facts.ts). Null where a whole month has none.
create function opens_from(at timestamptz, zone text, zone_from text, hours_from time, hours_to time) returns timestamptz
  language plpgsql stable parallel safe
as $$
declare
  etiquette jsonb;
  business_zone text;
  on_day date;
  is_off boolean;
  opens time;
  closes time;
  from_time time;
  to_time time;
  opens_at timestamptz;
  closes_at timestamptz;
begin
  if at is null or not isfinite(at) then
    return null;
  end if;
  select business.settings -> 'etiquette', business.zone into etiquette, business_zone from business;
  on_day := (at at time zone zone)::date;
  for ahead in 0..31 loop
    is_off := coalesce((select kind = 'holiday' from business_calendar_day where date = on_day), extract(isodow from on_day) >= 6);
    if is_off then
      opens := greatest(coalesce((etiquette -> 'weekend' ->> 'opens')::time, time '11:00'), time '09:00');
      closes := least(coalesce((etiquette -> 'weekend' ->> 'closes')::time, time '19:00'), time '20:00');
    else
      opens := greatest(coalesce((etiquette -> 'weekday' ->> 'opens')::time, time '10:00'), time '08:00');
      closes := least(coalesce((etiquette -> 'weekday' ->> 'closes')::time, time '20:00'), time '22:00');
    end if;
    -- Hours beyond midnight are kept as far as the evening goes; where it has none of them, the morning.
    from_time := case when hours_from >= hours_to and hours_from >= closes then null else hours_from end;
    to_time := case when hours_from >= hours_to and hours_from < closes then null else hours_to end;
    if zone_from = 'narrowest' then
      select max((on_day + opens) at time zone zones.zone), min((on_day + closes) at time zone zones.zone)
      into opens_at, closes_at
      from (select office.zone from office union select business.zone from business where not exists (select from office)) as zones;
      opens_at := greatest(opens_at, (on_day + from_time) at time zone zone);
      closes_at := least(closes_at, (on_day + to_time) at time zone zone);
    else
      opens_at := (on_day + greatest(opens, from_time)) at time zone zone;
      closes_at := (on_day + least(closes, to_time)) at time zone zone;
    end if;
    -- A day is planned from its beginning on the business's own clock on.
    opens_at := greatest(opens_at, on_day::timestamp at time zone business_zone);
    if greatest(opens_at, at) < closes_at then
      return greatest(opens_at, at);
    end if;
    on_day := on_day + 1;
  end loop;
  return null;
end
$$;

alter table touch
  drop column opens_time,
  drop column next_opens_at,
  -- The next day on which operators have time for calls.
  add column capacity_free_on date;
