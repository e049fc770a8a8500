/** All routes, in the order in which the API's description shows them. */
import type { FastifyInstance } from "fastify";
import type { App } from "../app.js";
import type { Http } from "./route.js";
import { appLinkRoutes } from "./routes/app-links.js";
import { backtestRoutes } from "./routes/backtest.js";
import { badgeRoutes } from "./routes/badges.js";
import { challengeProofRoutes } from "./routes/challenge-proofs.js";
import { chanceRoutes } from "./routes/chance.js";
import { clockRoutes } from "./routes/clock.js";
import { contestRoutes } from "./routes/contests.js";
import { couponPoolRoutes } from "./routes/coupon-pools.js";
import { couponRoutes } from "./routes/coupons.js";
import { docsRoutes } from "./routes/docs.js";
import { drawRoutes } from "./routes/draws.js";
import { eventRoutes } from "./routes/events.js";
import { explanationRoutes } from "./routes/explanations.js";
import { exportRoutes } from "./routes/exports.js";
import { factRoutes } from "./routes/facts.js";
import { feedbackRoutes } from "./routes/feedback.js";
import { healthRoutes } from "./routes/health.js";
import { importRoutes } from "./routes/imports.js";
import { itemRoutes } from "./routes/items.js";
import { keyRoutes } from "./routes/keys.js";
import { leaderboardRoutes } from "./routes/leaderboards.js";
import { linkRoutes } from "./routes/links.js";
import { memberBadgeRoutes } from "./routes/member-badges.js";
import { memberChallengeRoutes } from "./routes/member-challenges.js";
import { memberCodeRoutes } from "./routes/member-codes.js";
import { memberListRoutes } from "./routes/member-lists.js";
import { memberPortalRoutes } from "./routes/member-portal.js";
import { memberPrintRoutes } from "./routes/member-print.js";
import { memberQrRoutes } from "./routes/member-qr.js";
import { memberSessionRoutes } from "./routes/member-sessions.js";
import { memberShareRoutes } from "./routes/member-share.js";
import { memberShownRoutes } from "./routes/member-shown.js";
import { memberRoutes } from "./routes/members.js";
import { migrateReferralsRoutes } from "./routes/migrate-referrals.js";
import { offerMailRoutes } from "./routes/offer-mails.js";
import { payoutRoutes } from "./routes/payouts.js";
import { pictureRoutes } from "./routes/pictures.js";
import { portalRoutes } from "./routes/portal.js";
import { programStatusRoutes } from "./routes/program-status.js";
import { programVersionRoutes } from "./routes/program-versions.js";
import { programRoutes } from "./routes/programs.js";
import { pushSubscriptionRoutes } from "./routes/push-subscriptions.js";
import { rankedContestRoutes } from "./routes/ranked-contests.js";
import { rateRoutes } from "./routes/rates.js";
import { reevaluateRoutes } from "./routes/re-evaluate.js";
import { referralRoutes } from "./routes/referrals.js";
import { rewardRoutes } from "./routes/rewards.js";
import { sdkPackageRoutes } from "./routes/sdk-package.js";
import { segmentRoutes } from "./routes/segment.js";
import { setupRoutes } from "./routes/setup.js";
import { signInMailRoutes } from "./routes/sign-in-mails.js";
import { simulateRoutes } from "./routes/simulate.js";
import { socialProofRoutes } from "./routes/social-proof.js";
import { termsRoutes } from "./routes/terms.js";
import { testimonialRoutes } from "./routes/testimonials.js";
import { trackerRoutes } from "./routes/tracker.js";
import { tryRoutes } from "./routes/try.js";
import { visitRoutes } from "./routes/visits.js";
import { waitingListRoutes } from "./routes/waiting-list.js";
import { walletRoutes } from "./routes/wallets.js";
import { webhookDeliveryRoutes } from "./routes/webhook-deliveries.js";
import { webhookEndpointRoutes } from "./routes/webhook-endpoints.js";
import { workspaceRoutes } from "./routes/workspace.js";

/** Every file of routes adds its own; a new file is named here. */
const additions: ((http: Http, app: App) => void)[] = [
  eventRoutes,
  segmentRoutes,
  explanationRoutes,
  memberRoutes,
  memberSessionRoutes,
  signInMailRoutes,
  memberCodeRoutes,
  memberListRoutes,
  memberPortalRoutes,
  memberQrRoutes,
  memberShareRoutes,
  memberPrintRoutes,
  memberShownRoutes,
  pushSubscriptionRoutes,
  memberBadgeRoutes,
  memberChallengeRoutes,
  challengeProofRoutes,
  pictureRoutes,
  testimonialRoutes,
  socialProofRoutes,
  feedbackRoutes,
  visitRoutes,
  programRoutes,
  programVersionRoutes,
  termsRoutes,
  chanceRoutes,
  itemRoutes,
  leaderboardRoutes,
  contestRoutes,
  rankedContestRoutes,
  drawRoutes,
  waitingListRoutes,
  programStatusRoutes,
  tryRoutes,
  simulateRoutes,
  backtestRoutes,
  importRoutes,
  reevaluateRoutes,
  migrateReferralsRoutes,
  referralRoutes,
  rewardRoutes,
  walletRoutes,
  couponRoutes,
  couponPoolRoutes,
  payoutRoutes,
  exportRoutes,
  factRoutes,
  webhookEndpointRoutes,
  webhookDeliveryRoutes,
  rateRoutes,
  clockRoutes,
  workspaceRoutes,
  keyRoutes,
  healthRoutes,
  badgeRoutes,
  linkRoutes,
  offerMailRoutes,
  appLinkRoutes,
  trackerRoutes,
  portalRoutes,
  sdkPackageRoutes,
  setupRoutes,
];

export function addRoutes(server: FastifyInstance, http: Http, app: App): void {
  for (const add of additions) add(http, app);
  docsRoutes(http, server);
}
