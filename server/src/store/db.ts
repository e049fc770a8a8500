/** The pool of connections and the one way to open a transaction. Statements of a transaction are pipelined: what is not awaited travels together. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Client, DatabaseError, escapeLiteral, type Pool, type PoolClient, type PoolConfig, Query, type QueryResult } from "pg";
import { CommitUnknownError } from "../errors.js";
import { type ConnectOptions, openPool } from "./connect.js";

export { CommitUnknownError } from "../errors.js";

/** A named prepared statement: parsed once a connection. One name has one text, everywhere. */
export interface Statement {
  name: string;
  text: string;
}

export interface Tx {
  /**
   * Sends the statement behind all that this transaction sent before, without waiting for those. Rows come back as the statement's own row type R.
   * A promise need not be awaited: if the statement fails, the transaction is rolled back and rejects with the first failure, even where `work` looks away.
   * int8 is a bigint, timestamptz epoch milliseconds, json parsed, numeric and date text.
   */
  query<R = Record<string, unknown>>(statement: Statement, values?: unknown[]): Promise<R[]>;
  /** When all that was sent so far is answered, whatever came of it. */
  answered(): Promise<void>;
}

export interface Database {
  pool: Pool;
  /** Waits for the transactions that run, then closes every connection. */
  close(): Promise<void>;
}

/** Connects as the application's role, which owns nothing and is held by row-level security. Throws a `SetupError` that names what is wrong. */
export async function connectDatabase(url: string | PoolConfig, options: ConnectOptions): Promise<Database> {
  return { ...(await openPool(url, { ...options, role: "application" })) };
}

/**
 * One transaction that sees one workspace. BEGIN and the workspace travel with the first statement and COMMIT with the last ones, so that
 * load, decide, save is two round trips. COMMIT is sent when `work` resolves, or at once when `work` returns the promise of its only or last statement as it is.
 * When it rejects nothing has been written, except with a `CommitUnknownError`.
 */
export function inWorkspace<T>(db: Database, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, beginIn(workspaceId), work);
}
/**
 * The same, for reading alone, by statements of which one plan is the best whatever is asked. PostgreSQL cannot know that where a limit is asked for, and plans
 * them anew each time, which takes as long as they do. What was read is given without waiting for the transaction's end; the connection is used again after it.
 */
export function readInWorkspace<T>(db: Database, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return read(db, `${beginIn(workspaceId, " read only")}; set local plan_cache_mode = force_generic_plan`, work);
}
function beginIn(workspaceId: string, mode = ""): string {
  return `begin${mode}; set local bandwagon.workspace = ${escapeLiteral(workspaceId)}`;
}

/** One transaction over the installation's own tables; the rows of every workspace are out of sight. */
export function inInstallation<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, "begin", work);
}

interface Transaction {
  client: PoolClient;
  begin: string;
  state: "new" | "open" | "over";
  /** The first failure of a statement, in the order of sending: the later ones only say that the transaction is aborted. */
  failure: { error: unknown } | undefined;
  last: Promise<unknown> | undefined;
}

const statementTexts = new Map<string, string>();

async function transact<T>(db: Database, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  const transaction: Transaction = { client, begin, state: "new", failure: undefined, last: undefined };
  let isClientUsable = false;
  try {
    const result = await perform(transaction, work);
    isClientUsable = true;
    return result;
  } catch (error) {
    isClientUsable = !(error instanceof CommitUnknownError) && (await rollBack(transaction));
    throw error;
  } finally {
    client.release(!isClientUsable);
  }
}

/** A transaction that has only read is given up as well as ended: nobody waits for either, and a connection that is lost then has given all that it was asked for. */
async function read<T>(db: Database, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  const transaction: Transaction = { client, begin, state: "new", failure: undefined, last: undefined };
  let ending: Promise<boolean> | undefined;
  try {
    const working = work(txOf(transaction));
    // Nothing can follow a statement whose own promise is the work's: the end travels with it.
    if (working === transaction.last) ending = rollBack(transaction);
    const result = await working;
    if (transaction.failure !== undefined) throw transaction.failure.error;
    return result;
  } finally {
    // Whoever waits for what was read goes first.
    void (ending ?? nextTurn().then(() => rollBack(transaction))).then((isUsable) => client.release(!isUsable));
  }
}

function txOf(transaction: Transaction): Tx {
  return {
    query: (statement, values) => sendStatement(transaction, statement, values),
    answered: () => settle(transaction.last),
  };
}

async function perform<T>(transaction: Transaction, work: (tx: Tx) => Promise<T>): Promise<T> {
  const working = work(txOf(transaction));
  // Nothing can follow a statement whose own promise is the work's: COMMIT need not wait for its rows.
  const isWorkSent = working === transaction.last;
  const result = isWorkSent ? undefined : await working;
  if (transaction.failure !== undefined) throw transaction.failure.error;
  if (transaction.state === "new") {
    transaction.state = "over";
    return result as T;
  }
  transaction.state = "over";
  const committing = send(transaction.client, "commit");
  if (isWorkSent) {
    await settle(committing);
    await confirmCommit(transaction, committing);
    return working;
  }
  await confirmCommit(transaction, committing);
  return result as T;
}

/** A transaction that failed answers COMMIT with ROLLBACK, without an error; one whose connection broke does not answer. */
async function confirmCommit(transaction: Transaction, committing: Promise<QueryResult>): Promise<void> {
  let command: string;
  try {
    command = (await committing).command;
  } catch (error) {
    const { failure } = transaction;
    if (failure !== undefined && isAnswer(failure.error)) throw failure.error;
    // The server refused (a deferred constraint, a serialization failure): rolled back. A lesser end may come before or after the commit.
    if (isAnswer(error) && error.severity === "ERROR") throw error;
    throw new CommitUnknownError("The connection to the database was lost while a transaction was being committed.", { cause: error });
  }
  if (transaction.failure !== undefined) throw transaction.failure.error;
  if (command !== "COMMIT") throw new Error(`COMMIT was answered with ${command}, though no statement had failed.`);
}

/** True if the connection is in a known state afterwards. */
async function rollBack(transaction: Transaction): Promise<boolean> {
  const wasOpen = transaction.state !== "new";
  transaction.state = "over";
  if (!wasOpen) return true;
  try {
    await send(transaction.client, "rollback");
    // After a failure on this side of the wire pg's memory of prepared statements may differ from the server's.
    return transaction.failure === undefined || isAnswer(transaction.failure.error);
  } catch {
    // The connection is gone, and the transaction with it.
    return false;
  }
}

function sendStatement<R>(transaction: Transaction, { name, text }: Statement, values: unknown[] | undefined): Promise<R[]> {
  if (transaction.state === "over") throw new Error(`Statement ${name} was sent after its transaction had ended.`);
  assertOneText(name, text);
  const { client } = transaction;
  if (transaction.state === "new") {
    transaction.state = "open";
    holdBack(client);
    void client.query(transaction.begin, (error: Error | null) => noteFailure(transaction, error));
  }
  const rows = new Promise<R[]>((resolve, reject) => {
    holdBack(client);
    // A callback, not pg's promise: a value that cannot be encoded is then known before COMMIT can be sent, and no stack is captured a statement.
    const query = new Query(text, values ?? [], (error, answer) => {
      noteFailure(transaction, error);
      if (error) reject(error);
      else resolve(answer.rows as R[]);
    });
    // A settings object with the name in it would be copied property by property, which takes longer than all else that the driver does.
    client.query(Object.assign(query, { name }));
  });
  rows.catch(() => {});
  transaction.last = rows;
  return rows;
}

function noteFailure(transaction: Transaction, error: Error | null | undefined): void {
  if (error && transaction.failure === undefined) transaction.failure = { error };
}

/** pg would find this out too, but only after COMMIT may have been sent. */
function assertOneText(name: string, text: string): void {
  const known = statementTexts.get(name);
  if (known === text) return;
  if (known !== undefined) throw new Error(`Two statements are named ${name}.`);
  statementTexts.set(name, text);
}

/** What is sent in one turn of the event loop goes out in one write: a write costs as much as a short statement. */
function holdBack(client: PoolClient): void {
  const { stream } = (client as Client).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

function send(client: PoolClient, text: string): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    holdBack(client);
    void client.query(text, (error: Error | null, answer: QueryResult) => (error ? reject(error) : resolve(answer)));
  });
}

async function settle(promise: Promise<unknown> | undefined): Promise<void> {
  await Promise.allSettled([promise]);
}

/** An error that the server itself reported, unlike one of the connection. */
function isAnswer(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError;
}
