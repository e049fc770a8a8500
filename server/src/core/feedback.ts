/** That a member has written to the business: told outside, and nothing else follows. What was written is sealed, and in no record. */
import { fact, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { findMemberByExternal } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";

export interface FeedbackInput {
  kind: "feedback";
  program: string;
  member: ExternalHash;
  feedback: string;
  /** Of which kind it is: a question, an appeal … */
  about: string;
}

export function decideFeedback(d: Engine, { program, member: external, feedback, about }: FeedbackInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  trace(d, { step: "feedback.received", about });
  fact(d, { kind: "feedback.received", member: member.id, program, feedback, about });
  return { status: "done", member: member.id };
}
