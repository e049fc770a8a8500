import type { FastifyRequest } from "fastify";

/** The languages that the server itself speaks: pages, sentences of explanations. */
export const languages = ["en", "ru"] as const;
export type Language = (typeof languages)[number];

/** The first language we speak in the order of the reader's wishes (RFC 9110, 12.5.4); English where none of them is ours. */
export function parseLanguage(header: string | undefined): Language {
  if (header === undefined || header === "" || header === "*") return "en";
  let best: { language: Language; weight: number } | undefined;
  for (const range of header.slice(0, 200).split(",")) {
    const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
    const language = languages.find((known) => tag === known || tag.startsWith(`${known}-`));
    if (language === undefined) continue;
    const weight = weightOf(parameters);
    if (weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? "en";
}

/** The language of a page: the one that its address asks for, else the reader's. */
export function pageLanguage({ query, headers }: Pick<FastifyRequest, "query" | "headers">): Language {
  const { lang } = query as { lang?: unknown };
  return languages.find((language) => language === lang) ?? parseLanguage(headers["accept-language"]);
}

function weightOf(parameters: string[]): number {
  const quality = parameters.map((text) => text.trim()).find((text) => text.startsWith("q="));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
