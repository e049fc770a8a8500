/** Mails that wait to be sent: taken when they are due, by one process, and closed when they are over. The same for every table of mails. */
import type { Statement, Tx } from "./db.js";

export type MailTable = "sign_in_mails" | "offer_mails";

interface Queue<Row> {
  /** What is due, taken by one process: it comes again after the delay of its attempt unless it is closed before. */
  take(tx: Tx, workspaceId: string, now: number, delaysSeconds: readonly number[], atMost: number): Promise<Row[]>;
  /** A mail that waits is over. */
  close(tx: Tx, workspaceId: string, id: string, state: string): Promise<void>;
  /** What is over and was asked for before is gone. */
  sweep(tx: Tx, workspaceId: string, before: number): Promise<void>;
}

/** Of the table, whose rows are read by `columns`: an SQL list over `m`. `closed` is what else is set when a mail is over. */
export function mailQueue<Row extends object>(table: MailTable, columns: string, closed = ""): Queue<Row> {
  const take: Statement = {
    name: `${table}.take`,
    text: `update ${table} m set attempts = m.attempts + 1, next_at = $2::timestamptz + ($3::int[])[least(m.attempts + 1, cardinality($3::int[]))] * interval '1 second'
      where m.workspace_id = $1 and m.id in (select id from ${table}
        where workspace_id = $1 and next_at <= $2::timestamptz order by next_at, id limit $4 for update skip locked)
      returning ${columns}`,
  };
  const close: Statement = {
    name: `${table}.close`,
    text: `update ${table} set state = $3, next_at = null${closed} where workspace_id = $1 and id = $2 and state = 'waiting'`,
  };
  const sweep: Statement = {
    name: `${table}.sweep`,
    text: `delete from ${table} where workspace_id = $1 and next_at is null and asked_at < $2::timestamptz`,
  };
  return {
    take: (tx, workspaceId, now, delaysSeconds, atMost) => tx.query<Row>(take, [workspaceId, isoOf(now), delaysSeconds, atMost]),
    close: async (tx, workspaceId, id, state) => {
      await tx.query(close, [workspaceId, id, state]);
    },
    sweep: async (tx, workspaceId, before) => {
      await tx.query(sweep, [workspaceId, isoOf(before)]);
    },
  };
}

export function isoOf(at: number): string {
  return new Date(at).toISOString();
}
