/** The owner's page: opened once by the printed address, then by the cookie. */
import { timingSafeEqual } from "node:crypto";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { sendPage } from "../layout.js";
import { closedOwnerPage, ownerPage } from "../pages/owner-page.js";
import { cancelOrder, refundOrder } from "../refunds.js";
import { visitorOf } from "../session.js";
import type { Shop } from "../shop.js";
import { textIn } from "./form-fields.js";

export function ownerRoutes({ data, outbox, referrals, settings }: Shop): Router {
  const router = express.Router();

  router.use("/owner", (request: Request, response: Response, next: NextFunction) => {
    const { session } = visitorOf(response);
    if (isKey(request.query.key, data.now.ownerKey)) {
      session.isOwner = true;
      // Without the key: addresses are remembered and shown in many places.
      return response.redirect(303, "/owner");
    }
    return session.isOwner === true ? next() : sendPage(response, settings, closedOwnerPage(visitorOf(response)));
  });

  router.get("/owner", async (_request, response) => {
    const everybody = await referrals.everybody().catch(() => undefined);
    sendPage(response, settings, ownerPage(visitorOf(response), data.now, everybody));
  });

  router.post("/owner/orders/:number/refund", async (request, response) => {
    const { number } = request.params;
    const order = data.now.orders.find((known) => known.number === number);
    const counts = Object.fromEntries((order?.lines ?? []).map(({ product }) => [product, Number(textIn(request, `count-${product}`))]));
    await refundOrder(data, outbox, number, textIn(request, "all") === "yes" ? "all" : counts);
    response.redirect(303, "/owner");
  });

  router.post("/owner/orders/:number/cancel", async (request, response) => {
    await cancelOrder(data, outbox, request.params.number);
    response.redirect(303, "/owner");
  });
  return router;
}

function isKey(given: unknown, key: string): boolean {
  if (typeof given !== "string") return false;
  const [one, other] = [Buffer.from(given), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
