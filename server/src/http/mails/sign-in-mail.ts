import type { App } from "../../app.js";
import type { DueSignInMail } from "../../commands/sign-in-mails.js";
import { say } from "../../words/format.js";
import { textIn } from "../explanation-view.js";
import type { Language } from "../language.js";
import { type MailPage, mailHtml, mailText } from "./mail-page.js";

/** The mail that signs a member in, for the eye as HTML, for everything else as text: as the reader's language and the program have it; undefined where the program is gone. */
export async function writeSignInMail(app: App, { id, workspaceId, to, language: asked, program: { id: programId, secret } }: DueSignInMail) {
  const program = (await app.programs.of(workspaceId)).find(programId);
  if (program === undefined) return undefined;
  const language: Language = asked === "ru" ? "ru" : "en";
  const { document, handle } = program;
  const name = textIn(document.name, language) ?? handle;
  const words = (key: string) => say(language, `mail.sign_in.${key}`, { program: name });
  const page: MailPage = {
    ...{ language, subject: words("subject"), name, theme: document.theme },
    above: [words("hello")],
    button: { text: words("button"), link: `${app.config.publicUrl}/p/${handle}#in=${secret}` },
    below: [words("until"), words("ignore")],
  };
  return { id, to, fromName: name, subject: page.subject, text: mailText(page), html: mailHtml(page) };
}
