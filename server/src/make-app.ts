import { makeMailer } from "./adapters/smtp.js";
import { makeWebhookHttp } from "./adapters/webhook-http.js";
import type { App, Foundation } from "./app.js";
import { makeFactBell } from "./commands/fact-bell.js";
import { makeKeyDirectory } from "./commands/key-directory.js";
import { makeLinkDirectory } from "./commands/link-directory.js";
import { createProgramDirectory } from "./commands/program-directory.js";
import { makeVisitWriter } from "./commands/record-visit.js";
import { makeSessionDirectory } from "./commands/session-directory.js";
import { makeWorkspaceDirectory } from "./commands/workspace-directory.js";

/** The app on this foundation, with an empty memory. */
export function makeApp(base: Foundation & Pick<App, "config" | "log">): App {
  const workspaces = makeWorkspaceDirectory(base);
  const keys = makeKeyDirectory(base, workspaces);
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
    webhookHttp: makeWebhookHttp({ allow: base.config.webhookAllow }),
    mailer: base.config.mail && makeMailer(base.config.mail),
  };
}
