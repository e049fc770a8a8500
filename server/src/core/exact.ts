/** Sums that are compared before they are rounded: amounts in millionths, as text a decimal that mostly has no decimals. */

export const PARTS = 1_000_000n;
const DIGITS = 6;

/** ("1845.8766") is 1845876600n. */
export function exactOf(text: string): bigint {
  const [whole = "0", decimals = ""] = text.split(".");
  const digits = BigInt(decimals.padEnd(DIGITS, "0"));
  const parts = BigInt(whole) * PARTS;
  return whole.startsWith("-") ? parts - digits : parts + digits;
}
/** The shortest text; `exactOf` gives the parts back. */
export function exactText(parts: bigint): string {
  const sign = parts < 0n ? "-" : "";
  const size = parts < 0n ? -parts : parts;
  const decimals = (size % PARTS).toString().padStart(DIGITS, "0").replace(/0+$/, "");
  return `${sign}${size / PARTS}${decimals === "" ? "" : `.${decimals}`}`;
}
