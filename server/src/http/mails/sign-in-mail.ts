import type { App } from "../../app.js";
import type { DueSignInMail } from "../../commands/sign-in-mails.js";
import { say } from "../../words/format.js";
import { textIn } from "../explanation-view.js";
import { html } from "../html.js";
import type { Language } from "../language.js";
import { themeLook } from "../theme-tokens.js";

/** The mail that signs a member in, for the eye as HTML, for everything else as text: as the reader's language and the program have it; undefined where the program is gone. */
export async function writeSignInMail(app: App, { id, workspaceId, to, language: asked, program: { id: programId, secret } }: DueSignInMail) {
  const program = (await app.programs.of(workspaceId)).find(programId);
  if (program === undefined) return undefined;
  const language: Language = asked === "ru" ? "ru" : "en";
  const { document, handle } = program;
  const name = textIn(document.name, language) ?? handle;
  const link = `${app.config.publicUrl}/p/${handle}#in=${secret}`;
  const words = (key: string) => say(language, `mail.sign_in.${key}`, { program: name });
  const [hello, button, until, ignore] = ["hello", "button", "until", "ignore"].map(words);
  return {
    id,
    to,
    fromName: name,
    subject: words("subject"),
    text: [hello, link, until, ignore].join("\n\n"),
    html: html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${words("subject")}</title></head>
<body style="margin:0;padding:24px 16px;background:#FFFBF5;color:#1F1B16;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:520px;margin:0 auto">
<h1 style="font-size:20px;line-height:1.2;margin:0 0 16px">${name}</h1>
<p style="margin:0 0 16px">${hello}</p>
<p style="margin:0 0 24px"><a href="${link}" style="display:inline-block;padding:12px 32px;border-radius:6px;background:${themeLook(document.theme).light.brand};color:#FFFFFF;font-weight:700;text-decoration:none">${button}</a></p>
<p style="margin:0 0 16px;color:#5C5347;font-size:14px">${until}</p>
<p style="margin:0;color:#5C5347;font-size:14px">${ignore}</p>
</div>
</body></html>
`.text,
  };
}
