/** Money in the shop is whole cents of its one currency; Bandwagon speaks in decimal texts. */
export const currency = "EUR";

/** `450` is "4.50". */
export function decimalOf(cents: number): string {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "4.50" is `450`. Throws for anything that is not an amount in euros and cents. */
export function centsOf(decimal: string): number {
  const parts = /^(\d+)(?:\.(\d{1,2}))?$/.exec(decimal);
  if (parts === null) throw new Error(`${JSON.stringify(decimal)} is not an amount in euros and cents.`);
  return Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
}

/** The part of `cents` that falls to `share` of `whole`, rounded half up. */
export function partOf(cents: number, share: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((cents * share * 2 + whole) / (whole * 2));
}
