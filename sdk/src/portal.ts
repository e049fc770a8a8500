/** What the members' portal tells the page that it is shown in: types alone, the same for the elements of `/widget.js` and for the React components. */

/** What has happened in the portal. The page hears of it as the element's event `bandwagon-{type}`. */
export type PortalEvent =
  /** The member sees their own things. */
  | { type: "ready"; program: string }
  /** The member has opened a channel with the words to send. `system` is the device's own sheet. */
  | { type: "share"; channel: string }
  | { type: "copy"; what: "link" | "code" | "coupon" | "badge" | "squad" }
  /** The member has claimed a reward, by its id. */
  | { type: "claim"; reward: string }
  /** The member has exchanged for an entry of the catalogue, by its id. */
  | { type: "exchange"; entry: string }
  /** Something did not work, in words for people. */
  | { type: "error"; message: string };

/** What comes along with an event: the `detail` of `bandwagon-{Type}`. */
export type PortalDetail<Type extends PortalEvent["type"]> = Omit<Extract<PortalEvent, { type: Type }>, "type">;
