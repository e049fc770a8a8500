/** Comparing JSON without writing it. */

/**
 * Whether the value has, byte for byte, the JSON text of what was parsed from JSON: the same properties in the same order. No text is written
 * while they are alike; where they seem to differ the two texts decide.
 */
export function hasJsonOf(parsed: unknown, value: unknown): boolean {
  return isAlike(parsed, value) || JSON.stringify(parsed) === JSON.stringify(value);
}

/** True only if the texts are the same; false also for some that are written alike, such as what is not a plain object. */
function isAlike(parsed: unknown, value: unknown): boolean {
  if (typeof parsed !== "object" || parsed === null) return parsed === value;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(parsed)) return Array.isArray(value) && areAlike(parsed, value);
  return Object.getPrototypeOf(value) === Object.prototype && havePropertiesAlike(parsed as Properties, value as Properties);
}
function areAlike(parsed: readonly unknown[], values: readonly unknown[]): boolean {
  if (parsed.length !== values.length) return false;
  for (let index = 0; index < parsed.length; index++) if (!isAlike(parsed[index], values[index])) return false;
  return true;
}

type Properties = Record<string, unknown>;
/**
 * The names of the objects that are being compared, those of the inner ones behind those of the outer: a list for each would cost more than comparing them,
 * and so would cutting this one back.
 */
const names: string[] = [];
let used = 0;
/** What is undefined is not written, so it may stand between. */
function havePropertiesAlike(parsed: Properties, value: Properties): boolean {
  const first = used;
  for (const name in parsed) names[used++] = name;
  const end = used;
  let next = first;
  for (const name in value) {
    const property = value[name];
    if (property === undefined) continue;
    if (next === end || names[next] !== name || !isAlike(parsed[name], property)) {
      next = -1;
      break;
    }
    next++;
  }
  used = first;
  return next === end;
}
