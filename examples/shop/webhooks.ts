/** Where Bandwagon tells what happened: verify, remember the id together with the effect, answer. */
import { verifyWebhook, WebhookError, type WebhookMessage } from "@bandwagon/sdk/webhooks";
import express, { type Router } from "express";
import type { Arrival, DataFile, ShopData } from "./data.js";
import { noticeOf } from "./notices.js";
import type { Settings } from "./settings.js";

const arrivalsShown = 50;
const noticesKept = 2000;
// Bandwagon tries for three days; a message that is sent again by hand later keeps its id as well.
const rememberMs = 30 * 86_400_000;

/** Answers 204 once the message has had its effect, 400 to whatever is not proven to come from our Bandwagon. */
export function webhookReceiver(data: DataFile, { webhookSecret }: Settings): Router {
  const router = express.Router();
  // The signature is over the bytes as they came, so nothing may parse them before.
  router.post("/webhooks/bandwagon", express.raw({ type: () => true, limit: "1mb" }), async (request, response) => {
    try {
      const message = await verifyWebhook((request.body as Buffer | undefined) ?? "", request.headers, webhookSecret);
      await data.change((next) => takeIn(next, message));
      response.status(204).end();
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error;
      await data.change((next) => note(next, { id: "", outcome: "refused", type: "", detail: error.message }));
      response.status(400).end();
    }
  });
  return router;
}

function takeIn(data: ShopData, message: WebhookMessage): void {
  const { id, type } = message;
  const arrival = { id, type, detail: message.data.event };
  if (id in data.seenMessages) {
    note(data, { ...arrival, outcome: "seen before" });
    return;
  }
  data.seenMessages = withoutOld({ ...data.seenMessages, [id]: new Date().toISOString() });
  const notice = noticeOf(message);
  const isNew = notice !== undefined && !data.notices.some(({ kind, about }) => kind === notice.kind && about === notice.about);
  if (isNew) data.notices = [...data.notices, notice].slice(-noticesKept);
  note(data, { ...arrival, outcome: "done" });
}

function note(data: ShopData, arrival: Omit<Arrival, "at">): void {
  data.arrivals = [{ at: new Date().toISOString(), ...arrival }, ...data.arrivals].slice(0, arrivalsShown);
}

function withoutOld(seen: Record<string, string>): Record<string, string> {
  const oldest = new Date(Date.now() - rememberMs).toISOString();
  return Object.fromEntries(Object.entries(seen).filter(([, at]) => at >= oldest));
}
