/** What commands, queries and routes are given: the outside world and the process's memory of it, so that a test can give another one. */
import type { Logger } from "pino";
import type { Mailer } from "./adapters/smtp.js";
import type { WebPush } from "./adapters/web-push.js";
import type { WebhookHttp } from "./adapters/webhook-http.js";
import type { FactBell } from "./commands/fact-bell.js";
import type { KeyDirectory } from "./commands/key-directory.js";
import type { LinkDirectory } from "./commands/link-directory.js";
import type { LogWriters } from "./commands/log-writer.js";
import type { ProgramDirectory } from "./commands/program-directory.js";
import type { VisitWriter } from "./commands/record-visit.js";
import type { SessionDirectory } from "./commands/session-directory.js";
import type { WorkspaceDirectory } from "./commands/workspace-directory.js";
import type { Config } from "./config.js";
import type { Database } from "./store/db.js";

/** What a command needs that keeps nothing in the process: the database, the secret key, the clock and chance. */
export interface Foundation {
  db: Database;
  /** Wraps the secrets of workspaces; 32 bytes or more. */
  masterKey: Buffer;
  /** Epoch milliseconds of the real clock. A workspace's own time is in its log's head. */
  now(): number;
  /** A new random id: the prefix, _ and 20 symbols (100 bits). */
  newId(prefix: string): string;
}

export interface App extends Foundation {
  config: Config;
  log: Logger;
  workspaces: WorkspaceDirectory;
  programs: ProgramDirectory;
  /** Who writes the logs of workspaces, one a workspace. */
  writers: LogWriters;
  keys: KeyDirectory;
  /** Who is signed in to what members see. */
  sessions: SessionDirectory;
  /** What links lead to. */
  links: LinkDirectory;
  visits: VisitWriter;
  /** Rings when this process has written facts. */
  factBell: FactBell;
  webhookHttp: WebhookHttp;
  /** Messages to members' devices. */
  webPush: WebPush;
  /** Undefined where no server of mail is configured. */
  mailer: Mailer | undefined;
}
