/**
 * One question for everybody who waits: each call gets an answer to a question that was asked after the call, and calls
 * that come while one is under way share the next.
 */
export function askedAfterwards<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<unknown> | undefined;
  let next: Promise<Answer> | undefined;
  const begin = (): Promise<Answer> => {
    next = undefined;
    const asked = ask();
    underWay = asked;
    const end = () => {
      if (underWay === asked) underWay = undefined;
    };
    asked.then(end, end);
    return asked;
  };
  return () => (underWay ? (next ??= underWay.then(begin, begin)) : begin());
}
