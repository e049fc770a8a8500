/** "Your account": what a customer shares and what it brought. */
import express, { type Router } from "express";
import { type Account, isUnknown } from "../bandwagon.js";
import type { Customer } from "../data.js";
import { sendPage } from "../layout.js";
import { newsVersion, noticesOf } from "../news.js";
import { accountPage } from "../pages/account-page.js";
import { visitorOf } from "../session.js";
import type { Shop } from "../shop.js";

export function accountRoutes({ data, referrals, settings }: Shop): Router {
  const router = express.Router();

  router.get("/account", async (request, response) => {
    const visitor = visitorOf(response);
    const { customer } = visitor;
    if (customer === undefined) return response.redirect(303, "/sign-in?next=/account");
    // Before Bandwagon is asked: what changes meanwhile is noticed.
    const version = newsVersion(data.now, customer);
    const account = await loadAccount(customer);
    const orders = data.now.orders.filter((order) => order.customer === customer.id && order.status !== "failed").reverse();
    const view = {
      customer,
      account,
      version,
      notices: noticesOf(data.now, customer),
      orders,
      isNew: request.query.new !== undefined,
      portal: settings.signing && settings.program,
    };
    return sendPage(response, settings, accountPage(visitor, view));
  });

  router.get("/account/qr.png", async (_request, response, next) => {
    const { customer } = visitorOf(response);
    if (customer === undefined) return next();
    try {
      // Never kept: the next customer in this browser has another picture at the same address.
      response
        .set("Cache-Control", "no-store")
        .type("png")
        .send(Buffer.from(await referrals.qr(customer.id)));
    } catch {
      response.status(503).end();
    }
  });

  router.get("/account/bandwagon-token", async (_request, response, next) => {
    const { customer } = visitorOf(response);
    const token = customer && (await referrals.memberToken(customer.id));
    if (token === undefined) return next();
    response.set("Cache-Control", "no-store").type("text").send(token);
  });

  router.get("/account/version", (_request, response) => {
    const { customer } = visitorOf(response);
    response
      .set("Cache-Control", "no-store")
      .type("text")
      .send(customer === undefined ? "" : newsVersion(data.now, customer));
  });

  async function loadAccount({ id }: Customer): Promise<Account | "away" | "making"> {
    try {
      const account = await referrals.account(id);
      return account.code === undefined ? "making" : { ...account, friends: account.friends.map(masked) };
    } catch (error) {
      return isUnknown(error) ? "making" : "away";
    }
  }

  /** Friends have not agreed to be named to each other: the first letter must do. */
  function masked<Friend extends { friend: string | null }>(referral: Friend): Friend {
    const name = data.now.customers.find(({ id }) => id === referral.friend)?.name ?? "";
    return { ...referral, friend: `${[...name][0] ?? ""}•••` };
  }
  return router;
}
