/** A moment for what has arrived since the member was here last: a badge, or a card that is full. */
import { useEffect, useRef } from "preact/hooks";
import type { Door } from "../door.js";
import { keep, kept } from "../kept.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { useStage } from "./stage.js";

export interface Arrival {
  what: "badge" | "card";
  name: string;
  picture?: string;
}
interface Seen {
  badges: string[];
  cards: string[];
}

function seenIn({ badges, cards }: Portal): Seen {
  return {
    badges: badges.filter(({ award }) => award !== null).map(({ id }) => id),
    cards: cards.filter(({ stamps, slots }) => stamps >= slots).map(({ id }) => id),
  };
}

/** Nothing on the first visit: then all is new, and none of it has just arrived. */
export function arrivalsSince(door: Door, portal: Portal): Arrival[] {
  const before = kept<Seen>("seen", door);
  if (before === undefined) return [];
  const now = seenIn(portal);
  const badges = portal.badges.filter(({ id }) => now.badges.includes(id) && !before.badges.includes(id));
  const cards = portal.cards.filter(({ id }) => now.cards.includes(id) && !before.cards.includes(id));
  return [
    ...badges.map(({ name, picture }) => ({ what: "badge" as const, name, picture })),
    ...cards.map(({ name }) => ({ what: "card" as const, name })),
  ];
}
export function rememberArrivals(door: Door, portal: Portal): void {
  keep("seen", door, seenIn(portal));
}

const PIECES = 36;

/** Confetti for those who do not mind motion, and the names of what arrived. A tap, or Escape, and it is gone. */
export function Celebration({ arrivals, close }: { arrivals: Arrival[]; close(): void }) {
  const say = useWords();
  const { door } = useStage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="celebration" onClose={close}>
      <div class="confetti" aria-hidden="true">
        {Array.from({ length: PIECES }, (_, index) => (
          <i key={index} style={{ "--x": `${(index * 61) % 100}%`, "--r": `${(index * 97) % 360}deg`, "--d": `${(index * 37) % 300}ms` }} />
        ))}
      </div>
      {arrivals.map(({ what, name, picture }) => (
        <div key={what + name} class="arrival">
          {picture !== undefined && <img src={`${door.server}${picture}`} alt="" width="160" height="160" />}
          <p>{say(`celebrate.${what}`)}</p>
          <h2>{name}</h2>
        </div>
      ))}
      <form method="dialog">
        <button type="submit">{say("close")}</button>
      </form>
    </dialog>
  );
}
