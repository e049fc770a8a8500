import { useState } from "preact/hooks";
import { Icon } from "../icon.js";
import type { Friend } from "../portal-data.js";
import { useWords } from "../words.js";
import { NowWorth } from "./now-worth.js";
import { useStage } from "./stage.js";
import { Why } from "./why.js";

const FIRST_SHOWN = 5;

/** The friends on their way, the latest first. */
export function Friends() {
  const say = useWords();
  const { friends } = useStage().portal;
  const [shown, setShown] = useState(FIRST_SHOWN);
  return (
    <section aria-labelledby="friends">
      <h2 id="friends">{say("friends")}</h2>
      <p class="lead">{friends.text}</p>
      {friends.list.slice(0, shown).map((friend) => (
        <FriendCard key={friend.referral} friend={friend} />
      ))}
      {friends.list.length > shown && (
        <button type="button" class="quiet" onClick={() => setShown(friends.list.length)}>
          {say("friends.all")}
        </button>
      )}
      {friends.list.length <= shown && friends.more > 0 && <p class="hint">{say("friends.more", { count: friends.more })}</p>}
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
