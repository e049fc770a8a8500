import type { ExchangeRateRow } from "../core/exchange-row.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";
import { type Page, type PageRequest, pageOf } from "./page.js";

export type RateView = Omit<ExchangeRateRow, "recordNumber">;

const RATES: Statement = {
  name: "exchange_rates.list",
  text: `select id, from_currency as "fromCurrency", to_currency as "toCurrency", in_force_from as "inForceFrom", rate from exchange_rates
    where workspace_id = $1 and ($2::text is null or from_currency = $2) and ($3::text is null or to_currency = $3)
      and ($4::text is null or (from_currency, to_currency, in_force_from, id) > ($4, $5, $6::timestamptz, $7))
    order by from_currency, to_currency, in_force_from, id limit $8`,
};

/** The rates that were told, by their currencies and then by the moment from which each is in force. */
export function listRates(
  db: Database,
  workspaceId: string,
  { from, to }: { from?: string; to?: string },
  { limit, after }: PageRequest,
): Promise<Page<RateView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [lastFrom, lastTo, lastAt, lastId] = after ?? [null, null, null, null];
    const at = typeof lastAt === "number" ? new Date(lastAt).toISOString() : null;
    const rows = await tx.query<RateView>(RATES, [workspaceId, from ?? null, to ?? null, lastFrom, lastTo, at, lastId, limit + 1]);
    return pageOf(rows, limit, (row) => [row.fromCurrency, row.toCurrency, row.inForceFrom, row.id]);
  });
}
