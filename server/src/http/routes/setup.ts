import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import type { App } from "../../app.js";
import { completeSetup, findSetupLinkState, findSetupProblems, type Setup, type SetupRequest } from "../../commands/complete-setup.js";
import { AppError } from "../../errors.js";
import { html } from "../html.js";
import { type Language, languages, parseLanguage } from "../language.js";
import { sendPage } from "../pages/layout.js";
import { type SetupField, type SetupForm, setupDone, setupForm } from "../pages/setup-page.js";
import { setupWords } from "../pages/setup-words.js";
import { lostSign } from "../pages/sign.js";
import type { Http } from "../route.js";

interface Submitted {
  /** Of token and fields, so that the same form sent twice is known. */
  hash: string;
  setup: Promise<Setup>;
}

/** Long enough for an impatient second tap; not for whoever opens this browser later and loads the page again. */
const rememberedMs = 10 * 1000;
const access = { roles: ["anonymous"] } as const;
const params = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) });
const Form = Type.Object({
  email: Type.String({ maxLength: 1000 }),
  password: Type.String({ maxLength: 1000 }),
  business: Type.String({ maxLength: 1000 }),
  lang: Type.Optional(Type.String()),
});

/** The page behind the one-time link that the server prints while it has no owner. */
export function setupRoutes(http: Http, app: App): void {
  const submitted = new Map<string, Submitted>();
  const tags = ["Setup"];

  http.route({
    method: "GET",
    url: "/setup/:token",
    access,
    hidden: true,
    schema: { summary: "First owner", description: "The form that makes the first owner.", tags, params },
    handler: async ({ params: { token }, request, reply }) => {
      const language = languageOf(request, (request.query as { lang?: unknown }).lang);
      const state = await findSetupLinkState(app, token);
      return state === "usable" ? sendForm(reply, 200, language, token, { email: "", business: "", faults: {} }) : sendEnd(reply, language, state);
    },
  });

  http.route({
    method: "POST",
    url: "/setup/:token",
    access,
    hidden: true,
    bodyTypes: ["form"],
    bodyLimitBytes: 16 * 1024,
    schema: { summary: "First owner", description: "Makes the first owner and both workspaces.", tags, params, body: Form },
    handler: async ({ params: { token }, body, request, reply }) => {
      const language = languageOf(request, body.lang);
      const form: SetupRequest = { email: body.email, password: body.password, business: body.business, locale: language };
      const hash = createHash("sha256")
        .update(JSON.stringify([token, form.email, form.password, form.business]))
        .digest("base64url");
      // A second tap on the button sends the same form again while the keys are shown once: both taps get the same page.
      const earlier = submitted.get(token);
      if (earlier?.hash === hash) return sendDone(app, reply, language, await earlier.setup);
      const state = await findSetupLinkState(app, token);
      if (state !== "usable") return sendEnd(reply, language, state);
      const faults = faultsOf(form);
      if (Object.keys(faults).length > 0) return sendForm(reply, 422, language, token, { ...form, faults });
      return submitOnce(app, submitted, { token, hash, form, language }, reply);
    },
  });
}

async function submitOnce(
  app: App,
  submitted: Map<string, Submitted>,
  { token, hash, form, language }: { token: string; hash: string; form: SetupRequest; language: Language },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const known = submitted.get(token);
  const entry = known?.hash === hash ? known : { hash, setup: completeSetup(app, token, form) };
  submitted.set(token, entry);
  try {
    const setup = await entry.setup;
    if (entry !== known) setTimeout(() => submitted.delete(token), rememberedMs).unref();
    return sendDone(app, reply, language, setup);
  } catch (error) {
    if (submitted.get(token) === entry) submitted.delete(token);
    if (!(error instanceof AppError)) throw error;
    if (error.code === "conflict") return sendForm(reply, 422, language, token, { ...form, faults: { email: "taken" } });
    return sendEnd(reply, language, "used");
  }
}

function faultsOf(form: SetupRequest): SetupForm["faults"] {
  const faults: SetupForm["faults"] = {};
  for (const { path } of findSetupProblems(form)) {
    const field = path.slice(1) as SetupField;
    faults[field] = field;
  }
  return faults;
}

function sendForm(reply: FastifyReply, status: number, language: Language, token: string, form: SetupForm): FastifyReply {
  const { title } = setupWords[language];
  return sendPage(reply, status, { language, title, body: setupForm(language, token, form), path: `/setup/${token}` }, { form: true });
}

function sendDone(app: App, reply: FastifyReply, language: Language, setup: Setup): FastifyReply {
  return sendPage(reply, 200, { language, title: setupWords[language].doneTitle, body: setupDone(language, app.config.publicUrl, setup) });
}

function sendEnd(reply: FastifyReply, language: Language, state: "used" | "unknown"): FastifyReply {
  const words = setupWords[language];
  const [title, text, status] = state === "used" ? [words.usedTitle, words.usedText, 410] : [words.unknownTitle, words.unknownText, 404];
  return sendPage(reply, status as number, { language, title: title as string, body: html`${lostSign}<h1>${title}</h1><p class="lead">${text}</p>` });
}

function languageOf(request: FastifyRequest, chosen: unknown): Language {
  return languages.find((language) => language === chosen) ?? parseLanguage(request.headers["accept-language"]);
}
