/** Where a friend gets the business's app, with the code on the way where a store brings it along. */
import type { ProgramDocument } from "../../core/document/schema.js";
import { say } from "../../words/format.js";
import { html, type Markup } from "../html.js";
import type { Language } from "../language.js";

export interface AppOffer {
  apps: NonNullable<ProgramDocument["apps"]>;
  handle: string;
  code: string;
  /** By what the browser says of itself; null for what is neither, a computer for instance. */
  device: Device | null;
}
export type Device = "ios" | "android";

/** By what the browser says of itself. */
export function deviceOf(userAgent: string | undefined): Device | null {
  if (userAgent === undefined) return null;
  return /\bAndroid\b/.test(userAgent) ? "android" : /\b(iPhone|iPad|iPod)\b/.test(userAgent) ? "ios" : null;
}

/** Nothing where no store is known for the device. */
export function appStores({ apps: { ios, android }, handle, code, device }: AppOffer, language: Language): Markup | false {
  const words = (key: string) => say(language, `landing.${key}`);
  const stores = [
    ...(device !== "android" && ios?.storeId !== undefined
      ? [{ href: `https://apps.apple.com/app/id${ios.storeId}`, name: words("app_apple") }]
      : []),
    ...(device !== "ios" && android !== undefined
      ? [
          {
            href: android.storeUrl ?? playAddress(android.package, handle, code),
            name: words(android.storeUrl === undefined ? "app_play" : "app_android"),
          },
        ]
      : []),
  ];
  if (stores.length === 0) return false;
  return html`<section class="card">
<h2>${words("app")}</h2>
<p class="hint">${words("app_text")}</p>
${stores.map(({ href, name }) => html`<p><a href="${href}" rel="noreferrer">${name}</a></p>`)}
</section>`;
}

/** The app reads `referrer` with Google's Install Referrer library. */
function playAddress(name: string, handle: string, code: string): string {
  const referrer = new URLSearchParams({ bandwagon_program: handle, bandwagon_code: code });
  return `https://play.google.com/store/apps/details?${new URLSearchParams({ id: name, referrer: referrer.toString() })}`;
}
