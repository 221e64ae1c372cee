-- The time zone a phone number tells, where it tells one.

-- By the beginning of a number. Russia: the area codes of the numbering plan (ABC), each by the zone its region keeps in
-- the tz database; 411 has three zones, a mobile number (DEF) and 800 have none. Kazakhstan has kept one clock since
-- 1 March 2024. Elsewhere the country's code, where all of the country and whoever shares the code keep one clock in
-- 2025-2028 (CLDR's zones by country). A number that begins with nothing of this tells no zone.
create table phone_region (
  prefix text collate "C" primary key,
  zone text not null
);

insert into phone_region (prefix, zone)
select '+7' || area, zone from (values
  ('Europe/Kaliningrad', '401'),
  ('Europe/Moscow', '471 472 473 474 475 481 482 483 484 485 486 487 491 492 493 494 495 496 498 499 811 812
    813 814 815 816 817 818 820 821 831 834 835 836 841 843 847 855 861 862 863 865 866 867
    871 872 873 877 878 879'),
  ('Europe/Kirov', '833'),
  ('Europe/Simferopol', '365 869'),
  ('Europe/Volgograd', '844'),
  ('Europe/Astrakhan', '851'),
  ('Europe/Samara', '341 846 848'),
  ('Europe/Saratov', '845'),
  ('Europe/Ulyanovsk', '842'),
  ('Asia/Yekaterinburg', '342 343 345 346 347 349 351 352 353'),
  ('Asia/Omsk', '381'),
  ('Asia/Barnaul', '385 388'),
  ('Asia/Krasnoyarsk', '390 391 394'),
  ('Asia/Novokuznetsk', '384'),
  ('Asia/Novosibirsk', '383'),
  ('Asia/Tomsk', '382'),
  ('Asia/Irkutsk', '301 395'),
  ('Asia/Chita', '302'),
  ('Asia/Yakutsk', '416'),
  ('Asia/Vladivostok', '421 423 426'),
  ('Asia/Magadan', '413'),
  ('Asia/Sakhalin', '424'),
  ('Asia/Kamchatka', '415'),
  ('Asia/Anadyr', '427')
) as russia (zone, areas) cross join lateral regexp_split_to_table(areas, '\s+') as area
union all values ('+77', 'Asia/Almaty')
union all
select '+' || split_part(country, '=', 1), split_part(country, '=', 2)
from regexp_split_to_table('20=Africa/Cairo 211=Africa/Juba 212=Africa/Casablanca 213=Africa/Algiers 216=Africa/Tunis 218=Africa/Tripoli
  220=Africa/Banjul 221=Africa/Dakar 222=Africa/Nouakchott 223=Africa/Bamako 224=Africa/Conakry 225=Africa/Abidjan
  226=Africa/Ouagadougou 227=Africa/Niamey 228=Africa/Lome 229=Africa/Porto-Novo 230=Indian/Mauritius
  231=Africa/Monrovia 232=Africa/Freetown 233=Africa/Accra 234=Africa/Lagos 235=Africa/Ndjamena 236=Africa/Bangui
  237=Africa/Douala 238=Atlantic/Cape_Verde 239=Africa/Sao_Tome 240=Africa/Malabo 241=Africa/Libreville
  242=Africa/Brazzaville 244=Africa/Luanda 245=Africa/Bissau 246=Indian/Chagos 248=Indian/Mahe 249=Africa/Khartoum
  250=Africa/Kigali 251=Africa/Addis_Ababa 252=Africa/Mogadishu 253=Africa/Djibouti 254=Africa/Nairobi
  255=Africa/Dar_es_Salaam 256=Africa/Kampala 257=Africa/Bujumbura 258=Africa/Maputo 260=Africa/Lusaka
  261=Indian/Antananarivo 263=Africa/Harare 264=Africa/Windhoek 265=Africa/Blantyre 266=Africa/Maseru
  267=Africa/Gaborone 268=Africa/Mbabane 269=Indian/Comoro 27=Africa/Johannesburg 290=Atlantic/St_Helena
  291=Africa/Asmara 297=America/Aruba 298=Atlantic/Faroe 30=Europe/Athens 31=Europe/Amsterdam 32=Europe/Brussels
  33=Europe/Paris 350=Europe/Gibraltar 352=Europe/Luxembourg 353=Europe/Dublin 354=Atlantic/Reykjavik
  355=Europe/Tirane 356=Europe/Malta 357=Asia/Nicosia 358=Europe/Helsinki 359=Europe/Sofia 36=Europe/Budapest
  370=Europe/Vilnius 371=Europe/Riga 372=Europe/Tallinn 373=Europe/Chisinau 374=Asia/Yerevan 375=Europe/Minsk
  376=Europe/Andorra 377=Europe/Monaco 378=Europe/San_Marino 381=Europe/Belgrade 382=Europe/Podgorica
  385=Europe/Zagreb 386=Europe/Ljubljana 387=Europe/Sarajevo 389=Europe/Skopje 39=Europe/Rome 40=Europe/Bucharest
  41=Europe/Zurich 420=Europe/Prague 421=Europe/Bratislava 423=Europe/Vaduz 43=Europe/Vienna 44=Europe/London
  45=Europe/Copenhagen 46=Europe/Stockholm 47=Europe/Oslo 48=Europe/Warsaw 49=Europe/Berlin 500=Atlantic/Stanley
  501=America/Belize 502=America/Guatemala 503=America/El_Salvador 504=America/Tegucigalpa 505=America/Managua
  506=America/Costa_Rica 507=America/Panama 508=America/Miquelon 509=America/Port-au-Prince 51=America/Lima
  53=America/Havana 54=America/Argentina/Buenos_Aires 57=America/Bogota 58=America/Caracas 590=America/Guadeloupe
  591=America/La_Paz 592=America/Guyana 594=America/Cayenne 595=America/Asuncion 596=America/Martinique
  597=America/Paramaribo 598=America/Montevideo 599=America/Curacao 60=Asia/Kuala_Lumpur 63=Asia/Manila
  65=Asia/Singapore 66=Asia/Bangkok 670=Asia/Dili 673=Asia/Brunei 674=Pacific/Nauru 676=Pacific/Tongatapu
  677=Pacific/Guadalcanal 678=Pacific/Efate 679=Pacific/Fiji 680=Pacific/Palau 681=Pacific/Wallis
  682=Pacific/Rarotonga 683=Pacific/Niue 685=Pacific/Apia 687=Pacific/Noumea 688=Pacific/Funafuti 690=Pacific/Fakaofo
  692=Pacific/Majuro 81=Asia/Tokyo 82=Asia/Seoul 84=Asia/Ho_Chi_Minh 850=Asia/Pyongyang 852=Asia/Hong_Kong
  853=Asia/Macau 855=Asia/Phnom_Penh 856=Asia/Vientiane 880=Asia/Dhaka 886=Asia/Taipei 90=Europe/Istanbul
  91=Asia/Kolkata 92=Asia/Karachi 93=Asia/Kabul 94=Asia/Colombo 95=Asia/Yangon 960=Indian/Maldives 961=Asia/Beirut
  962=Asia/Amman 963=Asia/Damascus 964=Asia/Baghdad 965=Asia/Kuwait 966=Asia/Riyadh 967=Asia/Aden 968=Asia/Muscat
  970=Asia/Gaza 971=Asia/Dubai 972=Asia/Jerusalem 973=Asia/Bahrain 974=Asia/Qatar 975=Asia/Thimphu 977=Asia/Kathmandu
  98=Asia/Tehran 992=Asia/Dushanbe 993=Asia/Ashgabat 994=Asia/Baku 995=Asia/Tbilisi 996=Asia/Bishkek 998=Asia/Tashkent', '\s+') as country;

-- A server's own list of zones may be older than this one.
delete from phone_region where zone not in (select name from pg_timezone_names);

create function phone_zone(phone text) returns text language sql stable parallel safe as $$
  select zone from phone_region
  where prefix = any (array[left(phone, 5), left(phone, 4), left(phone, 3)])
  order by length(prefix) desc limit 1
$$;

-- Null: no phone of the client's tells one, or they tell different ones.
alter table client add column phone_zone text;

create function keep_phone_zones(clients uuid[]) returns void language sql as $$
  update client set phone_zone = told.zone
  from (
    select asked.id, case when min(said.zone) = max(said.zone) then min(said.zone) end as zone
    from unnest(clients) as asked (id)
    left join contact_point as point on point.client_id = asked.id and point.kind = 'phone' and point.state <> 'wrong'
    left join lateral (select phone_zone(point.value) as zone) as said on true
    group by asked.id
  ) as told
  where client.id = told.id and client.phone_zone is distinct from told.zone
$$;

-- Keeps it in step with the phones, whoever writes them. Nearly all numbers are Russian mobile ones, and cost a glance.
create function keep_phone_zone() returns trigger language plpgsql as $$
declare
  clients uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct client_id) into clients from added where kind = 'phone' and left(value, 3) <> '+79';
  elsif tg_op = 'DELETE' then
    select array_agg(distinct client_id) into clients from gone where kind = 'phone' and left(value, 3) <> '+79';
  else
    select array_agg(distinct client_id) into clients
    from (select * from gone union all select * from added) as point where kind = 'phone' and left(value, 3) <> '+79';
  end if;
  if clients is not null then
    perform keep_phone_zones(clients);
  end if;
  return null;
end $$;
create trigger phone_zone_added after insert on contact_point referencing new table as added
  for each statement execute function keep_phone_zone();
create trigger phone_zone_changed after update on contact_point referencing old table as gone new table as added
  for each statement execute function keep_phone_zone();
create trigger phone_zone_gone after delete on contact_point referencing old table as gone
  for each statement execute function keep_phone_zone();

-- The clients there are.
select keep_phone_zones(array_agg(distinct client_id)) from contact_point
where kind = 'phone' and left(value, 3) <> '+79';
