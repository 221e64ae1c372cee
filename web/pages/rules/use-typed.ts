/** What is typed over the rules and not kept yet: it outlives a reload, and knows what it was typed over. */
import type { EtiquetteBounds, Etiquette } from "../../../src/planning/contract.ts";
import { useDraft } from "../../api/draft.ts";
import type { Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { isFigure, isSame, textOf, valueOf, type Changes, type FigureName, type Value } from "./figures.ts";

type Typed = Partial<Record<FigureName, { text: string; was: Value }>>;
const nothing: Typed = {};

export interface TypedFigure {
  text: string;
  /** Undefined where what is typed does not fit. */
  value: Value | undefined;
  isChanged: boolean;
  /** Somebody else has changed it since this was typed. */
  isOvertaken: boolean;
}

export function useTyped(props: { rules: Etiquette; bounds: EtiquetteBounds; today: Day }) {
  const language = useLanguage();
  const { rules, bounds, today } = props;
  const [typed, put] = useDraft("rules", { empty: nothing, today });
  const of = (name: FigureName): TypedFigure => {
    const one = typed[name];
    const text = one?.text ?? textOf(name, rules[name], language);
    const value = valueOf(name, text, bounds);
    const isChanged = one !== undefined && !isSame(value, rules[name]);
    return { text, value, isChanged, isOvertaken: isChanged && !isSame(one.was, rules[name]) };
  };
  const names = Object.keys(typed).filter(isFigure);
  const changed = names.filter((name) => of(name).isChanged);
  return {
    of,
    changed,
    changes: Object.fromEntries(changed.map((name) => [name, of(name).value])) as Changes,
    isWhole: changed.every((name) => of(name).value !== undefined),
    set(name: FigureName, text: string) {
      const { [name]: before, ...others } = typed;
      const isAsBefore = isSame(valueOf(name, text, bounds), rules[name]);
      put(isAsBefore ? others : { ...others, [name]: { text, was: before?.was ?? rules[name] } });
    },
    forget: () => put(nothing),
  };
}
