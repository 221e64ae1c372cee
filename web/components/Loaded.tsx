/** Shows an answer, or what stands in for it: a skeleton that keeps the layout, or what went wrong and what to do. */
import type { ReactNode } from "react";
import { Trouble } from "./Trouble.tsx";

interface Asked<Answer> {
  data: Answer | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

export function Loaded<Answer>(props: {
  asked: Asked<Answer>;
  waiting: ReactNode;
  children: (answer: Answer) => ReactNode;
}) {
  const { data, error, isPlaceholderData, refetch } = props.asked;
  if (data === undefined) {
    return error ? <Trouble error={error} onRetry={() => void refetch()} /> : props.waiting;
  }
  return (
    <div aria-busy={isPlaceholderData}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {props.children(data)}
    </div>
  );
}
