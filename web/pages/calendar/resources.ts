/** The business's calendar of a year, and a day of it said otherwise or put back. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Calendar, NewCalendarDay } from "../../../src/business/calendar-contract.ts";
import { change, get } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";
import type { Day } from "../../language/days.ts";

const path = "/calendar";

/** This one where no year is named. */
export function useCalendar(year: number | undefined) {
  const language = useLanguage();
  return useQuery({
    queryKey: [path, year],
    queryFn: ({ signal }) => get<Calendar>(path, { language, query: { year: year?.toString() }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** `day` undefined: as the country has it. */
export function useSetDay(onKept: () => void) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: ({ date, day }: { date: Day; day: NewCalendarDay | undefined }) =>
      day
        ? change<Calendar>("PUT", `${path}/days/${date}`, { language, body: day })
        : change<Calendar>("DELETE", `${path}/days/${date}`, { language }),
    onSuccess: async () => {
      await answers.invalidateQueries({ queryKey: [path] });
      onKept();
    },
  });
}
