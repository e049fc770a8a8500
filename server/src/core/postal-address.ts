/** The form under which two postal addresses are one place; identity.ts says how careful such forms are. */

export type PostalAddress = {
  line1?: string;
  line2?: string;
  city?: string;
  region?: string;
  postalCode?: string;
  country?: string;
};

const LONGEST_ADDRESS = 1000;
const FEWEST_WORDS_OF_A_LINE = 3;

/** Words that are written in several ways, by the way that stands for them. They are compared after punctuation is gone. */
const WRITTEN_AS: readonly [word: string, others: string][] = [
  ["street", "st str strasse"],
  ["avenue", "ave av"],
  ["road", "rd"],
  ["boulevard", "blvd boul"],
  ["drive", "dr"],
  ["lane", "ln"],
  ["court", "ct"],
  ["place", "pl"],
  ["square", "sq"],
  ["highway", "hwy"],
  ["parkway", "pkwy"],
  ["terrace", "ter"],
  ["north", "n"],
  ["south", "s"],
  ["east", "e"],
  ["west", "w"],
  ["floor", "fl"],
  ["building", "bldg"],
  ["apartment", "apt appt unit suite ste flat"],
  ["улица", "ул"],
  ["проспект", "пр просп"],
  ["переулок", "пер"],
  ["бульвар", "бул"],
  ["шоссе", "ш"],
  ["площадь", "пл"],
  ["набережная", "наб"],
  ["проезд", "прд"],
  ["корпус", "корп к"],
  ["строение", "стр"],
  ["квартира", "кв"],
  ["офис", "оф"],
  ["область", "обл"],
  ["район", "рн"],
];

/** Words that only announce what follows and are as often left out. */
const LEFT_OUT = new Set(["no", "nr", "number", "the", "дом", "д", "город", "г", "номер"]);

const MEANS = new Map(WRITTEN_AS.flatMap(([word, others]) => others.split(" ").map((other): [string, string] => [other, word])));

/**
 * Words of an address in small letters without punctuation, abbreviations written out, joined by blanks. An address in fields and one in a single
 * text are not compared with each other. Undefined where it names no single place: in fields without line1, or without both city and postal code;
 * as text with fewer than three words or without a digit; or when it is longer than 1,000 characters.
 */
export function canonicalAddress(address: PostalAddress | string): string | undefined {
  return typeof address === "string" ? canonicalText(address) : canonicalFields(address);
}

function canonicalText(text: string): string | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  const words = wordsOf(text);
  return words.length >= FEWEST_WORDS_OF_A_LINE && words.some((word) => /\p{N}/u.test(word)) ? words.join(" ") : undefined;
}

function canonicalFields({ line1 = "", line2 = "", city = "", region = "", postalCode = "", country = "" }: PostalAddress): string | undefined {
  const texts = [line1, line2, city, region, postalCode, country];
  if (texts.reduce((sum, text) => sum + text.length, 0) > LONGEST_ADDRESS) return undefined;
  // line2 is where a form puts the flat that another puts into line1.
  const street = [...wordsOf(line1), ...wordsOf(line2)].join(" ");
  const place = wordsOf(city).join(" ");
  const code = canonicalPostalCode(postalCode);
  if (wordsOf(line1).length === 0 || (place === "" && code === "")) return undefined;
  return [street, place, wordsOf(region).join(" "), code, wordsOf(country).join(" ")].join(", ");
}

/** Letters and digits only; of an American ZIP+4 the first five, because its last four are as often left out. */
function canonicalPostalCode(text: string): string {
  const code = text.normalize("NFKC").toLowerCase();
  if (/^\s*\d{5}-\d{4}\s*$/.test(code)) return code.trim().slice(0, 5);
  return code.replace(/[^\p{L}\p{N}]/gu, "");
}

function wordsOf(text: string): string[] {
  const plain = latinWithoutMarks(text.normalize("NFKC").toLowerCase())
    .replaceAll("ё", "е")
    .replaceAll("ß", "ss")
    .replace(/['’ʼ`]/g, "")
    .replace(SHORTENED_WITH_HYPHEN, (short) => ` ${HYPHENED.get(short.replace("-", "")) ?? short} `)
    .replace(/#/g, " apartment ")
    .replace(/(\p{Nd}+)(?:st|nd|rd|th)(?![\p{L}\p{N}])/gu, "$1 ");
  // A number and a letter are two words whether or not they are written together: "12a" and "12 A".
  const words = plain.match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? [];
  return words.map((word) => MEANS.get(word) ?? word.replace(GERMAN_STREET, "strasse")).filter((word) => !LEFT_OUT.has(word));
}

/** Russian abbreviations of a word's two ends: "пр-т", "б-р". */
const HYPHENED = new Map([
  ["прт", "проспект"],
  ["пркт", "проспект"],
  ["прд", "проезд"],
  ["бр", "бульвар"],
  ["рн", "район"],
]);
const SHORTENED_WITH_HYPHEN = /(?<![\p{L}\p{N}])(?:пр-т|пр-кт|пр-д|б-р|р-н)(?![\p{L}\p{N}])/gu;

/** The end of "Hauptstr." */
const GERMAN_STREET = /(?<=[a-z]{2})str$/;

/** "é" as "e": Latin only, because й without its mark is another letter. */
function latinWithoutMarks(text: string): string {
  return text
    .normalize("NFD")
    .replace(/(?<=[a-z]\p{M}*)\p{M}/gu, "")
    .normalize("NFC");
}
