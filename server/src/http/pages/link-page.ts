import type { FastifyReply } from "fastify";
import type { LinkProgram } from "../../commands/link-directory.js";
import type { Text } from "../../core/document/schema.js";
import { html } from "../html.js";
import type { Language } from "../language.js";
import { sendPage } from "./layout.js";
import { lostSign } from "./sign.js";

/** Why a link does not lead on. Unknown, disabled and expired codes are one: nobody learns here which codes there are. */
export type LinkFault = "code" | "paused" | "ended";

const statuses: Record<LinkFault, number> = { code: 404, paused: 404, ended: 410 };

const words: Record<Language, Record<LinkFault, { title: string; text: string }> & { visit: string }> = {
  en: {
    code: {
      title: "This invitation does not work any more",
      text: "The code may be mistyped, or it is no longer valid. Ask your friend for a new link.",
    },
    paused: {
      title: "Invitations are taking a break",
      text: "The program is paused right now. Keep the link: it works again when the program goes on.",
    },
    ended: { title: "The program has ended", text: "Invitations are no longer taken." },
    visit: "Go to",
  },
  ru: {
    code: {
      title: "Это приглашение больше не действует",
      text: "Возможно, в коде опечатка или он уже недействителен. Попросите у друга новую ссылку.",
    },
    paused: {
      title: "Программа на паузе",
      text: "Сейчас приглашения не принимаются. Сохраните ссылку: она снова заработает, когда программа продолжится.",
    },
    ended: { title: "Программа завершена", text: "Приглашения больше не принимаются." },
    visit: "Перейти на",
  },
};

/** The program's plain page for a link that leads no further, with the way to the business itself. */
export function sendLinkPage(reply: FastifyReply, program: LinkProgram, fault: LinkFault, language: Language): FastifyReply {
  const { title, text } = words[language][fault];
  const name = textIn(program.name, language);
  const { address } = program.destination;
  const body = html`${lostSign}<h1>${title}</h1>
<p class="lead">${text}</p>
<p><a class="button" href="${address}" rel="noreferrer">${words[language].visit} ${new URL(address).host}</a></p>
${fault === "code" && program.description !== undefined && html`<p class="hint">${textIn(program.description, language)}</p>`}`;
  return sendPage(reply, statuses[fault], { language, title: `${title} · ${name}`, body, speaker: { ...program, name } });
}

function textIn(text: Text, language: Language): string {
  return typeof text === "string" ? text : (text[language] ?? text.en ?? Object.values(text)[0] ?? "");
}
