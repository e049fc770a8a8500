/** A program's theme as the tokens of pages: colours that can be read, letters, corners. */
import type { ProgramDocument } from "../core/document/schema.js";
import { darkColours, lightColours, type ThemeColours } from "../core/theme-colours.js";
import { darkTokens, defaultLook, type Look, lightTokens, type Tokens } from "./pages/style.js";

export type ProgramTheme = NonNullable<ProgramDocument["theme"]>;

const FONTS: Record<NonNullable<ProgramTheme["font"]>, string> = {
  system: defaultLook.font,
  serif: 'ui-serif,"New York","Noto Serif","PT Serif",Georgia,"Times New Roman",serif',
  rounded: 'ui-rounded,"SF Pro Rounded","Hiragino Maru Gothic ProN",Nunito,"Arial Rounded MT Bold",system-ui,"Noto Sans",sans-serif',
};

/** How the program's pages look. What the theme leaves out is as in every page of ours; text has a contrast of at least 4.5 whatever was chosen. */
export function themeLook({ brand, brandDark, scheme, font, radius }: ProgramTheme = {}): Look {
  const dark = brandDark ?? brand;
  return {
    light: brand === undefined ? lightTokens : { ...lightTokens, ...tokensOf(lightColours(brand)) },
    dark: dark === undefined ? darkTokens : { ...darkTokens, ...tokensOf(darkColours(dark)) },
    scheme: scheme ?? "auto",
    font: FONTS[font ?? "system"],
    radius: radius ?? defaultLook.radius,
  };
}

function tokensOf({ brand, onBrand, soft, ink }: ThemeColours): Pick<Tokens, "brand" | "on-brand" | "brand-soft" | "brand-ink"> {
  return { brand, "on-brand": onBrand, "brand-soft": soft, "brand-ink": ink };
}
