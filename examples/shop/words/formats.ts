/** Amounts and moments as people write them. The shop is in Berlin, whoever looks at it. */
const timeZone = "Europe/Berlin";
const locales = { en: "en-GB", ru: "ru-RU" };

type Locale = keyof typeof locales;

/** "5 €", "4.50 €" or "4,50 €". */
export function money(cents: number, language: Locale): string {
  const decimals = cents % 100 === 0 ? 0 : 2;
  const format = new Intl.NumberFormat(locales[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return `${format.format(cents / 100)}\u00a0€`;
}

/** "6 December" or "6 декабря". */
export function day(moment: string, language: Locale): string {
  return new Intl.DateTimeFormat(locales[language], { day: "numeric", month: "long", timeZone }).format(new Date(moment));
}

/** "14:05". */
export function time(moment: string, language: Locale): string {
  return new Intl.DateTimeFormat(locales[language], { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(moment));
}

/** Whether it is today in the shop. */
export function isToday(moment: string): boolean {
  return day(moment, "en") === day(new Date().toISOString(), "en");
}

/** "1 друг, 2 друга, 5 друзей": the form that goes with the number. */
export function russian(count: number, one: string, few: string, many: string): string {
  const rule = new Intl.PluralRules("ru").select(count);
  return `${count}\u00a0${rule === "one" ? one : rule === "few" ? few : many}`;
}
