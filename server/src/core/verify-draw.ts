/** Verifying a draw, as everybody can who has what is published of it: the same judgement as the SDK's `verifyDraw`, by the same vectors. */
import { commitmentOf, drawWith, WEIGHT_DECIMALS, weightText } from "./draw.js";
import { parseDecimal } from "./money.js";

export interface ClaimedDraw {
  message: string;
  point: string;
  /** The sum of the weights. */
  of: string;
  drawn: string;
}
export interface WeighedOutcome {
  id: string;
  weight: string;
}
/** What does not fit: the secret to its commitment, the weights to their sum, the point to secret and message, the outcome to the point. */
export type DrawFault = "secret" | "weights" | "point" | "outcome";

/** The first fault; undefined where the outcome follows from the committed secret, the message and the weights. */
export function faultOfDraw(
  { message, point, of, drawn }: ClaimedDraw,
  { commitment, secret }: { commitment: string; secret: string },
  outcomes: readonly WeighedOutcome[],
): DrawFault | undefined {
  if (!/^[0-9a-f]{64}$/i.test(secret) || commitmentOf(secret) !== commitment.toLowerCase()) return "secret";
  const weights = outcomes.flatMap(({ weight }) => parseDecimal(weight, WEIGHT_DECIMALS) ?? []);
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (weights.length < outcomes.length || sum <= 0n || weightText(sum) !== of) return "weights";
  const found = drawWith(secret, message, weights);
  if (weightText(found.point) !== point) return "point";
  return outcomes[found.index]?.id === drawn ? undefined : "outcome";
}
