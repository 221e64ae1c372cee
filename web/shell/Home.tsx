/** Everybody begins at the first place they may use. */
import { Navigate } from "@tanstack/react-router";
import { useBusiness } from "../api/resources.ts";
import { useMe } from "../api/me.ts";
import { placesOf } from "./places.ts";

export function Home() {
  const { rights } = useMe();
  const business = useBusiness();
  const [first] = placesOf(business.data?.demo ?? false, rights);
  return first ? <Navigate to={first.to} search={{}} replace /> : null;
}
