/** Catalogue, cart, checkout, orders. */
import { randomUUID } from "node:crypto";
import express, { type Response, type Router } from "express";
import { type Cart, cartOf, putInCart } from "../cart.js";
import { productOf } from "../catalogue.js";
import { placeOrder } from "../checkout.js";
import { sendPage } from "../layout.js";
import { newsVersion } from "../news.js";
import { type CheckedCoupon, cartPage, couponProblem } from "../pages/cart-page.js";
import { cataloguePage, productPage } from "../pages/catalogue-page.js";
import { checkoutPage, orderPage } from "../pages/checkout-page.js";
import { type Visitor, visitorOf } from "../session.js";
import type { Shop } from "../shop.js";
import { textIn } from "./form-fields.js";

export function shoppingRoutes(shop: Shop): Router {
  const router = express.Router();
  const { data, settings } = shop;

  router.get("/", (_request, response) => sendPage(response, settings, cataloguePage(visitorOf(response), settings.program)));

  router.get("/tea/:product", (request, response, next) => {
    const product = productOf(request.params.product);
    if (product === undefined) return next();
    return sendPage(response, settings, productPage(visitorOf(response), product, request.query.added !== undefined));
  });

  router.get("/cart", async (_request, response) => {
    const visitor = visitorOf(response);
    const cart = cartOf(visitor.session);
    sendPage(response, settings, cartPage(visitor, cart, await checkCoupon(shop, visitor, cart)));
  });

  router.post("/cart", (request, response) => {
    const { session } = visitorOf(response);
    const added = textIn(request, "add");
    if (added !== "") {
      putInCart(session, added, (session.cart?.[added] ?? 0) + 1);
      return response.redirect(303, productOf(added) === undefined ? "/cart" : `/tea/${added}?added`);
    }
    const product = textIn(request, "product");
    // The button that takes out comes after the field, and wins.
    if (product !== "") putInCart(session, product, Number(textIn(request, "count")));
    else session.coupon = textIn(request, "coupon").slice(0, 64);
    return response.redirect(303, "/cart");
  });

  router.get("/checkout", (_request, response) => showCheckout(shop, response));

  router.post("/checkout", async (request, response) => {
    const { session, customer, words } = visitorOf(response);
    const cart = cartOf(session);
    if (customer === undefined) return response.redirect(303, "/sign-up?next=/checkout");
    const checkout = textIn(request, "checkout").slice(0, 64);
    const known = data.now.orders.find((order) => order.checkout === checkout && order.customer === customer.id);
    if (known === undefined && cart.lines.length === 0) return response.redirect(303, "/cart");
    const form = { checkout, coupon: session.coupon || undefined, usesCredit: textIn(request, "credit") === "yes" };
    const placed = await placeOrder(shop, customer, cart, form);
    if ("problem" in placed) {
      const sentences = placed.of === "coupon" ? words.coupon : words.credit;
      return showCheckout(shop, response, sentences[placed.problem] ?? sentences.other);
    }
    // An old form that was sent again: nothing was bought by it, and the cart is still there.
    if (placed.order.status === "failed") return response.redirect(303, "/checkout");
    session.cart = {};
    session.coupon = "";
    return response.redirect(303, `/orders/${placed.order.number}`);
  });

  router.get("/orders/:number", (request, response, next) => {
    const visitor = visitorOf(response);
    const { customer } = visitor;
    const order = data.now.orders.find((known) => known.number === request.params.number && known.customer === customer?.id);
    if (order === undefined || customer === undefined) return next();
    return sendPage(response, settings, orderPage(visitor, order, newsVersion(data.now, customer)));
  });
  return router;
}

/** What the coupon in the cart would do now. Without Bandwagon it stays in the cart, and a sentence says so. */
async function checkCoupon({ referrals }: Shop, { session, customer, words }: Visitor, cart: Cart): Promise<CheckedCoupon | undefined> {
  const code = session.coupon ?? "";
  if (code === "" || cart.goodsCents === 0) return undefined;
  try {
    const check = await referrals.checkCoupon(code, customer?.id, cart.goodsCents);
    if (check.reason === undefined) return check;
    return { code, problem: couponProblem(words, check.reason, check.minimumCents) };
  } catch {
    return { code, problem: words.coupon.unreachable };
  }
}

async function showCheckout(shop: Shop, response: Response, problem?: string): Promise<void> {
  const visitor = visitorOf(response);
  const { session, customer } = visitor;
  const cart = cartOf(session);
  if (cart.lines.length === 0) return response.redirect(303, "/cart");
  if (customer === undefined) return response.redirect(303, "/sign-up?next=/checkout");
  const [coupon, creditCents] = await Promise.all([checkCoupon(shop, visitor, cart), creditOf(shop, customer.id)]);
  const page = checkoutPage(visitor, { cart, coupon, creditCents, checkout: randomUUID(), problem });
  sendPage(response, shop.settings, { ...page, status: problem === undefined ? 200 : 409 });
}

async function creditOf({ referrals }: Shop, customer: string): Promise<number | undefined> {
  try {
    return await referrals.credit(customer);
  } catch {
    return undefined;
  }
}
