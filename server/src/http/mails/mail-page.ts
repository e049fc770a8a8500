/** What mails look like: the program's name, what it is about, one button, and what else is to be known. */
import { html, type Markup } from "../html.js";
import type { Language } from "../language.js";
import { type ProgramTheme, themeLook } from "../theme-tokens.js";

export interface MailPage {
  language: Language;
  subject: string;
  /** The program's name. */
  name: string;
  theme: ProgramTheme | undefined;
  /** Before the button. */
  above: readonly string[];
  button: { text: string; link: string };
  /** After it, smaller. */
  below: readonly string[];
  /** A last link, smaller still. */
  away?: { text: string; link: string };
}

/** For everything but the eye. */
export function mailText({ above, button, below, away }: MailPage): string {
  return [...above, button.link, ...below, ...(away === undefined ? [] : [`${away.text}: ${away.link}`])].join("\n\n");
}

/** For the eye: complete, with nothing from outside. */
export function mailHtml({ language, subject, name, theme, above, button, below, away }: MailPage): string {
  const small = (text: string | Markup) => html`<p style="margin:0 0 16px;color:#5C5347;font-size:14px">${text}</p>
`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;background:#FFFBF5;color:#1F1B16;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:520px;margin:0 auto">
<h1 style="font-size:20px;line-height:1.2;margin:0 0 16px">${name}</h1>
${above.map(
  (text) => html`<p style="margin:0 0 16px">${text}</p>
`,
)}<p style="margin:8px 0 24px"><a href="${button.link}" style="display:inline-block;padding:12px 32px;border-radius:6px;background:${themeLook(theme).light.brand};color:#FFFFFF;font-weight:700;text-decoration:none">${button.text}</a></p>
${below.map(small)}${away !== undefined && small(html`<a href="${away.link}" style="color:#5C5347">${away.text}</a>`)}</div>
</body></html>
`.text;
}
