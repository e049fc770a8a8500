/** Arriving by a friend's link, signing up, signing in, and the choices that a visitor makes. */
import express, { type Response, type Router } from "express";
import { isCustomer, signIn, signUp } from "../customers.js";
import type { Customer } from "../data.js";
import { sendPage } from "../layout.js";
import { signInPage, signUpPage } from "../pages/sign-up-page.js";
import { welcomePage } from "../pages/welcome-page.js";
import { ownPath, visitorOf } from "../session.js";
import type { Shop } from "../shop.js";
import { languageOf } from "../words/words.js";
import { textIn } from "./form-fields.js";

export function customerRoutes({ data, outbox, settings }: Shop): Router {
  const router = express.Router();

  router.get("/welcome", (_request, response) => sendPage(response, settings, welcomePage(visitorOf(response))));

  router.get("/sign-up", (request, response) => sendPage(response, settings, signUpPage(visitorOf(response), afterwards(request.query.next))));

  router.post("/sign-up", async (request, response) => {
    const visitor = visitorOf(response);
    const form = {
      name: textIn(request, "name").slice(0, 80),
      email: textIn(request, "email").toLowerCase().slice(0, 200),
      password: textIn(request, "password").slice(0, 200),
      // A form that came before the tracker had filled it: what the server's own cookie knows.
      visit: textIn(request, "visit") || (visitor.arrived?.visit ?? ""),
      code: textIn(request, "code").slice(0, 40),
    };
    const next = afterwards(textIn(request, "next"));
    const made = await signUp(data, outbox, form, visitor.language);
    if (!isCustomer(made)) return sendPage(response, settings, signUpPage(visitor, next, form, made));
    remember(response, made);
    // It has done what it was kept for.
    visitor.session.visit = undefined;
    return response.redirect(303, next === "/account" ? "/account?new" : next);
  });

  router.get("/sign-in", (request, response) => sendPage(response, settings, signInPage(visitorOf(response), afterwards(request.query.next))));

  router.post("/sign-in", async (request, response) => {
    const email = textIn(request, "email").toLowerCase();
    const next = afterwards(textIn(request, "next"));
    const customer = await signIn(data, email, textIn(request, "password").slice(0, 200));
    if (customer === undefined) return sendPage(response, settings, signInPage(visitorOf(response), next, { email }));
    remember(response, customer);
    return response.redirect(303, next);
  });

  router.post("/sign-out", (_request, response) => {
    const { session } = visitorOf(response);
    session.customer = undefined;
    session.isOwner = undefined;
    session.cart = {};
    session.coupon = "";
    response.redirect(303, "/");
  });

  router.post("/language", (request, response) => {
    visitorOf(response).session.language = languageOf(textIn(request, "language"));
    response.redirect(303, ownPath(textIn(request, "back")));
  });

  router.post("/consent", (request, response) => {
    const { session } = visitorOf(response);
    session.consent = textIn(request, "answer") === "yes";
    if (!session.consent) session.visit = undefined;
    response.redirect(303, ownPath(textIn(request, "back")));
  });
  return router;
}

function remember(response: Response, { id, language }: Customer): void {
  const { session } = visitorOf(response);
  session.customer = id;
  session.language ??= language;
}

/** Where to go when signed in. */
function afterwards(next: unknown): string {
  return next === undefined || next === "" ? "/account" : ownPath(next);
}
