/** Lists as they leave the server, and their cursors: opaque outside, the last row's place in the order inside. */
import { AppError } from "../errors.js";
import type { Cursor, Page, PageRequest } from "../queries/page.js";

/** The page that a query string asks for. `shape` is the cursor's values by type; a cursor of another list is refused. */
export function parsePage({ limit, cursor }: { limit: number; cursor?: string }, shape: readonly ("string" | "number")[]): PageRequest {
  if (cursor === undefined) return { limit };
  const after = decode(cursor);
  if (after === undefined || after.length !== shape.length || after.some((value, index) => typeof value !== shape[index] || isUnfit(value))) {
    throw new AppError("invalid_request", {
      detail: "The cursor is not one of this list.",
      errors: [
        { path: "?cursor", problem: "is not a cursor of this list", remedy: "send the nextCursor of the page before, or none for the first page" },
      ],
    });
  }
  return { limit, after };
}

function isUnfit(value: string | number): boolean {
  return typeof value === "number" ? !Number.isSafeInteger(value) : value.includes("\0") || value.length > 200;
}

function decode(cursor: string): Cursor | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? (value as Cursor) : undefined;
  } catch {
    return undefined;
  }
}

/** The reply: `{ data, nextCursor }`. */
export function pageReply<Row, View>({ rows, next }: Page<Row>, view: (row: Row) => View): { data: View[]; nextCursor: string | null } {
  return { data: rows.map(view), nextCursor: next === null ? null : Buffer.from(JSON.stringify(next)).toString("base64url") };
}
