/** Deciding an exchange: an entry of the catalogue for what the member has gathered, both or neither. */
import { contextOf } from "./condition-context.js";
import { exchangeOccurrence, useLots } from "./decide-redemption.js";
import { fact } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import { settleMember } from "./due.js";
import { makeReward } from "./grant.js";
import { derivedId } from "./hash.js";
import { balanceOf } from "./ledger.js";
import { findMemberByExternal, lotsOf, programsOf } from "./look-ups.js";
import type { Engine, Occurrence } from "./occurrence.js";
import { offerOf } from "./offer.js";
import type { Outcome } from "./record.js";
import type { ExchangeInput } from "./redemption-inputs.js";
import { find } from "./world.js";

/** What is exchanged is taken from the lots that expire soonest; what is given stands under the limits of its entry, and the last one goes to exactly one. */
export function decideExchange(d: Engine, { program: programId, member: external, entry: id }: ExchangeInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  const scope = programsOf(d.world).find((each) => each.programId === programId);
  if (scope === undefined) return decline("program_unknown");
  if (find(d.world, "programs", programId)?.status !== "running") return decline("program_not_running");
  if (find(d.world, "enrolments", `${programId}\n${member.id}`) === undefined) return decline("member_not_enrolled");
  const entry = scope.program.catalogue.get(id);
  if (entry === undefined) return decline("entry_unknown");
  settleMember(d, member.id);
  const { unit, amount } = entry.price;
  const available = balanceOf(d.world, member.id, unit, "available");
  if (available < amount) return decline("balance_too_low", { unit, available: String(available) });
  const key = exchangeOccurrence(derivedId("rdm", d.world.workspace.id, d.record.number));
  const occurrence: Occurrence = { on: `exchange:${id}`, key, scope, member: member.id, cause: null, occurredAt: d.at };
  const context = contextOf(d, occurrence);
  const offer = offerOf(d, entry.rule, entry.rule.grants[0] as CompiledGrant, occurrence, context);
  if (offer === undefined) return decline("entry_not_available");
  const redemption = useLots(d, { memberId: member.id, kind: "exchange", unit, amount, subject: null }, lotsOf(d.world, member.id, unit));
  const reward = makeReward(d, offer, occurrence, context);
  fact(d, { kind: "value.redeemed", redemption, member: member.id });
  return { status: "done", redemption, member: member.id, reward: reward.id };
}
