/**
 * Hears what others have changed and reads it anew. One page of a browser holds the stream for all its pages: a browser opens
 * few connections to one server.
 */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Which answers hang on a topic, by the beginning of their address. */
const concerned: Record<string, readonly string[]> = {
  calls: ["/calls", "/today", "/touches", "/clients"],
  plan: ["/calls", "/today", "/touches"],
  clients: ["/calls", "/today", "/touches", "/clients", "/handoffs"],
  cards: ["/calls", "/today", "/touches", "/clients"],
  handoffs: ["/handoffs", "/clients"],
  complaints: ["/complaints", "/handoffs"],
};

/** The program was away, and what changed meanwhile was not heard: what stands on the screens is asked again, or had no answer. */
const everything = "*";
const againMs = 10_000;

const gatherMs = 400;
const channelName = "povod-live";

export function useLive(): void {
  const answers = useQueryClient();
  useEffect(() => {
    const gathered = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    return hear((topics) => {
      for (const topic of topics) gathered.add(topic);
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh(answers, [...gathered]);
        gathered.clear();
      }, gatherMs);
    });
  }, [answers]);
}

function refresh(answers: QueryClient, topics: readonly string[]): void {
  if (topics.includes(everything)) return void answers.invalidateQueries();
  const beginnings = topics.flatMap((topic) => concerned[topic] ?? [`/${topic}`]);
  void answers.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === "string" && beginnings.some((beginning) => path.startsWith(beginning)),
  });
}

/** Returns how to stop hearing. */
function hear(listener: (topics: string[]) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener("message", ({ data }) => listener(data as string[]));
  const abort = new AbortController();
  const hold = () =>
    new Promise<void>((resolve) => {
      const tell = (topics: string[]) => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin than its own.
        channel.postMessage(topics);
        listener(topics);
      };
      let missed = false;
      let stream: EventSource;
      let again: ReturnType<typeof setTimeout> | undefined;
      const listen = () => {
        stream = new EventSource("/api/v1/live");
        stream.addEventListener("message", ({ data }) => tell(String(data).split(" ")));
        stream.addEventListener("open", () => {
          if (missed) tell([everything]);
          missed = false;
        });
        stream.addEventListener("error", () => {
          missed = true;
          // The browser tries again by itself unless something before the program has answered in its place.
          if (stream.readyState === EventSource.CLOSED) again = setTimeout(listen, againMs);
        });
      };
      listen();
      abort.signal.addEventListener("abort", () => {
        clearTimeout(again);
        stream.close();
        resolve();
      });
    });
  // Where locks are not to be had every page holds a stream of its own.
  if ("locks" in navigator)
    void navigator.locks.request(channelName, { signal: abort.signal }, hold).catch(() => undefined);
  else void hold();
  return () => {
    abort.abort();
    channel.close();
  };
}
