/** What every page may know of a program: its colours, its offer in a line, and where its portal is. */
import type { App } from "../app.js";
import type { LinkProgram } from "../commands/link-directory.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { say } from "../words/format.js";
import { headlineOf } from "../words/offer.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import { declarationsOf, shapeOf } from "./pages/style.js";
import { type ProgramTheme, themeLook } from "./theme-tokens.js";

/** The document of a program that has links; undefined for none. */
export async function documentOf(app: App, { workspace, id }: LinkProgram): Promise<ProgramDocument | undefined> {
  return (await app.programs.of(workspace.id)).find(id)?.document;
}

export function portalAddress({ config }: App, handle: string): string {
  return `${config.publicUrl}/p/${handle}`;
}

/** In the program's own words, or ours: the offer in one sentence. */
export function portalWords(document: ProgramDocument, language: Language) {
  const name = textIn(document.name, language) ?? document.handle;
  return { name, headline: textIn(document.landing?.headline ?? document.description, language) ?? headlineOf(document, language) };
}

/** For the element that a shop puts into its pages. */
export function lookOf(app: App, document: ProgramDocument, language: Language) {
  return {
    css: tokenRules(document.theme),
    headline: portalWords(document, language).headline,
    call: say(language, "portal.call"),
    close: say(language, "portal.close"),
    portal: portalAddress(app, document.handle),
  };
}

/** Light and dark as the theme says, or by the reader's wish, unless the element says which. */
function tokenRules(theme: ProgramTheme | undefined): string {
  const look = themeLook(theme);
  const light = `color-scheme:light;${declarationsOf(look.light)}`;
  const dark = `color-scheme:dark;${declarationsOf(look.dark)}`;
  const wished = look.scheme === "auto" ? `@media (prefers-color-scheme:dark){:host(:not([scheme=light])){${dark}}}` : "";
  return `:host{${shapeOf(look)};${look.scheme === "dark" ? dark : light}}${wished}:host([scheme=light]){${light}}:host([scheme=dark]){${dark}}`;
}
