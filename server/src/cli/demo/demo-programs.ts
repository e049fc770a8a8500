/** The sample shop's programs. */
import type { ProgramDocument } from "../../core/document/schema.js";

export interface DemoPrograms {
  credit: ProgramDocument;
  stamps: ProgramDocument;
  roubles: ProgramDocument;
}

/** Whoever brought most friends in the week. */
export const CONTEST = "most-friends";
export const DRAW = "tea-set";
const destination = "https://tea.example/welcome";

/** Handles are unique in the installation, so each run of the demo has its own. */
export function demoPrograms(suffix: string): DemoPrograms {
  return { credit: creditProgram(`tea-credit-${suffix}`), stamps: stampProgram(`tea-card-${suffix}`), roubles: roubleProgram(`tea-rubli-${suffix}`) };
}

function creditProgram(handle: string): ProgramDocument {
  return {
    format: 1,
    handle,
    name: { en: "Tea with friends", ru: "Чай с друзьями" },
    locales: ["en", "ru"],
    description: {
      en: "Your friend pays 10 % less, you get 10 % of the order as credit.",
      ru: "Друг платит на 10 % меньше, а вы получаете кредитом 10 % от его заказа.",
    },
    landing: {
      headline: { en: "10 % off your first tea order", ru: "10 % на первый заказ чая" },
      text: {
        en: "Small gardens, whole leaves, and somebody to ask which pot to buy.",
        ru: "Маленькие сады, цельный лист и люди, которые подскажут, какой чайник взять.",
      },
    },
    currency: "USD",
    timeZone: "America/New_York",
    destination,
    eligibility: [
      {
        id: "same-address",
        when: "match.address",
        // biome-ignore lint/suspicious/noThenProperty: the document's own word
        then: "review",
        at: ["sign_up", "purchase"],
        reason: {
          en: "The friend and the referrer have the same shipping address.",
          ru: "У друга и пригласившего один адрес доставки.",
        },
      },
    ],
    goals: [
      {
        id: "first-order",
        name: { en: "A first order of $30 or more", ru: "Первый заказ от 30 $" },
        steps: { event: "purchase", where: 'event.goodsBeforeDiscount >= money("30.00")' },
      },
    ],
    rules: [
      {
        id: "welcome",
        on: { referral: "signed_up" },
        grants: [
          { id: "ten-percent-off", to: "friend", coupon: { discount: { percent: "10" }, minimumSpend: "30.00" }, validity: { for: { days: 30 } } },
        ],
      },
      {
        id: "thanks",
        on: { referral: "qualified" },
        grants: [
          {
            id: "credit",
            to: "referrer",
            credit: { amount: { percent: "10", of: "goods", floor: "2.00", ceiling: "25.00" } },
            hold: { for: { days: 14 } },
            validity: { for: { days: 60 } },
            limits: [{ id: "a-month", measure: "amount", period: "month", max: "60.00" }],
          },
        ],
      },
      {
        id: "five-friends",
        on: { referrals: { stage: "converted", count: 5, mode: "every" } },
        grants: [{ id: "bonus", to: "member", cash: { amount: "20.00" }, hold: { approval: true } }],
      },
    ],
  };
}

function stampProgram(handle: string): ProgramDocument {
  return {
    format: 1,
    handle,
    name: { en: "Tea card", ru: "Чайная карта" },
    description: {
      en: "A friend who comes by your link is a stamp; five fill the card, and the next one begins.",
      ru: "Друг, пришедший по вашей ссылке, — это штамп; пять заполняют карту, и начинается следующая.",
    },
    locales: ["en", "ru"],
    currency: "USD",
    timeZone: "America/New_York",
    destination,
    events: { review_posted: { name: { en: "A review was posted", ru: "Написан отзыв" } } },
    stampCards: [{ id: "tea-card", name: { en: "Tea card", ru: "Чайная карта" }, slots: 5, repeats: true }],
    badges: [
      {
        id: "critic",
        name: { en: "Tea critic", ru: "Чайный критик" },
        description: { en: "Posted a review", ru: "Пишет отзывы" },
        look: { shape: "hexagon", icon: "pen-line", colour: "#0F766E" },
      },
      {
        id: "host",
        name: { en: "Tea host", ru: "Душа чаепития" },
        description: { en: "Filled a card with friends", ru: "Карта заполнена друзьями" },
        rarity: "rare",
        look: { shape: "shield", icon: "coffee", colour: "#C2410C" },
      },
      {
        id: "samovar",
        name: { en: "Keeper of the samovar", ru: "Хранитель самовара" },
        description: { en: "Reached the highest level", ru: "Высший уровень" },
        rarity: "legendary",
        look: { shape: "star", icon: "flame", colour: "#86285F" },
      },
    ],
    levels: [
      {
        id: "tea",
        name: { en: "Tea level", ru: "Чайный уровень" },
        measure: { earned: "POINTS" },
        steps: [
          { id: "leaf", name: { en: "Leaf", ru: "Лист" }, atLeast: "0" },
          { id: "pot", name: { en: "Pot", ru: "Чайник" }, atLeast: "300" },
          { id: "samovar", name: { en: "Samovar", ru: "Самовар" }, atLeast: "600" },
        ],
      },
    ],
    leaderboards: [
      {
        id: "hosts",
        name: { en: "Hosts of the month", ru: "Хозяева месяца" },
        score: { referrals: "signed_up" },
        period: "month",
        names: "initials",
      },
    ],
    items: [{ id: "tin", name: { en: "A tin of oolong", ru: "Банка улуна" }, stock: 20 }],
    access: [{ id: "tasting", name: { en: "the tasting on Friday", ru: "пятничная дегустация" } }],
    catalogue: [
      { id: "tin", name: { en: "A tin of oolong", ru: "Банка улуна" }, price: { amount: "250" }, gives: { item: "tin" } },
      { id: "tasting", name: { en: "A seat at the tasting", ru: "Место на дегустации" }, price: { amount: "2000" }, gives: { access: "tasting" } },
    ],
    socialProof: { counters: ["members", "friends", "badges"], feed: true, testimonials: true },
    rules: [
      {
        id: "friend-joined",
        on: { referral: "signed_up" },
        when: 'referral.method == "link"',
        grants: [{ id: "stamp", to: "referrer", stamp: "tea-card" }],
      },
      {
        id: "card-full",
        on: { stampCard: "tea-card" },
        grants: [
          { id: "host", to: "member", badge: "host" },
          { id: "points", to: "member", points: { amount: "300" } },
        ],
      },
      { id: "top", on: { level: "tea", step: "samovar" }, grants: [{ id: "badge", to: "member", badge: "samovar" }] },
      {
        id: "review",
        on: { event: "review_posted" },
        grants: [
          { id: "critic", to: "member", badge: "critic" },
          { id: "points", to: "member", points: { amount: "20" }, limits: [{ id: "a-month", measure: "rewards", period: "month", max: "2" }] },
        ],
      },
    ],
  };
}

function roubleProgram(handle: string): ProgramDocument {
  return {
    format: 1,
    handle,
    name: { ru: "Приведи друга на чай", en: "Bring a friend to tea" },
    description: {
      ru: "Сто рублей за каждого из первых пяти друзей, двести — начиная с шестого.",
      en: "100 ₽ for each of five friends, then 200 ₽.",
    },
    locales: ["ru", "en"],
    currency: "RUB",
    timeZone: "Europe/Moscow",
    destination: "https://tea.example/ru",
    goals: [{ id: "first-order", name: { ru: "Первый заказ", en: "The first order" }, steps: { event: "purchase" } }],
    leaderboards: [{ id: "friends", name: { ru: "Друзья за неделю", en: "Friends of the week" }, score: { referrals: "converted" }, period: "week" }],
    items: [{ id: "tea-set", name: { ru: "Чайный сервиз", en: "A tea set" } }],
    draws: [{ id: DRAW, name: { ru: "Сервиз недели", en: "The tea set of the week" }, every: "week" }],
    contests: [{ id: CONTEST, name: { ru: "Больше всех друзей", en: "Most friends" }, ranked: "friends", correctedWithin: { days: 2 } }],
    rules: [
      {
        id: "welcome",
        name: { ru: "Скидка другу", en: "Off the friend's order" },
        on: { referral: "signed_up" },
        grants: [
          {
            id: "off",
            to: "friend",
            coupon: { discount: { amount: "300.00" }, minimumSpend: "1500.00" },
            validity: { for: { calendarDays: 30 } },
          },
        ],
      },
      {
        id: "friend-bought",
        name: { ru: "Друг сделал заказ", en: "A friend has ordered" },
        on: { referral: "converted" },
        grants: [
          {
            id: "credit",
            to: "referrer",
            credit: { amount: { tiers: { by: "converted", steps: [{ upTo: 5, amount: "100.00" }, { amount: "200.00" }] } } },
            hold: { for: { calendarDays: 7 } },
          },
          { id: "ticket", to: "referrer", tickets: { draw: DRAW } },
        ],
      },
      { id: "drawn", on: { draw: DRAW }, grants: [{ id: "tea-set", to: "member", item: "tea-set" }] },
      { id: "best", on: { contest: CONTEST, place: 1 }, grants: [{ id: "prize", to: "member", credit: { amount: "500.00" } }] },
    ],
  };
}
