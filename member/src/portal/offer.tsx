import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { NowWorth } from "./now-worth.js";
import { useStage } from "./stage.js";

/** What there is in it, for both sides, in one sentence and then in tickets. */
export function Offer() {
  const say = useWords();
  const { program, nowWorth } = useStage().portal;
  return (
    <section class="offer">
      <h1>{program.headline}</h1>
      {program.statusText !== null && <p class="note">{program.statusText}</p>}
      <div class="pair">
        <Side title={say("for_friend")} things={program.forFriend} tone="friend" />
        <Side title={say("for_you")} things={program.forMember} tone="own" />
      </div>
      {nowWorth.map((worth) => (
        <NowWorth key={worth.for} title={`${say(worth.for === "friend" ? "for_friend" : "for_you")}: ${worth.when}`} worth={worth} />
      ))}
    </section>
  );
}

function Side({ title, things, tone }: { title: string; things: Portal["program"]["forFriend"]; tone: "friend" | "own" }) {
  if (things.length === 0) return null;
  return (
    <div class={`ticket ${tone}`}>
      <h2>{title}</h2>
      <ul>
        {things.map(({ what, when, details }) => (
          <li key={what + when}>
            <b>{what}</b> <span>{when}</span>
            {details.map((detail) => (
              <span key={detail} class="detail">
                {detail}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
