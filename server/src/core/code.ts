/** Codes that people read, say, type and photograph: how they are made, and the one form in which look-alikes are equal. */
import { type HashKey, keyedBytes } from "./hash.js";

/**
 * What codes are made of: no vowels, so that no word appears by chance, and of symbols that are taken for each other
 * (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, V U) one at most. 24 symbols: 8 of them are 36.7 bits, 12 are 55.0.
 */
const SYMBOLS = "23456789CDFHJKMNPQRTVWXY";

const GROUP_LENGTH = 4;
const GROUPS = SYMBOLS.length ** GROUP_LENGTH;

/**
 * A member's personal code in a program as it is shown: "K7P4-M2XQ". The same for the same key, program, member and attempt;
 * the next attempt, for when the code is taken, is another one. Who does not have the key cannot guess it.
 */
export function referralCode(key: HashKey, programId: string, memberId: string, attempt: number): string {
  return codeOf(keyedBytes(key, "referral code", programId, memberId, String(attempt)), 2);
}

/** The code that a reward gives as it is shown: "C4RT-9WMX". The same for the same key, reward and attempt. */
export function givenCode(key: HashKey, rewardId: string, attempt: number): string {
  return codeOf(keyedBytes(key, "given code", rewardId, String(attempt)), 2);
}

/** A reward's coupon code as it is shown: "7KQX-M2P4-XW9R". The same for the same key and reward. */
export function couponCode(key: HashKey, rewardId: string): string {
  return codeOf(keyedBytes(key, "coupon code", rewardId), 3);
}

/** The code by which others join a squad as it is shown. The same for the same key, program and record that made it. */
export function squadCode(key: HashKey, programId: string, record: number): string {
  return codeOf(keyedBytes(key, "squad code", programId, String(record)), 3);
}

function codeOf(bytes: Buffer, groups: number): string {
  return Array.from({ length: groups }, (_, index) => groupOf(bytes.readUIntBE(index * 6, 6) % GROUPS)).join("-");
}

/** Four symbols from a number. Taken from 48 bits, so that no group is likelier than another by more than a billionth. */
function groupOf(number: number): string {
  let group = "";
  for (let rest = number, left = GROUP_LENGTH; left > 0; left -= 1) {
    group += SYMBOLS[rest % SYMBOLS.length];
    rest = Math.floor(rest / SYMBOLS.length);
  }
  return group;
}

const SHORTEST = 4;
const LONGEST = 32;
/** Beyond it nothing is looked at: separators may be added to a code, but not without end. */
const LONGEST_WRITTEN = 128;

/**
 * The form under which a code is stored and looked up. Codes that look alike have the same: case, blanks, dashes and invisible characters do not
 * count, wide and other digits are digits, Cyrillic and Greek letters are the Latin ones they look like, and O is 0, I L | are 1, Z is 2, S is 5,
 * G is 6, B is 8, U is V. Undefined when it then has anything but Latin capitals and digits, or fewer than 4 or more than 32.
 * A canonical form is its own.
 */
export function canonicalCode(text: string): string | undefined {
  const form = lookAlikeForm(text);
  return form !== undefined && form.length >= SHORTEST && form.length <= LONGEST ? form : undefined;
}

/** The same form of any text, however short or long: texts that look alike have the same. Undefined where a symbol is neither a Latin letter nor like one. */
export function lookAlikeForm(text: string): string | undefined {
  if (text.length > LONGEST_WRITTEN) return undefined;
  return skeletonOf(text) ?? skeletonOf(text.normalize("NFKC").replace(IGNORED, "").toUpperCase());
}

/** Dashes of all kinds, blanks, and what is not seen: soft hyphens, joiners, marks of direction. */
const IGNORED = /[\p{Pd}\u2212\p{White_Space}\p{Cf}]/gu;

/** The symbols each as its representative; undefined at the first that has none. */
function skeletonOf(text: string): string | undefined {
  let skeleton = "";
  for (let index = 0; index < text.length; index += 1) {
    const symbol = REPRESENTATIVES.get(text.charCodeAt(index));
    if (symbol === undefined) return undefined;
    skeleton += symbol;
  }
  return skeleton;
}

/** What looks like what, capitals only: the Latin or digit, then its look-alikes in other scripts. */
const LOOK_ALIKES: readonly [symbol: string, others: string][] = [
  ["A", "АΑ"],
  ["B", "ВΒ"],
  ["C", "СϹ"],
  ["E", "ЕΕ"],
  ["G", "Ԍ"],
  ["H", "НΗҺ"],
  ["I", "ІΙӀ|"],
  ["J", "ЈͿ"],
  ["K", "КΚ"],
  ["M", "МΜ"],
  ["N", "Ν"],
  ["O", "ОΟ"],
  ["P", "РΡ"],
  ["Q", "Ԛ"],
  ["S", "Ѕ"],
  ["T", "ТΤ"],
  ["V", "Ѵ"],
  ["W", "Ԝ"],
  ["X", "ХΧ"],
  ["Y", "УҮΥ"],
  ["Z", "Ζ"],
  ["3", "ЗӠ"],
];

/** Latin letters that are taken for a digit or for another letter. */
const FOLDED: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1", Z: "2", S: "5", G: "6", B: "8", U: "V" };

/**
 * The zeros of scripts whose digits NFKC leaves as they are; the other nine follow each: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati,
 * Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Myanmar, Khmer.
 */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0];

const REPRESENTATIVES = makeRepresentatives();

/** By UTF-16 code unit: everything in it is in the basic plane, so that half of a pair is found nowhere and refused. */
function makeRepresentatives(): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  const representativeOf = (symbol: string) => FOLDED[symbol] ?? symbol;
  for (const symbol of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
    map.set(symbol.charCodeAt(0), representativeOf(symbol));
    map.set(symbol.toLowerCase().charCodeAt(0), representativeOf(symbol));
  }
  for (const [symbol, others] of LOOK_ALIKES) for (const other of others) map.set(other.charCodeAt(0), representativeOf(symbol));
  for (const zero of ZEROS) for (let digit = 0; digit < 10; digit += 1) map.set(zero + digit, String(digit));
  map.set("-".charCodeAt(0), "");
  map.set(" ".charCodeAt(0), "");
  return map;
}
