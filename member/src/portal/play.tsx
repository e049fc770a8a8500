import { Icon } from "../icon.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { Badges } from "./badges.js";
import { Boards } from "./boards.js";
import { Challenges } from "./challenges.js";
import { Contests } from "./contests.js";
import { Draws } from "./draws.js";
import { useStage } from "./stage.js";

/** Whether a program has anything to play. */
export function hasPlay({ cards, badges, bars, streaks, challenges, boards, contests, draws, waiting, feed }: Portal): boolean {
  return waiting !== null || [cards, badges, bars, streaks, challenges, boards, contests, draws, feed].some((pieces) => pieces.length > 0);
}

export function Play() {
  const say = useWords();
  const { cards, bars, streaks, waiting, feed } = useStage().portal;
  return (
    <>
      {waiting !== null && <Waiting waiting={waiting} />}
      <List title={say("cards")} items={cards} view={StampCard} />
      <Badges />
      <List title={say("levels")} items={bars} view={Bar} />
      <List title={say("streaks")} items={streaks} view={Streak} />
      <Challenges />
      <Boards />
      <Contests />
      <Draws />
      {feed.length > 0 && <Feed feed={feed} />}
    </>
  );
}

function List<T extends { id: string }>({
  title,
  items,
  view: View,
}: {
  title: string;
  items: T[];
  view: (props: { item: T }) => preact.JSX.Element;
}) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {items.map((item) => (
        <View key={item.id} item={item} />
      ))}
    </section>
  );
}

function Waiting({ waiting: { text, place, perFriend } }: { waiting: NonNullable<Portal["waiting"]> }) {
  const say = useWords();
  return (
    <section>
      <h2>{say("waiting")}</h2>
      <div class="card">
        {place !== null && <b class="big">{place}</b>}
        <p>{text}</p>
        {perFriend !== null && <p class="hint">{perFriend}</p>}
      </div>
    </section>
  );
}

/** Stamps land slightly turned, each a little different but always the same. */
function StampCard({ item: { id, name, slots, stamps, text, prize, until } }: { item: Portal["cards"][number] }) {
  const say = useWords();
  return (
    <article class="card">
      <h3>{name}</h3>
      <div class="slots" role="img" aria-label={say("cards.slot", { count: stamps, of: slots })}>
        {Array.from({ length: slots }, (_, index) => (
          <span
            key={index}
            class={index < stamps ? "slot stamped" : index === slots - 1 ? "slot last" : "slot"}
            style={index < stamps ? { "--turn": `${turnOf(`${id} ${index}`)}deg` } : undefined}
          >
            {index < stamps ? <Icon name="check" /> : index === slots - 1 ? <Icon name="gift" /> : index + 1}
          </span>
        ))}
      </div>
      <p>{text}</p>
      {prize !== null && <p class="hint">{prize}</p>}
      {until !== null && <p class="hint">{until}</p>}
    </article>
  );
}

/** Between −9 and 9 degrees. */
export function turnOf(seed: string): number {
  let hash = 7;
  for (const char of seed) hash = (hash * 31 + char.charCodeAt(0)) % 9973;
  return (hash % 19) - 9;
}

function Bar({ item: { name, step, progress, text, warning } }: { item: Portal["bars"][number] }) {
  return (
    <article class="card">
      <div class="between">
        <h3>{name}</h3>
        {step !== null && <span class="chip gold">{step}</span>}
      </div>
      <progress max={1} value={progress} aria-label={name} />
      <p class="hint">{text}</p>
      {warning !== null && <p class="note">{warning}</p>}
    </article>
  );
}

function Streak({ item: { name, length, text } }: { item: Portal["streaks"][number] }) {
  return (
    <article class="card between">
      <div>
        <h3>{name}</h3>
        <p class="hint">{text}</p>
      </div>
      <span class="flame">
        <Icon name="flame" />
        <b>{length}</b>
      </span>
    </article>
  );
}

function Feed({ feed }: { feed: Portal["feed"] }) {
  const say = useWords();
  return (
    <section>
      <h2>{say("feed")}</h2>
      <ul class="feed">
        {feed.map(({ at, sentence }) => (
          <li key={at + sentence}>
            <span>{sentence}</span> <span class="hint">{at}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
