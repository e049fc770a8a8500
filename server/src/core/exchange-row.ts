/** Rates of exchange and the events that wait for one: as they are told, and as they are kept. */

export interface ExchangeRateRow {
  id: string;
  fromCurrency: string;
  toCurrency: string;
  inForceFrom: number;
  /** A decimal: what one major unit of the one is worth in major units of the other. */
  rate: string;
  recordNumber: number;
}
/** An event that a program has not decided yet, because there was no rate for it. */
export interface ParkedEventRow {
  id: string;
  /** The record that told of it. */
  eventRecord: number;
  programId: string;
  memberId: string;
  fromCurrency: string;
  toCurrency: string;
  occurredAt: number;
  /** `dropped`: when the rate came it did not count any more. */
  state: "waiting" | "decided" | "dropped";
  recordNumber: number;
}

/** What one unit of a currency is worth in another, from a moment on; from now on unless said. */
export interface RatesInput {
  kind: "rates.set";
  rates: { from: string; to: string; rate: string; inForceFrom?: number }[];
}
/** Events that waited for a rate, and for which there was no room in the records before. */
export interface ReleaseInput {
  kind: "rates.release";
  rates: { from: string; to: string; inForceFrom: number }[];
}
