import type { Request } from "express";

/** A field of the form that was sent, without blanks around it; empty if it is not there. Of several with the name, the last. */
export function textIn({ body }: Request, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  const text: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof text === "string" ? text.trim() : "";
}
