/**
 * Logarithm and exponential from the four operations alone. IEEE 754 and ECMAScript fix those to the last bit; Math.log and Math.exp they leave to the
 * machine, and a forecast must be the same on every one.
 */

const LN_2 = Math.LN2;
const SQRT_2 = Math.SQRT2;
/** atanh(s) for |s| ≤ 0.172: the next term is below the last bit. */
const LN_TERMS = 11;
/** exp(r) for |r| ≤ 0.347: the next term is below the last bit. */
const EXP_TERMS = 15;

/** The natural logarithm of a positive, finite number, within a few units of the last place. */
export function ln(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > SQRT_2; exponent++) mantissa /= 2;
  for (; mantissa < SQRT_2 / 2; exponent--) mantissa *= 2;
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let n = LN_TERMS - 1; n >= 0; n--) sum = sum * square + 1 / (2 * n + 1);
  return exponent * LN_2 + 2 * s * sum;
}

/** e to the power of a number between -700 and 700, within a few units of the last place. */
export function exp(x: number): number {
  const power = Math.round(x / LN_2);
  const rest = x - power * LN_2;
  let sum = 1;
  for (let n = EXP_TERMS; n > 0; n--) sum = 1 + (rest / n) * sum;
  for (let n = 0; n < power; n++) sum *= 2;
  for (let n = 0; n > power; n--) sum /= 2;
  return sum;
}
