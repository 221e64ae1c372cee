/** Where one can go: all places beside the screen, or on a telephone four of them below it and a menu with the rest. */
import { useTranslation } from "react-i18next";
import { useMe } from "../api/me.ts";
import { MorePlaces } from "./MorePlaces.tsx";
import { PlaceLink } from "./PlaceLink.tsx";
import { restOnPhone, type Place } from "./places.ts";

export function Places({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const rest = restOnPhone(useMe().staffMember.role, places);
  return (
    <nav className="frame-places" aria-label={t("shell.places")}>
      {places.map((place) => (
        <PlaceLink key={place.to} place={place} wideOnly={rest.includes(place)} />
      ))}
      {rest.length > 0 && <MorePlaces places={rest} />}
    </nav>
  );
}
