/** Results of works that go on at the same time. Whatever one of them throws, none is at work any more when it is thrown. */
export async function allOf<Result>(works: readonly Promise<Result>[]): Promise<Result[]> {
  const ended = await Promise.allSettled(works);
  return ended.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}
