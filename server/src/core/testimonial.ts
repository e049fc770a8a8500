/** What a member says about a program, in their own words: shown to others once the owner has looked at it. The words are personal and not part of the log. */
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { findMemberByExternal, versionOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import { find } from "./world.js";

/** A member has one in a program: writing again replaces it, and it is looked at again. */
export interface TestimonialRow {
  programId: string;
  memberId: string;
  state: "waiting" | "shown" | "refused" | "withdrawn";
  /** 1 to 5. */
  rating: number | null;
  /** When it was written, and by which record: its words are kept with that one. */
  writtenAt: number;
  recordNumber: number;
  /** The id of a picture that the member has uploaded. */
  picture: string | null;
  /** Why it was answered so, for the member to read. */
  reason: string | null;
}
export interface TestimonialInput {
  kind: "testimonial.write" | "testimonial.withdraw";
  program: string;
  member: ExternalHash;
  rating?: number;
  /** Of the member's; null: one was named that there is not. */
  picture?: string | null;
}
/** The owner's answer to what was written by the record `written`: what is written anew meanwhile has not been looked at. */
export interface TestimonialReviewInput {
  kind: "testimonial.review";
  program: string;
  member: ExternalHash;
  written: number;
  answer: "show" | "refuse";
  reason?: string;
}

export function decideTestimonial(d: Engine, { kind, program, member: external, rating, picture }: TestimonialInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  const key = `${program}\n${member.id}`;
  if (kind === "testimonial.withdraw") {
    if (find(d.world, "testimonials", key) === undefined) return decline("testimonial_unknown");
    put(d, "testimonials", key, { state: "withdrawn" });
    trace(d, { step: "testimonial.withdrawn" });
    return { status: "done", member: member.id };
  }
  if (find(d.world, "enrolments", key) === undefined) return decline("member_not_enrolled", { program });
  if (!takesTestimonials(d, program)) return decline("testimonials_not_taken");
  if (picture === null) return decline("picture_unknown");
  find(d.world, "testimonials", key);
  const row: TestimonialRow = {
    programId: program,
    memberId: member.id,
    state: "waiting",
    rating: rating ?? null,
    writtenAt: d.at,
    recordNumber: d.record.number,
    picture: picture ?? null,
    reason: null,
  };
  put(d, "testimonials", key, row);
  trace(d, { step: "testimonial.written" });
  fact(d, { kind: "testimonial.written", member: member.id, program });
  return { status: "done", member: member.id };
}

export function decideTestimonialReview(d: Engine, { program, member: external, written, answer, reason }: TestimonialReviewInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  const key = `${program}\n${member.id}`;
  const row = find(d.world, "testimonials", key);
  if (row === undefined || row.state === "withdrawn") return decline("testimonial_unknown");
  if (row.recordNumber !== written) return decline("testimonial_changed", { event: `evt_${row.recordNumber}` });
  const state = answer === "show" ? "shown" : "refused";
  put(d, "testimonials", key, { state, reason: reason ?? null });
  trace(d, { step: `testimonial.${state}`, reason });
  if (state === "shown" && row.state !== "shown") fact(d, { kind: "testimonial.shown", member: member.id, program });
  return { status: "done", member: member.id, state };
}

function takesTestimonials(d: Engine, programId: string): boolean {
  const program = find(d.world, "programs", programId);
  return program !== undefined && versionOf(d.world, programId, program.version).takesTestimonials;
}
