import type { FastifyReply } from "fastify";
import { say } from "../../words/format.js";
import { html, Markup } from "../html.js";
import type { Language } from "../language.js";
import { type Preview, type Speaker, sendPage } from "./layout.js";

/** What the script of the portal is told. */
interface PortalSettings {
  program: string;
  language: Language;
  /** Whether this server sends mail, so that members can ask for a link. */
  hasMail: boolean;
  /** By which browsers know this server when they are to be sent messages. */
  pushKey: string;
}

interface PortalPage extends Speaker {
  headline: string;
  path: string;
  preview: Preview;
  settings: PortalSettings;
}

/** The page of a program's members: the offer, and a place in which the script draws everything that is the member's own. */
export function sendPortalPage(reply: FastifyReply, { headline, path, preview, settings, ...speaker }: PortalPage): FastifyReply {
  const { language } = settings;
  const body = html`<div id="portal"><h1>${headline}</h1><noscript><p class="lead">${say(language, "portal.needs_script")}</p></noscript></div>
<script type="application/json" id="settings">${new Markup(jsonInPage(settings))}</script>`;
  const page = { language, title: `${speaker.name}: ${say(language, "portal.title")}`, body, path, speaker, preview };
  return sendPage(reply, 200, page, { script: "/portal.js", manifest: `${path}/app.webmanifest` });
}

/** JSON that no page takes for markup. */
function jsonInPage(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
