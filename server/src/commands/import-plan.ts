/** How a table is read: which column is which field, and what a row says. */
import { parseMoment } from "../core/time.js";
import { AppError } from "../errors.js";

export type ImportKind = "members" | "referrals";

interface Field {
  name: string;
  isRequired: boolean;
  lengthMax: number;
  /** What columns are called elsewhere, in small letters without blanks and signs. */
  headings: readonly string[];
}

const person = (name: string, ...headings: string[]): Field => ({ name, isRequired: true, lengthMax: 255, headings });
const FIELDS: Record<ImportKind, readonly Field[]> = {
  members: [
    person("id", "customerid", "customer", "userid", "memberid", "clientid", "кодклиента", "idклиента", "клиент"),
    { name: "email", isRequired: false, lengthMax: 320, headings: ["mail", "emailaddress", "почта", "электроннаяпочта"] },
    { name: "phone", isRequired: false, lengthMax: 40, headings: ["phonenumber", "mobile", "телефон"] },
    { name: "name", isRequired: false, lengthMax: 200, headings: ["fullname", "customername", "имя", "фио"] },
    { name: "address", isRequired: false, lengthMax: 1000, headings: ["shippingaddress", "адрес"] },
    { name: "payout", isRequired: false, lengthMax: 200, headings: ["iban", "payto", "реквизиты"] },
    { name: "code", isRequired: false, lengthMax: 64, headings: ["referralcode", "couponcode", "код", "промокод"] },
  ],
  referrals: [
    person("referrer", "referrerid", "referredby", "advocate", "inviter", "пригласивший", "ктопригласил"),
    person("friend", "friendid", "referred", "invitee", "newcustomer", "друг", "приглашённый", "кого"),
    {
      name: "occurredAt",
      isRequired: false,
      lengthMax: 40,
      headings: ["date", "registered", "signedup", "registrationdate", "датарегистрации", "дата"],
    },
    { name: "referredFor", isRequired: false, lengthMax: 200, headings: ["длячего"] },
  ],
};

/** The heading of each field's column. */
export type ImportPlan = ReadonlyMap<string, string>;

/** Fields in the order in which they are shown. */
export function fieldsOf(kind: ImportKind): string[] {
  return FIELDS[kind].map(({ name }) => name);
}

/**
 * The columns by what was said of them (field to heading), the rest by their names. Throws an `AppError` that names what is missing, what there is,
 * and how it can be said (`--map `, `?`).
 */
export function planImport(kind: ImportKind, headings: readonly string[], said: Readonly<Record<string, string>>, saidWith: string): ImportPlan {
  const plan = new Map<string, string>();
  for (const [name, heading] of Object.entries(said)) {
    if (!fieldsOf(kind).includes(name)) throw refusal(`There is no field ${name}; there are ${fieldsOf(kind).join(", ")}.`);
    if (!headings.includes(heading)) throw refusal(`The file has no column ${heading}; it has ${headings.join(", ")}.`);
    plan.set(name, heading);
  }
  for (const { name, headings: others } of FIELDS[kind]) {
    const found = headings.find((heading) => [plain(name), ...others].includes(plain(heading)));
    if (!plan.has(name) && found !== undefined && ![...plan.values()].includes(found)) plan.set(name, found);
  }
  const missing = FIELDS[kind].filter(({ name, isRequired }) => isRequired && !plan.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw refusal(
      `No column is known to be ${missing.join(" or ")}; say which with ${saidWith}${missing[0]}=…. The file has ${headings.join(", ")}.`,
    );
  }
  return plan;
}

function plain(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function refusal(detail: string): AppError {
  return new AppError("invalid_request", { detail });
}

export type MappedRow = { ok: true; values: Record<string, string> } | { ok: false; problem: string };

/** What the row says, field by field; empty cells say nothing. */
export function mapRow(kind: ImportKind, plan: ImportPlan, record: Readonly<Record<string, string>>): MappedRow {
  const values: Record<string, string> = {};
  for (const { name, isRequired, lengthMax } of FIELDS[kind]) {
    const heading = plan.get(name);
    // Spreadsheets, and our own files, put an apostrophe before what would be calculated.
    const value = heading === undefined ? "" : (record[heading] ?? "").trim().replace(/^'(?=[=+\-@])/, "");
    if (value.length > lengthMax) return { ok: false, problem: `${heading} is longer than ${lengthMax} characters.` };
    if (value !== "") values[name] = value;
    else if (isRequired) return { ok: false, problem: `${heading} is empty.` };
  }
  return { ok: true, values };
}

/** A moment as spreadsheets write it, in the zone: 2026-03-01, 2026-03-01 14:30, 01.03.2026, or with an offset. Undefined when it is none. */
export function readMoment(text: string, zone: string): number | undefined {
  const iso = text.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})/, (_all, day: string, month: string, year: string) => {
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  });
  return parseMoment(iso.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, "$1T"), zone);
}
