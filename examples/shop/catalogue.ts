/** What the shop sells. */
import type { Language } from "./words/words.js";

export interface Product {
  id: string;
  /** The drawing, and the colour that it is set on. */
  drawing: "leaf" | "cup" | "pot" | "tin" | "flower" | "whisk" | "smoke" | "strainer";
  tint: "green" | "amber" | "rose" | "slate";
  priceCents: number;
  name: Record<Language, string>;
  about: Record<Language, string>;
  size: Record<Language, string>;
}

const tin100 = { en: "100 g", ru: "100 г" };

export const products: readonly Product[] = [
  {
    id: "sencha",
    drawing: "leaf",
    tint: "green",
    priceCents: 1490,
    name: { en: "Spring sencha", ru: "Весенняя сенча" },
    about: {
      en: "First picking, steamed for half a minute. Tastes of fresh peas and the sea. 70 °C, one minute.",
      ru: "Первый сбор, полминуты на пару. Вкус свежего горошка и моря. 70 °C, одна минута.",
    },
    size: tin100,
  },
  {
    id: "assam",
    drawing: "cup",
    tint: "amber",
    priceCents: 1190,
    name: { en: "Breakfast Assam", ru: "Утренний ассам" },
    about: {
      en: "Malt and honey, strong enough for milk. The one that we drink ourselves before we open.",
      ru: "Солод и мёд, крепости хватит и на молоко. Его мы пьём сами перед открытием.",
    },
    size: tin100,
  },
  {
    id: "lapsang",
    drawing: "smoke",
    tint: "slate",
    priceCents: 1650,
    name: { en: "Lapsang by the fire", ru: "Лапсанг у костра" },
    about: {
      en: "Dried over pine wood. For long evenings, and for people who like whisky more than cake.",
      ru: "Сушёный над сосновыми дровами. Для долгих вечеров и для тех, кому виски милее пирога.",
    },
    size: tin100,
  },
  {
    id: "linden",
    drawing: "flower",
    tint: "rose",
    priceCents: 890,
    name: { en: "Linden and rosehip", ru: "Липа с шиповником" },
    about: {
      en: "No caffeine, much summer. Blossoms from one avenue near Potsdam.",
      ru: "Без кофеина, зато с летом. Цветки с одной аллеи под Потсдамом.",
    },
    size: { en: "60 g", ru: "60 г" },
  },
  {
    id: "matcha",
    drawing: "whisk",
    tint: "green",
    priceCents: 2450,
    name: { en: "Matcha for every day", ru: "Маття на каждый день" },
    about: {
      en: "Stone-ground in small lots and sealed the same day. Sweet at first, then green.",
      ru: "Растёрта каменными жерновами и закрыта в тот же день. Сначала сладко, потом зелено.",
    },
    size: { en: "40 g", ru: "40 г" },
  },
  {
    id: "teapot",
    drawing: "pot",
    tint: "amber",
    priceCents: 3900,
    name: { en: "Teapot “Two cups”", ru: "Чайник «На двоих»" },
    about: {
      en: "Stoneware, turned by hand in Brandenburg. Pours without a drop on the table.",
      ru: "Каменная керамика, выточен вручную в Бранденбурге. Наливает без капли на столе.",
    },
    size: { en: "450 ml", ru: "450 мл" },
  },
  {
    id: "strainer",
    drawing: "strainer",
    tint: "slate",
    priceCents: 1200,
    name: { en: "Fine strainer", ru: "Мелкое ситечко" },
    about: {
      en: "Steel so fine that even rooibos stays where it belongs.",
      ru: "Сталь такая мелкая, что даже ройбуш остаётся на месте.",
    },
    size: { en: "for any cup", ru: "на любую чашку" },
  },
  {
    id: "tin",
    drawing: "tin",
    tint: "rose",
    priceCents: 950,
    name: { en: "Tin with an inner lid", ru: "Банка с двойной крышкой" },
    about: {
      en: "Keeps 150 g dark and dry. The paper around it is printed here in the street.",
      ru: "Хранит 150 г в темноте и сухости. Бумагу вокруг печатают на нашей улице.",
    },
    size: { en: "150 g", ru: "150 г" },
  },
];

/** The product with this id, or undefined. */
export function productOf(id: string): Product | undefined {
  return products.find((product) => product.id === id);
}
