/** What the server tells of a member's portal, as the API's description says it. */
import type { components } from "@bandwagon/sdk/schema";

export type Portal = components["schemas"]["Portal"];
export type Friend = components["schemas"]["PortalFriend"];
export type Reward = components["schemas"]["PortalReward"];
export type Channel = Portal["share"]["channels"][number];
export type Language = Portal["language"];
