/**
 * A shop's first steps through a client that @hey-api/openapi-ts has made from the API's description. Nothing here knows of Bandwagon but by that description:
 * the server's tests generate, compile and run it.
 */
import { createClient } from "./generated/client/index.js";
import {
  getEventsIdExplanation,
  getExportsRewardsCsv,
  getMembersExternalIdQrPng,
  getRewards,
  postEvents,
  postPrograms,
  postProgramsProgramPublish,
  putMembersExternalId,
} from "./generated/index.js";
import type { Event, Problem, Reward } from "./generated/types.gen.js";

export interface Shop {
  url: string;
  key: string;
  program: Record<string, unknown>;
}

/** What the shop was answered, for the test to judge. */
export async function journey({ url, key, program }: Shop) {
  const client = createClient({ baseUrl: url, auth: key });
  const once = (name: string) => ({ "Idempotency-Key": `hey-api-${name}` });
  const made = await postPrograms({ client, body: program, headers: once("program"), throwOnError: true });
  const { data: published } = await postProgramsProgramPublish({
    client,
    path: { program: made.data.id },
    headers: once("publish"),
    throwOnError: true,
  });
  const { data: member } = await putMembersExternalId({
    client,
    path: { externalId: "anna" },
    body: { name: "Anna", programs: [made.data.id] },
    headers: once("member"),
    throwOnError: true,
  });
  const friend = { id: "ben", email: "ben@example.com" };
  const signUp: Event = { key: "sign-up", type: "sign_up", member: friend, code: member.enrolments[0]?.code ?? "" };
  const purchase: Event = { key: "order", type: "purchase", member: friend, subject: "1", amount: "45.00", currency: "EUR" };
  const { data: first } = await postEvents({ client, body: signUp, throwOnError: true });
  const { data: second } = await postEvents({ client, body: { events: [purchase] }, throwOnError: true });
  if (!("id" in first) || !("results" in second)) throw new Error("An event was answered as a batch, or a batch as an event.");
  const { data: explanation } = await getEventsIdExplanation({ client, path: { id: first.id }, query: { lang: "en" }, throwOnError: true });

  const rewards: Reward[] = [];
  let cursor: string | null | undefined;
  do {
    const { data: page } = await getRewards({ client, query: { limit: 1, ...(cursor ? { cursor } : {}) }, throwOnError: true });
    rewards.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const { data: unasked } = await getRewards({ client, throwOnError: true });

  const { error } = await putMembersExternalId({ client, path: { externalId: "anna" }, body: { email: "x" }, headers: once("wrong") });
  const problem: Problem | undefined = error;
  const { data: csv } = await getExportsRewardsCsv({ client, throwOnError: true });
  const { data: png } = await getMembersExternalIdQrPng({ client, path: { externalId: "anna" }, throwOnError: true });
  const text: string = csv;
  const picture: Blob = png;
  return {
    version: published.version,
    statuses: [first.status, ...second.results.map(({ status }) => status)],
    sentences: explanation.sentences,
    rewards: rewards.map(({ id }) => id),
    unasked: unasked.data.length,
    problem: problem && { code: problem.code, status: problem.status, paths: problem.errors?.map(({ path }) => path) },
    csv: text,
    png: [...new Uint8Array(await picture.arrayBuffer())],
  };
}

/** What the compiler must refuse. Never run. */
export async function mistakes(client: ReturnType<typeof createClient>): Promise<void> {
  // @ts-expect-error an event is somebody's
  await postEvents({ client, body: { key: "k", type: "purchase" } });
  // @ts-expect-error an event has no such field
  await postEvents({ client, body: { key: "k", type: "purchase", member: { id: "ben" }, ammount: "1.00" } });
  // @ts-expect-error a writing call needs its key
  await postPrograms({ client, body: {} });
  // @ts-expect-error there is no such state
  await getRewards({ client, query: { state: "lost" } });
}
