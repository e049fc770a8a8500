import type { App } from "../app.js";

/** Where everybody can see a member's picture, as long as what it belongs to is shown. */
export function publicPicture(app: App, handle: string, picture: string): string {
  return `${app.config.publicUrl}/pictures/${handle}/${picture}.png`;
}
