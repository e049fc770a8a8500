/**
 * The forms under which two e-mail addresses, phones or postal addresses are the same person's or place's.
 * They are only compared, as keyed hashes; what is delivered to is what the person wrote. In doubt two stay two: a friend wrongly taken for the
 * referrer loses a reward that was promised, one wrongly let through is caught by other checks.
 */

const LONGEST_EMAIL = 254;
const LONGEST_LOCAL_PART = 64;

/** How a provider reads what stands before the @; no more than it says itself. */
type MailboxRule = { domains: RegExp; sameDomain?: string; tag?: "+" | "-"; dots?: "ignored" | "like_hyphens" };

/** The country endings under which Microsoft and Yahoo give out mailboxes; under others the name may be anybody's own domain. */
const MAILBOX_COUNTRIES =
  "com|at|be|ca|cl|cz|de|dk|es|fi|fr|gr|hu|ie|in|it|jp|nl|no|pl|pt|ro|ru|se|" +
  "co\\.(?:id|il|in|jp|kr|nz|th|uk|za)|com\\.(?:ar|au|br|co|hk|mx|my|pe|ph|sg|tr|tw|vn)";

const MAILBOX_RULES: readonly MailboxRule[] = [
  { domains: /^(gmail|googlemail)\.com$/, sameDomain: "gmail.com", tag: "+", dots: "ignored" },
  { domains: /^(ya\.ru|yandex\.(ru|com|by|kz|ua|uz|com\.tr))$/, sameDomain: "yandex.ru", tag: "+", dots: "like_hyphens" },
  { domains: new RegExp(`^((outlook|hotmail|live)\\.(${MAILBOX_COUNTRIES})|msn\\.com)$`), tag: "+" },
  { domains: /^(icloud|me|mac)\.com$/, tag: "+" },
  { domains: /^fastmail\.(com|fm)$/, tag: "+" },
  { domains: /^(proton\.me|protonmail\.(com|ch)|pm\.me)$/, tag: "+" },
  { domains: new RegExp(`^(yahoo\\.(${MAILBOX_COUNTRIES})|ymail\\.com|rocketmail\\.com)$`), tag: "-" },
];

/**
 * The mailbox that an e-mail address leads to, in small letters, its domain in ASCII without a final dot; tags and dots are left out where the
 * provider ignores them (Gmail, Outlook, iCloud, Fastmail, Proton, Yahoo, Yandex), never elsewhere, where they may be another person.
 * Undefined for what is no plain address: a display name, comment, quoted part that needs its quotes, IP literal, bare host, blank or control inside,
 * more than 64 bytes before the @ or 254 in all.
 */
export function canonicalEmail(text: string): string | undefined {
  if (text.length > 2 * LONGEST_EMAIL) return undefined;
  const address = text.trim().normalize("NFKC").toLowerCase();
  const at = address.lastIndexOf("@");
  if (at < 1 || utf8Length(address) > LONGEST_EMAIL) return undefined;
  const local = parseLocalPart(address.slice(0, at));
  const domain = parseDomain(address.slice(at + 1));
  if (local === undefined || domain === undefined) return undefined;
  const rule = MAILBOX_RULES.find(({ domains }) => domains.test(domain));
  return rule ? `${mailboxOf(local, rule)}@${rule.sameDomain ?? domain}` : `${local}@${domain}`;
}

/** RFC 5322's dot-atom, with the letters of RFC 6531. */
const DOT_ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

function parseLocalPart(text: string): string | undefined {
  const quoted = /^"(.*)"$/.exec(text)?.[1];
  const local = quoted ?? text;
  return DOT_ATOM.test(local) && utf8Length(local) <= LONGEST_LOCAL_PART ? local : undefined;
}

const HOST_NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

function parseDomain(text: string): string | undefined {
  const domain = text.replace(/[\u3002\uff61]/g, ".").replace(/\.$/, "");
  const ascii = /^[\p{ASCII}]*$/u.test(domain) ? domain : punycodeOf(domain);
  return ascii !== undefined && HOST_NAME.test(ascii) ? ascii : undefined;
}

/** The ASCII form of an international domain (UTS 46), from the one implementation that every runtime has. */
function punycodeOf(domain: string): string | undefined {
  // Only letters, marks, digits, dots and hyphens: nothing that could make the URL end its host earlier.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || !URL.canParse(`https://${domain}`)) return undefined;
  return new URL(`https://${domain}`).hostname;
}

function mailboxOf(local: string, { tag, dots }: MailboxRule): string {
  const name = tag === undefined ? local : withoutTag(local, tag);
  if (dots === "ignored") return name.replaceAll(".", "");
  return dots === "like_hyphens" ? name.replaceAll(".", "-") : name;
}

/** What stands before the tag; all of it where there is no tag or nothing that could be a name before it. */
function withoutTag(local: string, tag: "+" | "-"): string {
  const tagStart = local.indexOf(tag);
  return tagStart > 0 ? local.slice(0, tagStart).replace(/\.$/, "") : local;
}

function utf8Length(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** An international phone number as E.164 writes it, "+4915112345678", and nothing else: 7 to 15 digits after the plus, the first not 0. */
export function canonicalPhone(text: string): string | undefined {
  return /^\+[1-9][0-9]{6,14}$/.test(text) ? text : undefined;
}
