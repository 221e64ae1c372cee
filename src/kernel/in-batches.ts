/**
 * For what costs the same for many as for one: whoever comes while a batch is on its way waits for it, and those who wait go
 * together; nobody waits for company. Where a batch fails each of it is tried alone, so that nobody fails for another.
 *
 * `doAll`: results in the order of the items.
 */
export function inBatches<Item, Result>(
  doAll: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isUnderWay = false;

  const doOne = async ({ item, done }: Waiting<Item, Result>) => {
    try {
      done.resolve((await doAll([item]))[0] as Result);
    } catch (error) {
      done.reject(error);
    }
  };

  async function go(): Promise<void> {
    // What is asked in the same breath goes together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      if (batch.length > 1 && (await didAll(batch, doAll))) continue;
      for (const one of batch) await doOne(one);
    }
    isUnderWay = false;
  }

  return (item) => {
    const done = Promise.withResolvers<Result>();
    waiting.push({ item, done });
    if (!isUnderWay) {
      isUnderWay = true;
      void go();
    }
    return done.promise;
  };
}

interface Waiting<Item, Result> {
  item: Item;
  done: PromiseWithResolvers<Result>;
}

async function didAll<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  doAll: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<boolean> {
  try {
    const results = await doAll(batch.map(({ item }) => item));
    batch.forEach(({ done }, at) => done.resolve(results[at] as Result));
    return true;
  } catch {
    return false;
  }
}
