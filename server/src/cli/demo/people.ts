/** Invented people: names, addresses and browsers of two countries. */
import type { Chance } from "./chance.js";

export type Language = "en" | "ru";

export interface Person {
  id: string;
  language: Language;
  name: string;
  email: string;
  address: { line1: string; city: string; postalCode: string; country: string };
}

const english = {
  first:
    "Olivia Liam Emma Noah Ava Ethan Sophia Mason Grace Lucas Chloe Henry Zoe Jack Lily Owen Ruby Caleb Nora Isaac Hazel Leo Ivy Miles Stella Theo Alice Felix Clara Hugo".split(
      " ",
    ),
  last: "Carter Bennett Hayes Brooks Foster Reed Murphy Parker Collins Howard Ward Price Sanders Barnes Perry Long Powell Jenkins Russell Griffin Coleman Simmons Bryant Hughes Walsh Porter Hunt Palmer Dixon Marsh".split(
    " ",
  ),
  streets: "Elm Oak Maple Cedar River Lake Hill Park Mill Church Orchard Station".split(" "),
  cities: ["Springfield 62701", "Portland 97205", "Madison 53703", "Burlington 05401", "Asheville 28801", "Boulder 80302"],
};
const russian = {
  women: "Анна Мария Екатерина Ольга Наталья Дарья Полина Ксения Алина Вера Юлия Светлана Татьяна Ирина Надежда".split(" "),
  men: "Иван Дмитрий Сергей Алексей Михаил Павел Никита Егор Артём Максим Андрей Роман Кирилл Глеб Фёдор".split(" "),
  last: "Смирнов Кузнецов Попов Васильев Соколов Новиков Морозов Волков Лебедев Семёнов Егоров Павлов Козлов Степанов Орлов Макаров Зайцев Голубев Виноградов Беляев".split(
    " ",
  ),
  streets: "Лесная Садовая Речная Школьная Цветочная Полевая Набережная Солнечная".split(" "),
  cities: ["Москва 101000", "Казань 420000", "Тверь 170000", "Калуга 248000", "Вологда 160000"],
};

/** The nth person that the shop hears of. */
export function makePerson(chance: Chance, nth: number, language: Language): Person {
  const id = `c${1000 + nth}`;
  const house = chance.between(1, 140);
  if (language === "en") {
    const [first, last] = [chance.pick(english.first), chance.pick(english.last)];
    const [city = "", postalCode = ""] = chance.pick(english.cities).split(" ");
    const address = { line1: `${house} ${chance.pick(english.streets)} Street`, city, postalCode, country: "US" };
    return { id, language, name: `${first} ${last}`, email: `${first}.${last}.${nth}@example.com`.toLowerCase(), address };
  }
  const isWoman = chance.isTrue(0.5);
  const last = chance.pick(russian.last);
  const name = `${chance.pick(isWoman ? russian.women : russian.men)} ${last}${isWoman ? "а" : ""}`;
  const [city = "", postalCode = ""] = chance.pick(russian.cities).split(" ");
  const address = { line1: `ул. ${chance.pick(russian.streets)}, д. ${house}, кв. ${chance.between(1, 90)}`, city, postalCode, country: "RU" };
  return { id, language, name, email: `${id}@example.ru`, address };
}

const systems = ["Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 15; Pixel 9", "X11; Linux x86_64"];

/** The browser of the nth visitor: no two are the same, as their addresses would not be. */
export function browserOf(chance: Chance, nth: number): string {
  const version = `${chance.between(128, 146)}.0.${6000 + nth}.${chance.between(10, 190)}`;
  return `Mozilla/5.0 (${chance.pick(systems)}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`;
}
