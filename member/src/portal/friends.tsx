import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import type { Friend } from "../portal-data.js";
import { useWords } from "../words.js";
import { useEarlier } from "./earlier.js";
import { NowWorth } from "./now-worth.js";
import { useStage } from "./stage.js";
import { Why } from "./why.js";

/** The friends on their way, the latest first. */
export function Friends() {
  const say = useWords();
  const { friends } = useStage().portal;
  const { rows, hasMore, isBusy, fault, read } = useEarlier<Friend>("friends");
  const list = rows ?? friends.list;
  const left = friends.list.length + friends.more - list.length;
  return (
    <section aria-labelledby="friends">
      <h2 id="friends">{say("friends")}</h2>
      <p class="lead">{friends.text}</p>
      {list.map((friend) => (
        <FriendCard key={friend.referral} friend={friend} />
      ))}
      {left > 0 && hasMore && (
        <button type="button" class="quiet" disabled={isBusy} onClick={read}>
          {say("earlier.left", { count: left })}
        </button>
      )}
      <Fault text={fault} />
    </section>
  );
}

function FriendCard({ friend: { referral, name, since, state, note, path, nowWorth } }: { friend: Friend }) {
  const say = useWords();
  return (
    <article class={`card friend ${state}`}>
      <div class="between">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <span class="hint">{since}</span>
      </div>
      <ol class="path" aria-label={say("friends.steps", { name })}>
        {path.map((stop) => (
          <li key={stop.id} class={stop.state}>
            <span class="stop" aria-hidden="true">
              {stop.state === "done" ? <Icon name="check" /> : stop.state === "missed" ? <Icon name="x" /> : null}
            </span>
            <span class="stop-name">
              {stop.name} <span class="unseen">({say(`state.${stop.state}`)})</span>
            </span>
            {stop.at !== null && <span class="hint">{stop.at}</span>}
            {stop.brings.map((thing) => (
              <span key={thing} class="brings">
                {thing}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {note !== null && <p class="hint">{note}</p>}
      {nowWorth !== null && <NowWorth worth={nowWorth} />}
      <Why path={`/referrals/${encodeURIComponent(referral)}/explanation`} label={say("why_not")} appeal={{ referral }} />
    </article>
  );
}
