/** Names for members who have not agreed to be shown by their own: a pseudonym that always is the same, or the initials. */
import { sha256Hex } from "../core/hash.js";
import type { WordLanguage } from "./format.js";

const QUALITIES: Record<WordLanguage, readonly string[]> = {
  en: [
    "Amber",
    "Brave",
    "Bright",
    "Calm",
    "Clever",
    "Cosy",
    "Eager",
    "Gentle",
    "Golden",
    "Happy",
    "Keen",
    "Kind",
    "Lively",
    "Lucky",
    "Merry",
    "Nimble",
  ],
  ru: [
    ...["Бодрый", "Быстрый", "Верный", "Весёлый", "Добрый", "Ловкий", "Меткий", "Мудрый"],
    ...["Рыжий", "Светлый", "Смелый", "Спокойный", "Тихий", "Умный", "Храбрый", "Юркий"],
  ],
};
const ANIMALS: Record<WordLanguage, readonly string[]> = {
  en: [
    "Badger",
    "Beaver",
    "Crane",
    "Dolphin",
    "Falcon",
    "Fox",
    "Hare",
    "Hedgehog",
    "Heron",
    "Lynx",
    "Otter",
    "Owl",
    "Panda",
    "Robin",
    "Squirrel",
    "Swift",
  ],
  ru: [
    "Барсук",
    "Бобр",
    "Журавль",
    "Дельфин",
    "Сокол",
    "Лис",
    "Заяц",
    "Ёж",
    "Филин",
    "Енот",
    "Бурундук",
    "Ястреб",
    "Олень",
    "Дрозд",
    "Соболь",
    "Стриж",
  ],
};

/** "Brave Otter 4817": the same for a member in a program, another in another program. Two members may have the same one. */
export function pseudonymOf(programId: string, memberId: string, language: WordLanguage): string {
  const digits = sha256Hex(`pseudonym\n${programId}\n${memberId}`);
  const pick = (words: readonly string[], at: number) => words[Number.parseInt(digits.slice(at, at + 4), 16) % words.length];
  const number = 1000 + (Number.parseInt(digits.slice(8, 16), 16) % 9000);
  return `${pick(QUALITIES[language], 0)} ${pick(ANIMALS[language], 4)} ${number}`;
}

/** "A. K." of "Anna Karlsson"; undefined for a name without letters. */
export function initialsOf(name: string): string | undefined {
  const words = name.split(/[\s\-–—]+/u).map((word) => /\p{L}/u.exec(word)?.[0]);
  const letters = words.filter((letter) => letter !== undefined);
  const [first] = letters;
  if (first === undefined) return undefined;
  const last = letters.length > 1 ? ` ${letters.at(-1)?.toLocaleUpperCase()}.` : "";
  return `${first.toLocaleUpperCase()}.${last}`;
}
