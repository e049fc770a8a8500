/** Which words may not be part of a code: rude ones in English and Russian, however they are spelt with look-alikes, and those that sound like the business itself. */
import { createRequire } from "node:module";
import { lookAlikeForm } from "../core/code.js";

const readData = createRequire(import.meta.url);
/** The lists have most Russian words in Latin letters only; these are the ones that Latin letters can be made to look like. */
const inCyrillic = [
  "сука",
  "хуй",
  "хуе",
  "бля",
  "блядь",
  "пизда",
  "ебать",
  "ебал",
  "гандон",
  "мудак",
  "пидор",
  "пидарас",
  "шлюха",
  "говно",
  "жопа",
  "манда",
  "залупа",
  "чмо",
];
const rudeWords = [...(readData("naughty-words/en.json") as string[]), ...(readData("naughty-words/ru.json") as string[]), ...inCyrillic];

const reservedWords = (
  "admin administrator root system support help helpdesk staff team official moderator owner security billing test demo null undefined none nobody " +
  "everyone bandwagon api www code coupon promo podderzhka pomosch pomoshch administraciya moderator vladelets nikto"
).split(" ");

/** How Russian letters are written with Latin ones, as people do. */
const LATIN: Readonly<Record<string, readonly string[]>> = {
  а: ["a"],
  б: ["b"],
  в: ["v", "w"],
  г: ["g"],
  д: ["d"],
  е: ["e", "ye"],
  ё: ["e", "yo"],
  ж: ["zh", "j"],
  з: ["z"],
  и: ["i"],
  й: ["y", "i", "j"],
  к: ["k", "c"],
  л: ["l"],
  м: ["m"],
  н: ["n"],
  о: ["o"],
  п: ["p"],
  р: ["r"],
  с: ["s", "c"],
  т: ["t"],
  у: ["u", "y"],
  ф: ["f"],
  х: ["h", "kh", "x"],
  ц: ["ts", "c"],
  ч: ["ch"],
  ш: ["sh"],
  щ: ["sch", "shch"],
  ъ: [""],
  ы: ["y", "i"],
  ь: [""],
  э: ["e"],
  ю: ["yu", "u"],
  я: ["ya", "ia", "a"],
};
/** A long word has more spellings than anybody tries. */
const SPELLINGS_MAX = 100;
/** A rude word of so many symbols counts anywhere, a shorter one at the start of a part, a still shorter one alone: GRAPE and CLASS are harmless. */
const ANYWHERE_LENGTH_MIN = 5;
const START_LENGTH_MIN = 4;

/** Why the words may not be a code; undefined when they may. Parts are what stands between dashes and blanks. */
export function whyNotAsCode(text: string): "rude" | "reserved" | undefined {
  const parts = text.split(/[-\s]+/).map(formOf);
  const whole = parts.join("");
  const { rude, reserved } = forms();
  const pieces = [whole, ...parts];
  if (pieces.some((piece) => rude.alone.has(piece) || rude.atStart.has(piece.slice(0, START_LENGTH_MIN)))) return "rude";
  for (const word of rude.anywhere) if (whole.includes(word)) return "rude";
  return pieces.some((piece) => reserved.has(piece)) ? "reserved" : undefined;
}

/** As `whyNotAsCode`, for a name that may be in any script: its words as they are written count as well. */
export function whyNotAsName(text: string): "rude" | "reserved" | undefined {
  plain ??= new Set(rudeWords.map((word) => word.toLowerCase()));
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => plain?.has(word)) ? "rude" : whyNotAsCode(text);
}
let plain: Set<string> | undefined;

/** The look-alike form, in which figures stand for letters as well: 4 for A, 3 for E, 7 for T. */
function formOf(text: string): string {
  return (lookAlikeForm(text) ?? "").replace(/[437]/g, (figure) => ({ "4": "A", "3": "E", "7": "T" })[figure] as string);
}

interface Forms {
  rude: { anywhere: Set<string>; atStart: Set<string>; alone: Set<string> };
  reserved: Set<string>;
}
let made: Forms | undefined;

function forms(): Forms {
  if (made !== undefined) return made;
  const anywhere = new Set<string>();
  const atStart = new Set<string>();
  const alone = new Set<string>();
  for (const word of rudeWords.flatMap(spellingsOf)) {
    const form = formOf(word);
    if (form.length >= ANYWHERE_LENGTH_MIN) anywhere.add(form);
    else if (form.length >= START_LENGTH_MIN) atStart.add(form);
    else if (form.length > 1) alone.add(form);
  }
  made = { rude: { anywhere, atStart, alone }, reserved: new Set(reservedWords.map(formOf)) };
  return made;
}

/** As it is, for letters that look like Latin ones, and in the Latin spellings of Russian; without blanks and apostrophes. */
function spellingsOf(word: string): string[] {
  const letters = [...word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")];
  let spellings = [""];
  for (const letter of letters) {
    const choices = LATIN[letter] ?? [letter];
    spellings = spellings.flatMap((start) => choices.map((choice) => start + choice)).slice(0, SPELLINGS_MAX);
  }
  return [letters.join(""), ...spellings];
}
