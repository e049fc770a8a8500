import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import type { Portal, Reward } from "../portal-data.js";
import { useWords } from "../words.js";
import { Catalogue } from "./catalogue.js";
import { Copy } from "./copy.js";
import { useEarlier } from "./earlier.js";
import { useDeed, useStage } from "./stage.js";
import { Why } from "./why.js";

const PAST = new Set<Reward["state"]>(["redeemed", "cancelled", "expired", "reversed"]);

/** What the member has and can use, and behind it what is over. */
export function Rewards() {
  const say = useWords();
  const { portal, open } = useStage();
  const { rows = [], hasMore, isBusy, fault, read } = useEarlier<Reward>("rewards");
  const rewards = [...portal.rewards, ...rows.filter(({ reward }) => !portal.rewards.some((first) => first.reward === reward))];
  const present = rewards.filter(({ state }) => !PAST.has(state));
  const past = rewards.filter(({ state }) => PAST.has(state));
  return (
    <>
      {portal.purses.length > 0 && <Wallet purses={portal.purses} hasCatalogue={portal.catalogue.length > 0} />}
      <section aria-labelledby="rewards">
        <h2 id="rewards">{say("rewards")}</h2>
        {portal.rewards.length === 0 && (
          <div class="empty">
            <Icon name="gift" />
            <p>{say("rewards.empty")}</p>
            <button type="button" onClick={() => open("invite")}>
              {say("rewards.invite")}
            </button>
          </div>
        )}
        {present.map((reward) => (
          <Ticket key={reward.reward} reward={reward} />
        ))}
        {past.length > 0 && (
          <details>
            <summary>{say("rewards.past")}</summary>
            {past.map((reward) => (
              <Ticket key={reward.reward} reward={reward} />
            ))}
          </details>
        )}
        {portal.hasEarlierRewards && hasMore && (
          <button type="button" class="quiet" disabled={isBusy} onClick={read}>
            {say("earlier")}
          </button>
        )}
        <Fault text={fault} />
      </section>
      {portal.catalogue.length > 0 && <Catalogue entries={portal.catalogue} />}
    </>
  );
}

function Wallet({ purses, hasCatalogue }: { purses: Portal["purses"]; hasCatalogue: boolean }) {
  const say = useWords();
  return (
    <section aria-labelledby="wallet">
      <h2 id="wallet">{say("wallet")}</h2>
      <div class="purses">
        {purses.map(({ unit, kind, available, pending, debt, expiry }) => (
          <div key={unit} class="card purse">
            {kind !== null && <span class="hint">{kind}</span>}
            <b>{available}</b>
            {pending !== null && <span class="hint">{say("wallet.pending", { amount: pending })}</span>}
            {debt !== null && <span class="hint">{say("wallet.debt", { amount: debt })}</span>}
            {expiry !== null && <span class="hint">{expiry}</span>}
          </div>
        ))}
      </div>
      {hasCatalogue && (
        <button type="button" class="quiet" onClick={({ currentTarget }) => goTo(currentTarget, "catalogue")}>
          {say("catalogue.go")}
        </button>
      )}
    </section>
  );
}

/** The heading comes into view, and is where a reader goes on. */
function goTo(from: Element, id: string): void {
  const heading = (from.getRootNode() as Document | ShadowRoot).getElementById(id);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: "center" });
}

/** The ticket: what it is worth at the left, what to do with it at the right. */
function Ticket({ reward }: { reward: Reward }) {
  const say = useWords();
  const { tell } = useStage();
  const { title, state, stateText, code, expires, sentence } = reward;
  return (
    <article class={`ticket reward ${state}`}>
      <h3>{title}</h3>
      <p class="chip">{stateText}</p>
      <p class="hint">{sentence}</p>
      {code !== null && <Copy text={code} label={say("code")} onCopy={() => tell({ type: "copy", what: "coupon" })} isCode />}
      {expires !== null && (
        <p class="hint expires">
          <Icon name="clock" />
          {expires}
        </p>
      )}
      {reward.claim !== null && <Claim reward={reward} claim={reward.claim} />}
      <Why path={`/rewards/${encodeURIComponent(reward.reward)}/explanation`} label={say("why")} />
    </article>
  );
}

function Claim({ reward: { reward }, claim }: { reward: Reward; claim: NonNullable<Reward["claim"]> }) {
  const say = useWords();
  const { door, refresh, announce, tell } = useStage();
  const { isBusy, fault, act } = useDeed();
  const take = (option?: string) =>
    act(async () => {
      await askOwn(door, `/rewards/${encodeURIComponent(reward)}/claim`, { method: "POST", body: option === undefined ? {} : { option } });
      tell({ type: "claim", reward });
      announce(say("claimed"));
      await refresh();
    });
  return (
    <div class="claim">
      <p>{claim.text}</p>
      <div class="row">
        {claim.options.length === 0 ? (
          <button type="button" disabled={isBusy} onClick={() => take()}>
            {say("claim")}
          </button>
        ) : (
          claim.options.map(({ id, name }) => (
            <button key={id} type="button" disabled={isBusy} aria-label={`${say("claim.choose")}: ${name}`} onClick={() => take(id)}>
              {name}
            </button>
          ))
        )}
      </div>
      <Fault text={fault} />
    </div>
  );
}
