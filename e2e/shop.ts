/** What a shop's own server does: it calls the API with its secret key. */
import { randomUUID } from "node:crypto";
import { command } from "./bandwagon.js";

export interface Shop {
  url: string;
  key: string;
}

/** For the workers, which are other processes than the one that made the shop. */
export function rememberShop({ url, key }: Shop): void {
  process.env.E2E_SHOP_URL = url;
  process.env.E2E_SHOP_KEY = key;
}

/** The shop of all tests; each makes programs of its own in it. */
export function theShop(): Shop {
  const { E2E_SHOP_URL: url, E2E_SHOP_KEY: key } = process.env;
  if (url === undefined || key === undefined) throw new Error("There is no shop: global-setup.config.ts has not run.");
  return { url, key };
}

/** A shop of one's own on the server of all tests: its clock can be moved, which in the shop of all would move it for others. */
export async function ownShop(name: string): Promise<Shop> {
  const made = (await command("workspace", "create", name)) as { key: { token: string } };
  return { url: theShop().url, key: made.key.token };
}

/** The answer's body; throws with the problem that the API names when the call is refused. */
export async function call<Answer>({ url, key }: Shop, method: string, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, "idempotency-key": randomUUID(), ...(body && { "content-type": "application/json" }) };
  const reply = await fetch(url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
  return JSON.parse(text) as Answer;
}

interface Member {
  enrolments: { code: string; link: string }[];
}

/** A published program, and the code and link of a member who takes part in it. */
export async function enrol(shop: Shop, handle: string, member: string): Promise<{ code: string; link: string }> {
  const { enrolments } = await call<Member>(shop, "PUT", `/v1/members/${member}`, { name: "Anna", programs: [handle] });
  const [enrolment] = enrolments;
  if (enrolment === undefined) throw new Error(`${member} takes part in nothing.`);
  return enrolment;
}

/** Makes and publishes a program that leads friends to `destination`. */
export async function publishProgram(shop: Shop, document: { handle: string; destination: string } & Record<string, unknown>): Promise<void> {
  const rules = [{ id: "welcome", on: { event: "purchase" }, grants: [{ id: "for-friend", to: "friend", credit: { amount: "5.00" } }] }];
  await call(shop, "POST", "/v1/programs", { format: 1, currency: "EUR", rules, ...document });
  await call(shop, "POST", `/v1/programs/${document.handle}/publish`, {});
}
