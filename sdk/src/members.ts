/** Who takes part, and who came by whom. */
import type { BodyOf, CallOptions, QueryOf, Request, WriteOptions } from "./operation.js";
import { walk } from "./pages.js";

type MemberQuery = QueryOf<"GET", "/v1/members">;
type OwnQuery<List extends "friends" | "rewards"> = QueryOf<"GET", `/v1/members/{externalId}/${List}`>;
type ReferralQuery = QueryOf<"GET", "/v1/referrals">;

export function memberMethods(request: Request) {
  const list = (query: MemberQuery = {}, options?: CallOptions) => request("GET", "/v1/members", { query, ...options });
  const friends = (id: string, query: OwnQuery<"friends">, options?: CallOptions) =>
    request("GET", "/v1/members/{externalId}/friends", { params: { externalId: id }, query, ...options });
  const rewards = (id: string, query: OwnQuery<"rewards">, options?: CallOptions) =>
    request("GET", "/v1/members/{externalId}/rewards", { params: { externalId: id }, query, ...options });
  return {
    /** Makes the member, or merges the fields into what is known, and enrols in the programs; the answer has code, link and QR of each. */
    put: (id: string, member: BodyOf<"PUT", "/v1/members/{externalId}">, options?: WriteOptions) =>
      request("PUT", "/v1/members/{externalId}", { params: { externalId: id }, body: member, ...options }),
    /** The same for up to 1,000 members; each has a result of its own. */
    putMany: (members: BodyOf<"POST", "/v1/members">["members"], options?: WriteOptions) =>
      request("POST", "/v1/members", { body: { members }, ...options }),
    get: (id: string, options?: CallOptions) => request("GET", "/v1/members/{externalId}", { params: { externalId: id }, ...options }),
    /** All that a member's page shows, and nothing about other people; with a `program` also its portal, in sentences. */
    summary: (id: string, query: QueryOf<"GET", "/v1/members/{externalId}/summary"> = {}, options?: CallOptions) =>
      request("GET", "/v1/members/{externalId}/summary", { params: { externalId: id }, query, ...options }),
    /** One page of the friends whom the member brought to the program, as the portal shows them. */
    friends,
    /** All of them, page after page. */
    eachFriend: (id: string, query: Omit<OwnQuery<"friends">, "cursor">, options?: CallOptions) =>
      walk((cursor) => friends(id, { limit: 100, ...query, cursor }, options)),
    /** One page of what the member got in the program, as the portal shows it. */
    rewards,
    /** All of it, page after page. */
    eachReward: (id: string, query: Omit<OwnQuery<"rewards">, "cursor">, options?: CallOptions) =>
      walk((cursor) => rewards(id, { limit: 100, ...query, cursor }, options)),
    /** All codes of the member. */
    codes: (id: string, options?: CallOptions) => request("GET", "/v1/members/{externalId}/codes", { params: { externalId: id }, ...options }),
    /** Adds a code, chosen by the member or for a channel. */
    addCode: (id: string, code: BodyOf<"POST", "/v1/members/{externalId}/codes">, options?: WriteOptions) =>
      request("POST", "/v1/members/{externalId}/codes", { params: { externalId: id }, body: code, ...options }),
    /** A link that opens the program's portal and signs the member in, once, for your own messages. */
    signInLink: (id: string, link: BodyOf<"POST", "/v1/members/{externalId}/sign-in-links">, options?: CallOptions) =>
      request("POST", "/v1/members/{externalId}/sign-in-links", { params: { externalId: id }, body: link, ...options }),
    /** Signs the member out everywhere. */
    endSessions: (id: string, options?: CallOptions) =>
      request("DELETE", "/v1/members/{externalId}/sessions", { params: { externalId: id }, ...options }),
    /** Merges a member into another: both are one person. */
    merge: (id: string, merge: BodyOf<"POST", "/v1/members/{externalId}/merge">, options?: WriteOptions) =>
      request("POST", "/v1/members/{externalId}/merge", { params: { externalId: id }, body: merge, ...options }),
    /** One page. */
    list,
    /** All members, page after page. */
    each: (options?: CallOptions) => walk((cursor) => list({ cursor, limit: 100 }, options)),
  };
}

export function referralMethods(request: Request) {
  const list = (query: ReferralQuery = {}, options?: CallOptions) => request("GET", "/v1/referrals", { query, ...options });
  return {
    get: (id: string, options?: CallOptions) => request("GET", "/v1/referrals/{id}", { params: { id }, ...options }),
    /** One page. */
    list,
    /** All that the query asks for, page after page. */
    each: (query: Omit<ReferralQuery, "cursor"> = {}, options?: CallOptions) => walk((cursor) => list({ limit: 100, ...query, cursor }, options)),
    /** Enters a referral that no link or code tells of. */
    enter: (referral: BodyOf<"POST", "/v1/referrals">, options?: WriteOptions) => request("POST", "/v1/referrals", { body: referral, ...options }),
    /** Names another referrer. */
    correct: (id: string, correction: BodyOf<"POST", "/v1/referrals/{id}/correct">, options?: WriteOptions) =>
      request("POST", "/v1/referrals/{id}/correct", { params: { id }, body: correction, ...options }),
    /** Answers a referral that waits for a review, for one side or both. */
    review: (id: string, answer: BodyOf<"POST", "/v1/referrals/{id}/review">, options?: WriteOptions) =>
      request("POST", "/v1/referrals/{id}/review", { params: { id }, body: answer, ...options }),
    /** How it was attributed, and every later decision about it. */
    explain: (id: string, options?: CallOptions) =>
      request("GET", "/v1/referrals/{id}/explanation", { params: { id }, query: { lang: options?.language }, ...options }),
  };
}
