/** The shop as an Express app: the webhook receiver first, because it needs the raw body; then sessions, pages, and the page for everything else. */
import { fileURLToPath } from "node:url";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { sendPage } from "./layout.js";
import { problemPage } from "./pages/catalogue-page.js";
import { accountRoutes } from "./routes/account-routes.js";
import { customerRoutes } from "./routes/customer-routes.js";
import { ownerRoutes } from "./routes/owner-routes.js";
import { shoppingRoutes } from "./routes/shopping-routes.js";
import { sessions, visitorOf, visitors } from "./session.js";
import type { Shop } from "./shop.js";
import { webhookReceiver } from "./webhooks.js";

export function createApp(shop: Shop): Express {
  const { data, settings } = shop;
  const app = express().disable("x-powered-by");
  app.use(webhookReceiver(data, settings));
  app.use(express.static(fileURLToPath(new URL("public", import.meta.url)), { maxAge: 60_000 }));
  app.use(express.urlencoded({ extended: false, limit: "20kb" }));
  app.use(sessions(data, settings), visitors(data));
  app.use(shoppingRoutes(shop), customerRoutes(shop), accountRoutes(shop), ownerRoutes(shop));
  app.use((_request: Request, response: Response) => sendPage(response, settings, problemPage(visitorOf(response), 404)));
  app.use((error: Error & { status?: number }, _request: Request, response: Response, next: NextFunction) => {
    const isOurs = error.status === undefined || error.status >= 500;
    if (isOurs) console.error(error);
    if (response.headersSent) return next(error);
    // Before the session is read there is no page to be made.
    if (!isOurs || response.locals.visitor === undefined) return response.status(error.status ?? 500).end();
    return sendPage(response, settings, problemPage(visitorOf(response), 500));
  });
  return app;
}
