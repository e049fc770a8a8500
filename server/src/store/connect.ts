/** Opens pools: parsers of types, time-outs, roles, and the checks that a server must pass before anything is written to it. */
import { Pool, type PoolConfig, types } from "pg";
import { SetupError } from "../errors.js";
import { parseTimestamp } from "./timestamp.js";

export interface ConnectOptions {
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** A longer one for commands that rebuild; 0 is none. */
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
  /** Connections that break while idle are replaced; this hears why. Never the error itself: pg hangs the whole connection on it. */
  onIdleError?(reason: string): void;
}

export interface OpenOptions extends ConnectOptions {
  role: "application" | "owner";
}

export interface OpenedPool {
  pool: Pool;
  close(): Promise<void>;
}

export const applicationRole = "bandwagon_app";
export const schemaName = "bandwagon";

const serverMajorMin = 15;
const serverMajorMax = 18;
const connectTimeoutMs = 10_000;
const idleInTransactionTimeoutMs = 30_000;

/** A pool whose first connection was checked. The owner sees tables as they are and runs migrations; the application's role is bound by row-level security. */
export async function openPool(target: string | PoolConfig, options: OpenOptions): Promise<OpenedPool> {
  const { statementTimeoutMs = 15_000, lockTimeoutMs = 10_000 } = options;
  const { startupOptions, ...connection } = typeof target === "string" ? parseUrl(target) : { ...target, startupOptions: "" };
  const role = options.role === "application" ? ` -c role=${applicationRole}` : "";
  const pool = new Pool({
    ...connection,
    application_name: options.applicationName ?? "bandwagon",
    max: options.poolSize,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    pipeline: true,
    options:
      `${startupOptions} -c search_path=${schemaName} -c timezone=UTC -c datestyle=ISO -c client_min_messages=warning -c random_page_cost=1.1${role}`.trim(),
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    // The server's time-out answers; this one is for a connection that is dead without saying so. Statements of a pipeline wait for each other, hence the room.
    ...(statementTimeoutMs > 0 ? { query_timeout: 3 * statementTimeoutMs } : {}),
    types: { getTypeParser },
  });
  // A connection that breaks in use fails its statements, which is where it is handled; without a listener Node would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", (error) => options.onIdleError?.(error.message));
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw error instanceof SetupError ? error : explainFailure(error, connection);
  }
  return { pool, close: () => pool.end() };
}

interface ServerFacts {
  version: number;
  fsync: string;
  full_page_writes: string;
  synchronous_commit: string;
}

const readServerFacts = `select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
  current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit`;

async function checkServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<ServerFacts>(readServerFacts);
  const facts = rows[0];
  if (facts === undefined) throw new Error("The server told nothing about itself.");
  const major = Math.floor(facts.version / 10_000);
  if (major < serverMajorMin || major > serverMajorMax) {
    throw new SetupError(`The database server is PostgreSQL ${major}; Bandwagon runs on ${serverMajorMin} to ${serverMajorMax}.`);
  }
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"] as const) {
    if (facts[setting] === "off")
      throw new SetupError(`The database server has ${setting} = off, so that rewards which were confirmed could be lost in a crash; switch it on.`);
  }
}

/** A URL's own `options` are kept; ours follow and win. pg reads everything else of it (sslmode and so on) itself. */
function parseUrl(text: string): PoolConfig & { startupOptions: string } {
  const url = new URL(text);
  const startupOptions = url.searchParams.get("options") ?? "";
  url.searchParams.delete("options");
  return { connectionString: url.href, startupOptions };
}

/** One sentence for the operator; never the password. */
function explainFailure(error: unknown, connection: PoolConfig): SetupError {
  const where = connection.connectionString === undefined ? "The embedded database" : describeUrl(connection.connectionString);
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const reason = connectionProblems[code] ?? (/timeout/.test(message) ? "does not answer" : `cannot be used (${message})`);
  return new SetupError(`${where} ${reason}; check DATABASE_URL.`, { cause: error });
}

const connectionProblems: Record<string, string> = {
  ECONNREFUSED: "refuses connections: no PostgreSQL listens there",
  ENOTFOUND: "cannot be found: no host has this name",
  EAI_AGAIN: "cannot be found: names cannot be looked up now",
  ETIMEDOUT: "does not answer",
  ENOENT: "has no socket there",
  "28P01": "refuses the user name or password",
  "28000": "refuses this user",
  "3D000": "has no database of this name",
  "53300": "has no connections left",
  "57P03": "is starting or stopping",
};

function describeUrl(text: string): string {
  const url = new URL(text);
  const host = url.searchParams.get("host") ?? url.hostname;
  return `The database server at ${host || "localhost"}${url.port === "" ? "" : `:${url.port}`} (database ${decodeURIComponent(url.pathname.slice(1))})`;
}

const parseBigint = (text: string): bigint => BigInt(text);
const parseText = (text: string): string => text;
const parsersByOid = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, parseBigint],
  [types.builtins.TIMESTAMPTZ, parseTimestamp],
  [types.builtins.NUMERIC, parseText],
  [types.builtins.DATE, parseText],
  [1016, parseArrayWith(parseBigint)],
  [1185, parseArrayWith(parseTimestamp)],
  [1231, parseArrayWith(parseText)],
  [1182, parseArrayWith(parseText)],
]);

/** Array types have no name in pg's list: int8[], timestamptz[], numeric[], date[]. Their elements come as text through the parser of text[]. */
function parseArrayWith(parseElement: (text: string) => unknown): (text: string) => unknown {
  const parseTextArray = types.getTypeParser(1009 as number as never) as unknown as (text: string) => (string | null)[];
  return (text) => parseTextArray(text).map((element) => (element === null ? null : parseElement(element)));
}

// Per pool, never pg's global registry: another library in the process keeps its own view of types.
const getTypeParser = ((oid: number, format?: "text" | "binary") =>
  (format === "binary" ? undefined : parsersByOid.get(oid)) ?? types.getTypeParser(oid, format as "text")) as typeof types.getTypeParser;
