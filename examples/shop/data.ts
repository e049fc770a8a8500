/**
 * All that the shop knows, in one JSON file. This is the example's simplification: a real shop has a database, and what happens in one `change` here
 * happens in one transaction there.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Message } from "./bandwagon.js";
import type { Language } from "./words/words.js";

export interface Customer {
  id: string;
  name: string;
  email: string;
  password: string;
  language: Language;
  joinedAt: string;
  /** What came of the friend's code or link, once Bandwagon has answered. */
  recommended?: "yes" | "no" | "code_unknown";
}

export interface OrderLine {
  product: string;
  count: number;
  priceCents: number;
}

export interface Refund {
  at: string;
  cents: number;
  /** How many of each product came back. */
  counts: Record<string, number>;
}

export interface Order {
  number: string;
  /** Of the form that made it: the same form sent twice is one order. */
  checkout: string;
  customer: string;
  at: string;
  lines: OrderLine[];
  coupon?: string;
  discountCents: number;
  /** Paid with credit. */
  creditCents: number;
  /** An order that is found `placing` at the start was cut short by a crash. */
  status: "placing" | "placed" | "failed" | "refunded" | "cancelled";
  refunds: Refund[];
  /** Bandwagon has answered about the purchase. */
  isTold: boolean;
}

/** What waits to be told to Bandwagon, oldest first. */
export interface OutboxEntry {
  message: Message;
  tries: number;
  /** Why the last try did not do. */
  problem?: string;
}

/** Something that a customer is told, from a webhook. */
export interface Notice {
  customer: string;
  kind: "friend_joined" | "credit_coming" | "credit_ready" | "credit_smaller" | "credit_gone" | "coupon_ready" | "badge";
  /** What it is about: at most one notice of a kind for each. */
  about: string;
  at: string;
  /** Numbers of the fact, for the order: deliveries come in any. */
  order: number[];
  amountCents?: number;
  /** When held credit can be used. */
  until?: string;
}

/** A request to the webhook receiver, for the owner to see. */
export interface Arrival {
  at: string;
  id: string;
  outcome: "done" | "seen before" | "refused";
  type: string;
  detail: string;
}

export interface ShopData {
  /** Signs the cookies of sessions. */
  sessionSecret: string;
  ownerKey: string;
  /** Stands in every id and order number, so that a shop that begins anew on the same Bandwagon never names an older one's. */
  mark: string;
  nextCustomer: number;
  nextOrder: number;
  customers: Customer[];
  orders: Order[];
  outbox: OutboxEntry[];
  /** Messages that Bandwagon refused for good. */
  refused: OutboxEntry[];
  notices: Notice[];
  arrivals: Arrival[];
  /** Ids of webhook messages that had their effect, with the time. */
  seenMessages: Record<string, string>;
}

export interface DataFile {
  /** What is true now. To be read only. */
  readonly now: Readonly<ShopData>;
  /** Does one thing after another, each on a copy that takes the place of `now` once it is safely on disk; when `work` throws, nothing has happened. */
  change<Result>(work: (data: ShopData) => Result): Promise<Result>;
}

/** Opens the file, or begins with an empty shop. */
export async function openDataFile(path: string): Promise<DataFile> {
  await mkdir(dirname(path), { recursive: true });
  let now = (await read(path)) ?? emptyShop();
  let queue: Promise<unknown> = write(path, now);
  await queue;
  const change = <Result>(work: (data: ShopData) => Result): Promise<Result> => {
    const done = queue.then(async () => {
      const next = structuredClone(now);
      const result = work(next);
      await write(path, next);
      now = next;
      return result;
    });
    queue = done.catch(() => undefined);
    return done;
  };
  return {
    get now() {
      return now;
    },
    change,
  };
}

function emptyShop(): ShopData {
  const secret = (): string => randomBytes(24).toString("base64url");
  const lists = { customers: [], orders: [], outbox: [], refused: [], notices: [], arrivals: [], seenMessages: {} };
  const mark = randomBytes(2).toString("hex").toUpperCase();
  return { sessionSecret: secret(), ownerKey: secret(), mark, nextCustomer: 1, nextOrder: 1001, ...lists };
}

async function read(path: string): Promise<ShopData | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as ShopData;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A crash leaves the old file or the new one, never a half: a rename is one step, and what is renamed is on disk before. */
async function write(path: string, data: ShopData): Promise<void> {
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify(data, null, 1));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
