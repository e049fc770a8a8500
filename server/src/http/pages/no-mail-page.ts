/** Refusing invitations by mail: asked first, so that a machine that opens the links of a mail refuses nothing for its reader. */
import type { FastifyReply } from "fastify";
import { say } from "../../words/format.js";
import { html } from "../html.js";
import type { Language } from "../language.js";
import { sendPage } from "./layout.js";

/** `business` is by whose programs members have the mails sent. */
export function sendNoMailPage(
  reply: FastifyReply,
  { path, business, isDone }: { path: string; business: string; isDone: boolean },
  language: Language,
): FastifyReply {
  const words = (key: string) => say(language, `no_mail.${key}`, { business });
  const title = words(isDone ? "done" : "title");
  const body = html`<article class="sheet">
<h1>${title}</h1>
<p class="lead">${words(isDone ? "done_text" : "text")}</p>
${!isDone && html`<form method="post" action="${path}?lang=${language}"><button type="submit">${words("refuse")}</button></form>`}
</article>`;
  return sendPage(reply, 200, { language, title, body, path }, { form: true });
}
