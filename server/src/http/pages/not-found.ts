import type { FastifyReply, FastifyRequest } from "fastify";
import { html } from "../html.js";
import { type Language, parseLanguage } from "../language.js";
import { sendPage } from "./layout.js";
import { lostSign } from "./sign.js";

const words: Record<Language, { title: string; text: string }> = {
  en: { title: "There is nothing at this address", text: "The link may be mistyped or out of date. Ask whoever sent it for a new one." },
  ru: { title: "По этому адресу ничего нет", text: "Возможно, в ссылке опечатка или она устарела. Попросите новую у того, кто её прислал." },
};

/** The neutral page: it names no business, because none is known. */
export function sendNotFoundPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = parseLanguage(request.headers["accept-language"]);
  const { title, text } = words[language];
  const body = html`${lostSign}<h1>${title}</h1><p class="lead">${text}</p>`;
  return sendPage(reply, 404, { language, title, body });
}
