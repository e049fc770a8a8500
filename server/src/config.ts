/** The process's settings: read from the environment once, checked at once, refused with a sentence that names the variable and the remedy. */
import { isIP } from "node:net";
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllowed } from "./adapters/webhook-target.js";
import { SetupError } from "./errors.js";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  host: string;
  port: number;
  /** Where people reach this server, without a slash at the end: links and QR codes begin with it. */
  publicUrl: string;
  dataDir: string;
  /** Undefined: the embedded PostgreSQL below `dataDir`. A secret: it may hold a password. */
  databaseUrl: string | undefined;
  /** Undefined: a key file below `dataDir`. A secret. */
  secretKey: Buffer | undefined;
  logLevel: LogLevel;
  /** How many connections to the database this process holds at most. */
  poolSize: number;
  /** Addresses and networks of the proxies whose X-Forwarded-For is believed; none unless said. */
  trustProxy: string[];
  /** Hosts, host:port and networks that webhooks may be sent to besides public hosts; none unless said. */
  webhookAllow: string[];
  /** Undefined: no mail is sent. A secret: it may hold a password. */
  mail: MailSettings | undefined;
  /** Calls a second that are let through, in each process: a secret key; a publishable key or member from one address; anyone else from one address. 0 is no limit. */
  rates: { secret: number; publishable: number; anonymous: number };
}

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: URL;
  /** The address that mail comes from. */
  from: string;
}

/** Top of the checkout; the same from server/src and from server/dist. */
export const checkoutDir = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The settings that the environment asks for, with defaults for what it leaves out. An empty variable counts as left out.
 * Throws a `SetupError` for the first one that cannot be used. No message repeats the value of a secret.
 */
export function parseConfig(environment: Record<string, string | undefined>, workingDir: string = process.cwd()): Config {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const host = parseHost(read("HOST"));
  const port = parseInteger("PORT", read("PORT"), 3000, 0, 65_535);
  return {
    host,
    port,
    publicUrl: parsePublicUrl(read("PUBLIC_URL")) ?? `http://${isWildcard(host) ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`,
    dataDir: parseDataDir(read("DATA_DIR"), workingDir),
    databaseUrl: parseDatabaseUrl(read("DATABASE_URL")),
    secretKey: parseSecretKey("SECRET_KEY", read("SECRET_KEY")),
    logLevel: parseLogLevel(read("LOG_LEVEL")),
    poolSize: parseInteger("POOL_SIZE", read("POOL_SIZE"), 10, 2, 150),
    trustProxy: parseTrustProxy(read("TRUST_PROXY")),
    webhookAllow: parseWebhookAllow(read("WEBHOOK_ALLOW")),
    mail: parseMail(read("SMTP_URL"), read("MAIL_FROM")),
    rates: {
      secret: parseInteger("RATE_SECRET", read("RATE_SECRET"), 10_000, 0, 1_000_000),
      publishable: parseInteger("RATE_PUBLISHABLE", read("RATE_PUBLISHABLE"), 50, 0, 1_000_000),
      anonymous: parseInteger("RATE_ANONYMOUS", read("RATE_ANONYMOUS"), 200, 0, 1_000_000),
    },
  };
}

/** 32 bytes or more, written as base64 (either alphabet) or hexadecimal; `source` names where the text came from in the refusal. */
export function parseSecretKey(source: string, text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined;
  const isHex = /^([0-9a-f]{2})+$/i.test(text);
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  const bytes = isHex ? Buffer.from(text, "hex") : isBase64 ? Buffer.from(text, "base64") : undefined;
  if (bytes === undefined || bytes.length < 32) {
    throw new SetupError(`${source} must be at least 32 random bytes as base64 or hexadecimal; make one with: openssl rand -base64 32`);
  }
  return bytes;
}

function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function parseHost(text: string | undefined): string {
  if (text === undefined) return "127.0.0.1";
  if (!/^[A-Za-z0-9._:%-]+$/.test(text))
    throw new SetupError(`HOST must be an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0, not "${text}".`);
  return text;
}

function parseInteger(name: string, text: string | undefined, fallback: number, minimum: number, maximum: number): number {
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= minimum && value <= maximum)) throw new SetupError(`${name} must be a whole number from ${minimum} to ${maximum}, not "${text}".`);
  return value;
}

function parsePublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:") || url.username !== "" || url.search !== "" || url.hash !== "") {
    throw new SetupError(`PUBLIC_URL must be the address under which people reach this server, such as https://refer.example.com, not "${text}".`);
  }
  return url.href.replace(/\/+$/, "");
}

function parseTrustProxy(text: string | undefined): string[] {
  const networks = (text ?? "").split(/[\s,]+/).filter((part) => part !== "");
  const named = new Set(["loopback", "linklocal", "uniquelocal"]);
  const wrong = networks.find((network) => {
    const [address = "", bits, ...rest] = network.split("/");
    const version = isIP(address);
    return (
      !named.has(network) &&
      (version === 0 || rest.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))))
    );
  });
  if (wrong !== undefined)
    throw new SetupError(`TRUST_PROXY must be addresses or networks with commas between, such as 10.0.0.0/8 or loopback, not "${wrong}".`);
  return networks;
}

function parseWebhookAllow(text: string | undefined): string[] {
  const entries = (text ?? "").split(/[\s,]+/).filter((entry) => entry !== "");
  const wrong = entries.find((entry) => parseAllowed(entry) === undefined);
  if (wrong !== undefined)
    throw new SetupError(
      `WEBHOOK_ALLOW must be hosts, host:port or networks with commas between, such as receiver:9000, 10.0.0.0/8, not "${wrong}".`,
    );
  return entries;
}

function parseMail(text: string | undefined, from: string | undefined): MailSettings | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "" || !/^\/?$/.test(url.pathname) || url.search !== "") {
    throw new SetupError("SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465; leave it out to send no mail.");
  }
  if (from === undefined || !/^[^\s@<>"]{1,64}@[^\s@<>"]{1,253}$/.test(from))
    throw new SetupError(
      `MAIL_FROM must be the address that mail comes from, such as refer@example.com, ${from === undefined ? "where SMTP_URL is set" : `not "${from}"`}.`,
    );
  return { url, from };
}

function parseDataDir(text: string | undefined, workingDir: string): string {
  if (text === undefined) return resolve(checkoutDir, "data");
  if (text.includes("\0")) throw new SetupError("DATA_DIR must be the path of a folder.");
  return isAbsolute(text) ? resolve(text) : resolve(workingDir, text);
}

function parseDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "postgres:" && url.protocol !== "postgresql:") || url.pathname.length < 2) {
    throw new SetupError("DATABASE_URL must look like postgres://user:password@host:5432/database; leave it out to use the embedded PostgreSQL.");
  }
  return text;
}

function parseLogLevel(text: string | undefined): LogLevel {
  if (text === undefined) return "warn";
  const level = logLevels.find((known) => known === text);
  if (level === undefined) throw new SetupError(`LOG_LEVEL must be one of ${logLevels.join(", ")}, not "${text}".`);
  return level;
}
