/** The composition root: settings → database → app → HTTP, and the orderly way back. */
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import type { App } from "./app.js";
import { issueSetupToken, setupLinkHours } from "./commands/issue-setup-link.js";
import { type Config, parseConfig } from "./config.js";
import { SetupError } from "./errors.js";
import { buildHttp } from "./http/app.js";
import { renderFacts } from "./http/fact-view.js";
import { writeOfferMail } from "./http/mails/offer-mail.js";
import { writeSignInMail } from "./http/mails/sign-in-mail.js";
import { writePushMessage } from "./http/push/push-message.js";
import { startWebhookDelivery } from "./jobs/deliver-webhooks.js";
import { startHousekeeping } from "./jobs/housekeeping.js";
import { startMails } from "./jobs/send-mails.js";
import { startPushes } from "./jobs/send-pushes.js";
import { makeApp } from "./make-app.js";
import { newId } from "./new-id.js";
import { loadSecretKey } from "./secret-key.js";
import { claimInstallation } from "./store/installation.js";
import { type OpenedDatabase, openDatabase } from "./store/open-database.js";

export interface OpenedApp {
  app: App;
  database: OpenedDatabase;
  /** Closes the database's connections; the embedded database stops with its last user. */
  close(): Promise<void>;
}

/** A second signal within this time is the same Ctrl-C: the terminal sends it to npm and to us, and npm passes its own on. */
const repeatedSignalMs = 1000;
const shutdownMsMax = 60_000;

/** Everything but HTTP. Throws a `SetupError` when the process cannot run as it is set up; nothing is left running then. */
export async function openApp(config: Config, purpose: "server" | "command"): Promise<OpenedApp> {
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    poolSize: config.poolSize,
    purpose,
    onLost: (error) => endWithout(log, error),
    onIdleError: (reason) => log.warn({ reason }, "A connection to the database broke; it will be replaced."),
  });
  try {
    const masterKey = loadSecretKey(config);
    await claimInstallation(database.db, masterKey);
    const app = makeApp({ db: database.db, config, log, masterKey, now: Date.now, newId });
    const close = async (): Promise<void> => {
      await app.keys.flush();
      await database.release();
    };
    return { app, database, close };
  } catch (error) {
    await database.release();
    throw error;
  }
}

/** The server: returns once it answers, and then runs until SIGINT or SIGTERM. The process ends with 0 when everything was finished, with 1 and one sentence when it cannot run. */
export async function serve(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  try {
    const config = parseConfig(environment);
    const opened = await openApp(config, "server");
    const http = await listen(opened, config);
    stopOnSignal(http, opened);
    announce(config, opened, await issueSetupToken(opened.app));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

async function listen(opened: OpenedApp, { host, port }: Config): Promise<FastifyInstance> {
  let stopJobs = async (): Promise<void> => {};
  try {
    const housekeeping = await startHousekeeping(opened.app);
    const webhooks = startWebhookDelivery(opened.app, { render: renderFacts });
    const mails = startMails(opened.app, { signIn: writeSignInMail, offer: writeOfferMail });
    const pushes = startPushes(opened.app, writePushMessage);
    stopJobs = async () => {
      await Promise.all([housekeeping.stop(), webhooks.stop(), mails.stop(), pushes.stop()]);
    };
    const http = await buildHttp(opened.app, stopJobs);
    await http.listen({ host, port });
    return http;
  } catch (error) {
    await stopJobs();
    await opened.close();
    throw explainListening(error, host, port);
  }
}

function explainListening(error: unknown, host: string, port: number): unknown {
  const problems: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program; stop that one or set PORT to another number.`,
    EACCES: `Port ${port} on ${host} may not be opened by this user; set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}; set HOST to 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST ${host} is not a name of this machine; set it to 127.0.0.1 or 0.0.0.0.`,
  };
  const sentence = problems[(error as NodeJS.ErrnoException).code ?? ""];
  return sentence === undefined ? error : new SetupError(sentence, { cause: error });
}

function stopOnSignal(http: FastifyInstance, opened: OpenedApp): void {
  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstSignalAt !== undefined) {
      if (Date.now() - firstSignalAt > repeatedSignalMs) process.exit(signal === "SIGINT" ? 130 : 143);
      return;
    }
    firstSignalAt = Date.now();
    console.log("Finishing what is in flight…");
    void stop(http, opened);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

/** First the requests that run, then the connections, then the database: in this order nothing that was begun is cut off. */
async function stop(http: FastifyInstance, opened: OpenedApp): Promise<void> {
  const guard = setTimeout(() => {
    console.error(`Something did not end within ${shutdownMsMax / 1000} s; leaving it.`);
    process.exit(1);
  }, shutdownMsMax);
  guard.unref();
  try {
    await http.close();
    await opened.close();
    process.exit(0);
  } catch (error) {
    opened.app.log.fatal({ err: error }, "The server could not stop in order.");
    process.exit(1);
  }
}

/** Without its database there is nothing that the server could do; whoever watches it starts it again. */
function endWithout(log: App["log"], error: unknown): void {
  log.fatal({ err: error }, "The embedded database was lost and could not be started again.");
  process.exit(1);
}

function announce({ publicUrl }: Config, { database }: OpenedApp, setupToken: string | undefined): void {
  if (database.migrated.length > 0) console.log(`Migrated the database (${database.migrated.join(", ")}).`);
  console.log(`Bandwagon runs at ${publicUrl} with ${database.description}. Ctrl-C stops it.`);
  if (setupToken !== undefined) {
    console.log(`There is no owner yet. Open this link once, within ${setupLinkHours} hours, to make one and to get your keys:`);
    console.log(`  ${publicUrl}/setup/${setupToken}`);
  }
}
