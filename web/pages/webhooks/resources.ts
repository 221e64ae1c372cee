/** Other systems that are told of what happens here: read, made, changed, tried; and their messages. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type {
  MadeWebhook,
  Messages,
  NewWebhook,
  SentAgain,
  Tested,
  WaitAgain,
  Webhook,
  WebhookPatch,
} from "../../../src/webhooks/contract.ts";
import type { MessageState } from "../../api/closed-lists.ts";
import { change, get, send } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

const path = "/webhooks";

export function useWebhooks() {
  const language = useLanguage();
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<{ webhooks: Webhook[] }>(path, { language, signal }),
  });
}

export function useWebhook(id: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [path, id],
    queryFn: ({ signal }) => get<Webhook>(`${path}/${id}`, { language, signal }),
  });
}

export function useMessages(id: string, state: MessageState | undefined) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: [path, id, "messages", state],
    queryFn: ({ pageParam, signal }) =>
      get<Messages>(`${path}/${id}/messages`, { language, query: { state, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What is asked of the program; whatever it answers, how the systems stand is read anew. */
function useAct<Asked, Answer>(
  act: (asked: Asked, language: ReturnType<typeof useLanguage>) => Promise<Answer>,
) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked) => act(asked, language),
    onSettled: () => answers.invalidateQueries({ queryKey: [path] }),
  });
}

/** Made where there is none yet: then it answers with the secret. */
export const useKeep = (id: string | undefined) =>
  useAct(async (body: NewWebhook, language) => {
    if (id === undefined) return (await send<MadeWebhook>(path, { language, body })).secret;
    await change<Webhook>("PATCH", `${path}/${id}`, { language, body });
    return undefined;
  });

export const useChange = (id: string) =>
  useAct((body: WebhookPatch, language) => change<Webhook>("PATCH", `${path}/${id}`, { language, body }));

export const useNewSecret = (id: string) =>
  useAct((_: void, language) => send<MadeWebhook>(`${path}/${id}/secrets`, { language, body: {} }));

export const useTest = (id: string) =>
  useAct((_: void, language) => send<Tested>(`${path}/${id}/test`, { language, body: {} }));

export const useSendAgain = (id: string) =>
  useAct((body: SentAgain, language) =>
    change<WaitAgain>("POST", `${path}/${id}/messages/send-again`, { language, body }),
  );

export function useRemove(id: string, onGone: () => Promise<void>) {
  const language = useLanguage();
  const answers = useQueryClient();
  return useMutation({
    mutationFn: () => change<Webhook>("DELETE", `${path}/${id}`, { language }),
    onSuccess: async () => {
      await onGone();
      answers.removeQueries({ queryKey: [path, id] });
      await answers.invalidateQueries({ queryKey: [path] });
    },
  });
}
