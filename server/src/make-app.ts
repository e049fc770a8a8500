import { makeMailer } from "./adapters/smtp.js";
import { makeWebPush } from "./adapters/web-push.js";
import { makeWebhookHttp } from "./adapters/webhook-http.js";
import type { App, Foundation } from "./app.js";
import { makeFactBell } from "./commands/fact-bell.js";
import { makeKeyDirectory } from "./commands/key-directory.js";
import { makeLinkDirectory } from "./commands/link-directory.js";
import { createProgramDirectory } from "./commands/program-directory.js";
import { makeVisitWriter } from "./commands/record-visit.js";
import { makeSessionDirectory } from "./commands/session-directory.js";
import { makeWorkspaceDirectory } from "./commands/workspace-directory.js";
import type { Config } from "./config.js";

/** The app on this foundation, with an empty memory. */
export function makeApp(base: Foundation & Pick<App, "config" | "log">): App {
  const workspaces = makeWorkspaceDirectory(base);
  const keys = makeKeyDirectory(base, workspaces);
  const { config, masterKey, now } = base;
  return {
    ...base,
    workspaces,
    programs: createProgramDirectory(base),
    writers: new Map(),
    keys,
    sessions: makeSessionDirectory(base, workspaces, keys),
    links: makeLinkDirectory(base, workspaces),
    visits: makeVisitWriter(base),
    factBell: makeFactBell(),
    webhookHttp: makeWebhookHttp({ allow: config.webhookAllow }),
    webPush: makeWebPush({ masterKey, contact: contactOf(config), http: makeWebhookHttp({ allow: config.webhookAllow }), now }),
    mailer: config.mail && makeMailer(config.mail),
  };
}

/** Where the operators of push services can turn to. Some refuse senders without an address, or with one of http. */
function contactOf({ mail, publicUrl }: Config): string | undefined {
  if (mail !== undefined) return `mailto:${mail.from}`;
  return publicUrl.startsWith("https:") ? publicUrl : undefined;
}
