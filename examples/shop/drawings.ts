/** All pictures of the shop, drawn for it. They take their colours from the style sheet. */
import type { Product } from "./catalogue.js";
import { type Html, html } from "./html.js";

/** A product's picture: a line drawing with one filled shape. It stands beside the name, so it says nothing itself. */
export function drawingOf({ drawing }: Pick<Product, "drawing">): Html {
  return html`<svg class="drawing" viewBox="0 0 120 120" aria-hidden="true" focusable="false">${drawings[drawing]}</svg>`;
}

const drawings: Record<Product["drawing"], Html> = {
  leaf: html`<path class="fill" d="M26 92C22 54 46 26 96 24c2 46-22 74-62 70z"/><path d="M20 100c14-28 32-44 56-56M44 74l-2-22M58 60l-2-18M50 70l22 4M64 56l18 2"/>`,
  cup: html`<path class="fill" d="M26 54h58v14c0 18-12 28-29 28S26 86 26 68z"/><path d="M26 54h58v14c0 18-12 28-29 28S26 86 26 68zM84 60c20-4 20 24-4 22M20 104h70M42 44c-6-8 6-12 0-22M58 44c-6-8 6-12 0-22"/>`,
  pot: html`<path class="fill" d="M32 62c0-14 12-22 28-22s28 8 28 22c0 20-10 32-28 32S32 82 32 62z"/><path d="M32 62c0-14 12-22 28-22s28 8 28 22c0 20-10 32-28 32S32 82 32 62zM88 60l18-14c2 14-4 28-20 30M34 52c-26-6-26 28 0 26M44 40c4-8 28-8 32 0M60 34v-8M38 100h44"/><circle cx="60" cy="22" r="5"/>`,
  tin: html`<path class="fill" d="M34 42h52v56H34z"/><path d="M34 42h52v56H34zM30 28h60v14H30zM46 22h28v6H46z"/><path d="M48 62h24v20H48zM52 76l6-8 4 4 4-5 3 9"/>`,
  flower: html`<circle class="fill" cx="60" cy="46" r="24"/><path d="M60 46c-6-10-4-22 0-26 4 4 6 16 0 26 8-8 20-10 25-7-2 6-14 11-25 7 10 4 17 14 16 20-6 0-14-8-16-20-2 12-10 20-16 20-1-6 6-16 16-20-11 4-23-1-25-7 5-3 17-1 25 7M60 60v44M60 88c-14 0-20-8-20-16 12 0 20 6 20 16M60 98c12 0 18-6 18-14-10 0-18 6-18 14"/>`,
  whisk: html`<path class="fill" d="M30 74h60c0 18-12 28-30 28S30 92 30 74z"/><path d="M30 74h60c0 18-12 28-30 28S30 92 30 74zM64 74l22-52M58 74l28-52M52 74c6-22 18-42 34-52M70 74c8-18 14-34 16-52M84 24l8-14M44 108h32"/>`,
  smoke: html`<path class="fill" d="M60 102c-22 0-30-14-26-28 3 6 8 8 10 6-4-20 8-28 12-42 10 8 14 20 12 30 4 0 6-4 6-8 10 12 14 42-14 42z"/><path d="M60 102c-22 0-30-14-26-28 3 6 8 8 10 6-4-20 8-28 12-42 10 8 14 20 12 30 4 0 6-4 6-8 10 12 14 42-14 42zM24 108l72-8M24 100l72 8M80 44c-8-8 8-12 0-22M92 54c-6-6 6-10 0-18"/>`,
  strainer: html`<path class="fill" d="M22 50h56c0 20-10 32-28 32S22 70 22 50z"/><path d="M18 50h64M22 50c0 20 10 32 28 32s28-12 28-32M82 50l26-12M32 50v18M42 50v28M50 50v32M58 50v28M68 50v18M26 62h48M32 72h36"/><path d="M40 94v4M50 96v8M60 94v4"/>`,
};

/** The shop's sign: a kettle with a leaf for steam. */
export const sign: Html = html`<svg class="sign" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
  <path class="kettle" d="M8 34c-3-12 1-18 11-18s14 6 11 18zM29 22l6-4c1 5-1 9-5 11"/><path class="leaf" d="M18 13C15 6 20 2 28 2c0 8-4 12-10 11z"/></svg>`;

export const cartSign: Html = icon(html`<path d="M3 5h3l3 11h9l3-8H7.5M10 20.5h.01M17 20.5h.01"/>`);
export const personSign: Html = icon(html`<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>`);
export const checkSign: Html = icon(html`<path d="M4 12.5l5 5L20 6.5"/>`);
export const waitSign: Html = icon(html`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`);
export const backSign: Html = icon(html`<path d="M4 10h11a5 5 0 0 1 0 10h-3M8 5l-5 5 5 5"/>`);
export const alertSign: Html = icon(html`<path d="M12 3l10 18H2zM12 10v5M12 18h.01"/>`);

function icon(shape: Html): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;
}

/** The stamp card: one place for each friend, those that came stamped, each turned a little in its own way. The words stand beside it. */
export function stampCard(stamps: number, slots: number): Html {
  const places = Array.from({ length: slots }, (_none, index) => place(index, index < stamps, index === slots - 1));
  return html`<svg class="stamp-card" viewBox="0 0 ${slots * 60} 60" aria-hidden="true" focusable="false">${places}</svg>`;
}

function place(index: number, isStamped: boolean, isLast: boolean): Html {
  const x = index * 60 + 30;
  const turn = [-9, 6, -4, 11, -7][index % 5] ?? 0;
  if (isStamped) {
    return html`<g transform="translate(${x} 30) rotate(${turn})"><circle class="stamped" r="24"/><path class="stamp-leaf" d="M-12 11C-14-6-2-14 14-14 14 4 6 12-8 11m-5 4L4-4"/></g>`;
  }
  const prize = html`<path class="prize" d="M0-11l3.4 7 7.6 1-5.5 5.3 1.3 7.6L0 6.2l-6.8 3.7 1.3-7.6L-11-3l7.6-1z"/>`;
  return html`<g transform="translate(${x} 30)"><circle class="slot" r="24"/>${isLast && prize}</g>`;
}

/** The badge of a full card. */
export const hostBadge: Html = html`<svg class="badge" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <path class="base" d="M24 2l18 10v22L24 46 6 34V12z"/><path class="edge" d="M24 7l14 8v17l-14 9-14-9V15z"/><path class="steam" d="M15 26h15v4c0 5-3 7-7.5 7S15 35 15 30zM30 27c6-1 6 7 0 6M20 22c-2-3 2-4 0-8M26 22c-2-3 2-4 0-8"/></svg>`;
