/** What a friend sees who opens a link: who invites, to what, what there is in it for them, and what others say. */
import type { App } from "../app.js";
import type { LinkCode, LinkProgram } from "../commands/link-directory.js";
import { peopleReader } from "../commands/people-reader.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { loadInviterName } from "../queries/inviter.js";
import { say, sayDay } from "../words/format.js";
import { type FriendOffer, friendOfferOf } from "../words/offer.js";
import { textIn } from "./explanation-view.js";
import { faqOf } from "./faq-of.js";
import type { Language } from "./language.js";
import { BRAND } from "./pictures/colours.js";
import { countersOf, testimonialsOf } from "./proof-view.js";
import type { ProgramTheme } from "./theme-tokens.js";

export interface LandingView {
  program: string;
  handle: string;
  theme: ProgramTheme | undefined;
  faq: { question: string; answer: string }[];
  /** "Anna invites you to Tea with friends". */
  invitation: string;
  /** As others may see the member; undefined for who did not agree to it. */
  inviter: string | undefined;
  headline: string | undefined;
  text: string | undefined;
  offer: FriendOffer;
  /** The program's colour. */
  brand: string;
  code: string;
  /** Until when this code leads anywhere. */
  codeUntil: string | undefined;
  /** Where the page is without what was added to its address: whole, and its path. */
  address: string;
  path: string;
  termsPath: string;
  /** Whether friends can have the invitation sent to them, by the document. */
  claimByEmail: boolean;
  /** The business's apps, if it has any. */
  apps: ProgramDocument["apps"];
}

/** The page of a link in a language. The program's document says that there is one. */
export async function landingOf(app: App, program: LinkProgram, code: LinkCode, language: Language): Promise<LandingView> {
  const { workspace, id, handle, name } = program;
  const document = (await app.programs.of(workspace.id)).find(id)?.document;
  if (document === undefined) throw new Error(`Program ${id} is linked to and has no document.`);
  const inviter = await loadInviterName(app.db, workspace.id, peopleReader(workspace), code.memberId);
  const title = textIn(name, language) ?? handle;
  const path = `/r/${handle}/${encodeURIComponent(code.display)}`;
  return {
    program: title,
    handle,
    theme: document.theme,
    faq: faqOf(document, language),
    invitation: say(language, "landing.invites", { named: inviter === undefined ? "no" : "yes", name: inviter ?? "", program: title }),
    inviter,
    headline: textIn(document.landing?.headline, language),
    text: textIn(document.landing?.text ?? document.description, language),
    offer: friendOfferOf(document, language),
    brand: document.theme?.brand ?? BRAND,
    code: code.display,
    codeUntil: code.expiresAt === undefined ? undefined : sayDay(language, code.expiresAt, program.calendar.timeZone),
    address: `${app.config.publicUrl}${path}`,
    path,
    termsPath: `/terms/${handle}`,
    claimByEmail: document.landing?.claimByEmail === true,
    apps: document.apps,
  };
}

/** What there is in it for the friend in a line; nothing where the program has nothing for friends. */
export function thingsOf({ offer }: LandingView): string {
  return offer.things.map(({ what }) => capital(what)).join(" · ");
}
/** A phrase that stands alone. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}

/** What others say and do, as the program shows it. */
export async function praiseOf(app: App, program: LinkProgram, language: Language) {
  const [counters, testimonials] = await Promise.all([countersOf(app, program, language), testimonialsOf(app, program, TESTIMONIALS_MAX)]);
  return { counters: counters.map(({ sentence }) => sentence), testimonials };
}
const TESTIMONIALS_MAX = 3;
export type Praise = Awaited<ReturnType<typeof praiseOf>>;
