/** What is agreed with a client for days to come: planned trips and appointments. */
import { Type, type Static } from "typebox";
import { ClientPath } from "../clients/contract.ts";
import { Day, Id, nullable, oneOf, phrase, TimeOfDay } from "../kernel/wire.ts";

const closed = { additionalProperties: false } as const;
const staffMember = Type.Optional(phrase(36, "Who writes it down."));
const day = Type.String({ format: "date" });
const timeOfDay = Type.String({
  pattern: "^([01]\\d|2[0-3]):[0-5]\\d$",
  description: "HH:MM, at the office.",
});

const tripStates = ["expected", "confirmed", "handed_over", "booked", "dropped"] as const;
const appointmentStates = ["booked", "kept", "missed", "cancelled"] as const;

const trip = {
  startsOn: Type.String({ format: "date", description: "The day, or the first day of the month or season." }),
  precision: oneOf(["day", "month", "season"]),
  destination: phrase(200),
  companions: Type.Optional(nullable(phrase(200))),
  state: Type.Optional(oneOf(tripStates)),
};
export const TripInput = Type.Object({ ...trip, staffMember }, closed);
export type TripInput = Static<typeof TripInput>;
export const TripPath = Type.Object({ ...ClientPath.properties, trip: Id });

const appointment = {
  office: Id,
  on: day,
  time: timeOfDay,
  withWhom: Type.Optional(phrase(200)),
  about: Type.Optional(phrase(500)),
  state: Type.Optional(oneOf(appointmentStates)),
};
export const AppointmentInput = Type.Object({ ...appointment, staffMember }, closed);
export type AppointmentInput = Static<typeof AppointmentInput>;
export const AppointmentPath = Type.Object({ ...ClientPath.properties, appointment: Id });

export const Agreed = Type.Object({
  plannedTrips: Type.Array(
    Type.Object({
      id: Id,
      startsOn: Day,
      precision: oneOf(["day", "month", "season"]),
      destination: Type.String(),
      companions: nullable(Type.String()),
      state: oneOf(tripStates),
    }),
  ),
  appointments: Type.Array(
    Type.Object({
      id: Id,
      office: Id,
      on: Day,
      time: TimeOfDay,
      withWhom: Type.String(),
      about: Type.String(),
      state: oneOf(appointmentStates),
    }),
  ),
});
export type Agreed = Static<typeof Agreed>;
