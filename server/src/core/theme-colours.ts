/** What a program's one or two colours become where members see them, so that everything can be read in the light and in the dark. */
import { mixed, readable } from "./colour.js";

export interface ThemeColours {
  /** The ground of the one action, and the text on it. */
  brand: string;
  onBrand: string;
  /** The ground of what is selected, and coloured text and links, on it and on every ground. */
  soft: string;
  ink: string;
}

/** The grounds of members' pages: canvas, surface, sunken. */
const LIGHT_GROUNDS = ["#FFFBF5", "#FFFFFF", "#F6F0E7"];
const DARK_GROUNDS = ["#17130F", "#211C17", "#120F0B"];
const WHITE = "#FFFFFF";
const BLACK = "#000000";
const NIGHT = "#17130F";
/** WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT = 4.5;
const CONTROL = 3;

/** In the light: darkened until white can be read on it, which makes it stand out from every ground as well. */
export function lightColours(brand: string): ThemeColours {
  const used = readable(readable(brand, [WHITE], TEXT, BLACK), LIGHT_GROUNDS, CONTROL, BLACK);
  const soft = mixed(brand, WHITE, 0.86);
  return { brand: used, onBrand: WHITE, soft, ink: readable(brand, [soft, ...LIGHT_GROUNDS], TEXT, BLACK) };
}

/** In the dark: lightened until the night's colour can be read on it. */
export function darkColours(brand: string): ThemeColours {
  const used = readable(readable(brand, [NIGHT], TEXT, WHITE), DARK_GROUNDS, CONTROL, WHITE);
  const soft = mixed(used, NIGHT, 0.8);
  return { brand: used, onBrand: NIGHT, soft, ink: readable(used, [soft, ...DARK_GROUNDS], TEXT, WHITE) };
}
