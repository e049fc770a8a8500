/** What a visitor's cookie remembers. It is signed and not encrypted: nothing in it is secret, and nothing that the visitor may not know. */
import cookieSession from "cookie-session";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Customer, DataFile } from "./data.js";
import type { Settings } from "./settings.js";
import { type Language, languageOf, type Words, wordsIn } from "./words/words.js";

export interface Session {
  customer?: string;
  isOwner?: boolean;
  language?: Language;
  /** Whether the visit may be remembered; undefined until the visitor has answered. */
  consent?: boolean;
  /** The friend's link by which the visitor came. Kept here with consent alone. */
  visit?: Arrived;
  cart?: Record<string, number>;
  coupon?: string;
}

/** A visit and the code of the friend's link, as the link put them into the address. */
export interface Arrived {
  visit: string;
  code: string;
}

/** Who asks for a page, and what every page needs to know. */
export interface Visitor {
  session: Session;
  language: Language;
  words: Words;
  customer: Customer | undefined;
  /** From the address, or from the cookie. */
  arrived: Arrived | undefined;
  /** The address of this page, to come back to. */
  here: string;
  path: string;
}

const days = 86_400_000;

/** `SameSite=Lax` keeps the cookie from forms of other sites, so they can do nothing in a customer's name. */
export function sessions(data: DataFile, { shopUrl }: Settings): RequestHandler {
  const isSecure = shopUrl.startsWith("https:");
  return cookieSession({ name: "shop", keys: [data.now.sessionSecret], maxAge: 30 * days, httpOnly: true, sameSite: "lax", secure: isSecure });
}

/** Puts the visitor into `response.locals`. */
export function visitors(data: DataFile): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const session = request.session as Session;
    const language = session.language ?? languageOf(request.acceptsLanguages("en", "ru"));
    const inAddress = arrivedBy(request.query);
    // What the server's own cookie keeps lasts longer in some browsers than what the tracker can keep, and needs the same consent.
    if (inAddress !== undefined && session.consent === true && session.visit?.visit !== inAddress.visit) session.visit = inAddress;
    const customer = data.now.customers.find(({ id }) => id === session.customer);
    const visitor: Visitor = {
      session,
      language,
      words: wordsIn(language),
      customer,
      arrived: inAddress ?? session.visit,
      here: request.originalUrl,
      path: request.path,
    };
    response.locals.visitor = visitor;
    next();
  };
}

export function visitorOf(response: Response): Visitor {
  return response.locals.visitor as Visitor;
}

/** An address of this shop and of no other, to lead back to; the front page otherwise. */
export function ownPath(value: unknown): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : "/";
}

function arrivedBy({ bw_visit: visit, bw_code: code }: Request["query"]): Arrived | undefined {
  if (typeof visit !== "string" || !/^vis_\w{1,60}$/.test(visit)) return undefined;
  return { visit, code: typeof code === "string" && /^[\w-]{1,40}$/.test(code) ? code : "" };
}
