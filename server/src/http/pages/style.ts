/** The look of pages that the server itself draws: the tokens of the light and the dark scheme, one column, no script, nothing from outside. */

import { createHash } from "node:crypto";
import { BoundedMap } from "../../bounded-map.js";

/** Text on its ground has a contrast of at least 4.5, controls of at least 3, in both schemes. */
export const lightTokens = {
  canvas: "#FFFBF5",
  surface: "#FFFFFF",
  sunken: "#F6F0E7",
  line: "#E4DACB",
  control: "#8A7F70",
  ink: "#1F1B16",
  "ink-soft": "#5C5347",
  brand: "#C2410C",
  "on-brand": "#FFFFFF",
  "brand-soft": "#FFE8D9",
  "brand-ink": "#9A3412",
  teal: "#0F766E",
  "teal-soft": "#D6F2EE",
  "gold-fill": "#F5B400",
  danger: "#B42318",
  shadow: "0 1px 2px rgba(94,62,24,.06),0 12px 32px rgba(94,62,24,.10)",
};

export type Tokens = Record<keyof typeof lightTokens, string>;

export const darkTokens: Tokens = {
  canvas: "#17130F",
  surface: "#211C17",
  sunken: "#120F0B",
  line: "#3A322A",
  control: "#85796B",
  ink: "#F7F1E8",
  "ink-soft": "#B9AEA0",
  brand: "#FB8A4C",
  "on-brand": "#17130F",
  "brand-soft": "#3B2215",
  "brand-ink": "#FFB38A",
  teal: "#4FD1C5",
  "teal-soft": "#12312E",
  "gold-fill": "#F5B400",
  danger: "#FF8A7A",
  shadow: "0 1px 2px rgba(0,0,0,.4),0 12px 32px rgba(0,0,0,.35)",
};

/** What a program's theme changes of a page. */
export interface Look {
  light: Tokens;
  dark: Tokens;
  /** Light and dark as the reader's device is set, or one of them. */
  scheme: "auto" | "light" | "dark";
  font: string;
  /** Of the corners of cards, in pixels. */
  radius: number;
}

export const defaultLook: Look = {
  light: lightTokens,
  dark: darkTokens,
  scheme: "auto",
  font: 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif',
  radius: 12,
};

/** As declarations of custom properties. */
export const declarationsOf = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");

/** Corners of controls, cards and sheets, in the proportions of 6, 12 and 20. */
export function shapeOf({ font, radius }: Look): string {
  return `--font:${font};--control-radius:${Math.round(radius / 2)}px;--card-radius:${radius}px;--sheet-radius:${Math.round((radius * 5) / 3)}px`;
}

function tokensIn(look: Look): string {
  const { scheme, light, dark } = look;
  const root = `:root{color-scheme:${scheme === "auto" ? "light dark" : scheme};${shapeOf(look)};${declarationsOf(scheme === "dark" ? dark : light)}}`;
  return scheme === "auto" ? `${root}\n@media (prefers-color-scheme:dark){:root{${declarationsOf(dark)}}}` : root;
}

const rules = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.5 var(--font);min-height:100vh;display:flex;flex-direction:column}
a{color:var(--brand-ink);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px;border-radius:var(--control-radius)}
header,main,footer{width:100%;max-width:640px;margin:0 auto;padding:0 16px}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:8px 16px;padding-top:24px;padding-bottom:24px}
.mark{display:flex;align-items:center;gap:12px;font-weight:800;font-size:20px;line-height:1.2;letter-spacing:-.01em;overflow-wrap:anywhere;text-wrap:balance}
.logo{width:44px;height:44px;object-fit:contain;flex:none}
.languages{display:flex;gap:4px;font-size:14px}
.languages a,.languages b{display:flex;align-items:center;justify-content:center;min-height:44px;padding:0 12px;border-radius:999px;color:var(--ink-soft);text-decoration:none;font-weight:500}
.languages b{background:var(--brand-soft);color:var(--brand-ink);font-weight:600}
.languages a:hover{color:var(--ink);text-decoration:underline}
main{flex:1}
h1,h2{overflow-wrap:anywhere;hyphens:auto}
footer{padding-top:32px;padding-bottom:32px;color:var(--ink-soft);font-size:14px}
h1{font-size:31px;line-height:1.2;letter-spacing:-.02em;margin:8px 0 12px;text-wrap:balance}
h2{font-size:20px;line-height:1.2;margin:0 0 4px}
p{margin:0 0 16px;max-width:68ch;text-wrap:pretty}
.lead{color:var(--ink-soft);margin-bottom:24px}
.sheet{background:var(--surface);border:1px solid var(--line);border-radius:var(--sheet-radius);padding:24px;margin:0 0 16px;box-shadow:var(--shadow)}
.card{background:var(--surface);border:1px solid var(--line);border-radius:var(--card-radius);padding:16px;margin:0 0 16px}
.field{margin:0 0 20px}
label{display:block;font-weight:600;margin:0 0 4px}
.hint{color:var(--ink-soft);font-size:14px;margin:0 0 8px}
input{width:100%;min-height:48px;padding:10px 12px;border:1px solid var(--control);border-radius:var(--control-radius);background:var(--canvas);color:var(--ink);font:inherit}
input[aria-invalid=true]{border:2px solid var(--danger);padding:9px 11px}
.fault{color:var(--danger);font-size:14px;font-weight:600;margin:8px 0 0;display:flex;gap:8px}
.faults{border:2px solid var(--danger);border-radius:var(--card-radius);padding:12px 16px;margin:0 0 24px}
.faults p{margin:0;font-weight:600}
button,.button{display:inline-flex;align-items:center;justify-content:center;width:100%;min-height:48px;padding:10px 24px;border:0;border-radius:var(--control-radius);background:var(--brand);color:var(--on-brand);font:inherit;font-weight:700;cursor:pointer;text-decoration:none;transition:filter .15s}
button:hover,.button:hover{filter:brightness(1.06)}
.chip{display:inline-block;padding:2px 12px;border-radius:999px;font-size:14px;font-weight:600}
.chip.test{background:var(--teal-soft);color:var(--teal)}
.chip.live{background:var(--brand-soft);color:var(--brand-ink)}
.between{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:8px;margin:0 0 8px}
.ticket{position:relative;background:var(--sunken);border-radius:var(--card-radius);padding:12px 20px;margin:12px 0 0}
.ticket:before,.ticket:after{content:"";position:absolute;top:50%;width:14px;height:14px;margin-top:-7px;border-radius:50%;background:var(--surface);border:1px solid var(--line)}
.ticket:before{left:-8px;clip-path:inset(0 0 0 50%)}.ticket:after{right:-8px;clip-path:inset(0 50% 0 0)}
.ticket span{display:block;font-size:14px;color:var(--ink-soft)}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:14px}
.copy{display:block;overflow-wrap:anywhere;-webkit-user-select:all;user-select:all;font-weight:600}
pre{background:var(--sunken);border-radius:var(--card-radius);padding:16px;margin:0 0 16px;white-space:pre-wrap;overflow-wrap:anywhere;-webkit-user-select:all;user-select:all;line-height:1.6}
.note{background:var(--brand-soft);color:var(--brand-ink);border-radius:var(--card-radius);padding:12px 16px;margin:0 0 24px}
ol.steps{list-style:none;counter-reset:step;padding:0;margin:16px 0 0}
ol.steps>li{counter-increment:step;position:relative;padding-bottom:16px;padding-inline-start:44px}
ol.steps>li:last-child,.steps>li:last-child>:last-child{padding-bottom:0;margin-bottom:0}
ol.steps>li:before{content:counter(step);position:absolute;inset-inline-start:0;top:-2px;width:28px;height:28px;border-radius:50%;background:var(--gold-fill);color:#1F1B16;font-weight:800;font-size:14px;display:flex;align-items:center;justify-content:center}
.award{text-align:center;padding-top:32px}
.award p,.award h1{margin-left:auto;margin-right:auto}
.award svg{width:min(280px,72vw);height:auto;display:block;margin:0 auto 16px;animation:land .6s cubic-bezier(.2,1.4,.4,1) both}
.award .hint{margin-bottom:20px}
.award .chip{background:var(--sunken);color:var(--ink-soft)}
.award .who{font-size:20px;font-weight:600;margin:0 0 12px;overflow-wrap:anywhere}
.invites{font-weight:600;color:var(--brand-ink);margin:0 0 4px;overflow-wrap:anywhere}
.offer b{display:block;font-size:20px;line-height:1.3;overflow-wrap:anywhere}
.onward{margin:24px 0 12px}
.code{font-size:25px;letter-spacing:.04em}
.counters{display:flex;flex-wrap:wrap;gap:8px}
.said{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;align-items:start}
.said img{border-radius:var(--card-radius);object-fit:cover;grid-row:span 2}
.said blockquote,.said figcaption{grid-column:2;margin:0;overflow-wrap:anywhere}
.said blockquote{white-space:pre-line}
.said figcaption{color:var(--ink-soft);font-size:14px}
.clauses{margin:24px 0}.clauses h2{margin-bottom:8px}
.clauses p,.clauses ul{margin:0 0 8px}
.faq details{border-top:1px solid var(--line);padding:4px 0}.faq details:first-of-type{border:0}
.faq summary{min-height:44px;padding:10px 0;font-weight:600;cursor:pointer;overflow-wrap:anywhere}
.faq p{white-space:pre-line;overflow-wrap:anywhere}
.links{display:flex;flex-wrap:wrap;gap:4px 24px;margin:0}
.links a{display:inline-flex;align-items:center;min-height:44px}
@keyframes land{from{opacity:0;transform:scale(.6) rotate(-8deg)}}
.sign{width:auto;height:88px;margin:16px 0 8px;display:block}
@media (min-width:560px){header{padding-top:32px}.sheet{padding:32px}h1{font-size:39px}button,.button{width:auto;min-width:220px}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
`.trim();

export interface Style {
  css: string;
  /** Allows this one style sheet and no other. */
  policy: string;
}

/** Pages of one program are many, programs of an installation few. */
const known = new BoundedMap<string, Style>(500);

/** The style sheet of pages with this look. */
export function styleOf(look: Look): Style {
  const tokens = tokensIn(look);
  const found = known.get(tokens);
  if (found !== undefined) return found;
  const css = `${tokens}\n${rules}`;
  const style = { css, policy: `style-src 'sha256-${createHash("sha256").update(css).digest("base64")}'` };
  known.set(tokens, style);
  return style;
}
