-- A look back finds the trips and appointments that stood on another day before they were moved.
create index client_change_trip on client_change ((before ->> 'startsOn')) where field = 'planned_trip' and before is not null;
create index client_change_appointment on client_change ((before ->> 'on')) where field = 'appointment' and before is not null;
