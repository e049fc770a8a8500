import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { useDeed, useStage } from "./stage.js";

type Board = Portal["boards"][number];

/** The member in the middle, the best three as a small podium; nobody is shown last. */
export function Boards() {
  const say = useWords();
  const { boards } = useStage().portal;
  if (boards.length === 0) return null;
  return (
    <section aria-labelledby="boards">
      <h2 id="boards">{say("boards")}</h2>
      {boards.map((board) => (
        <BoardCard key={board.id} board={board} />
      ))}
    </section>
  );
}

function BoardCard({ board: { id, name, takesPart, text, ahead, until, top, around } }: { board: Board }) {
  const say = useWords();
  const { door, portal, refresh } = useStage();
  const { isBusy, fault, act } = useDeed();
  const take = () =>
    act(async () => {
      await askOwn(door, `/leaderboards/${portal.program.handle}`, { method: "POST", body: { board: id, takesPart: !takesPart } });
      await refresh();
    });
  return (
    <article class="card board">
      <h3>{name}</h3>
      <p>{text}</p>
      {ahead !== null && <p class="chip">{ahead}</p>}
      <Places rows={top} isPodium />
      <Places rows={around} />
      {until !== null && <p class="hint">{until}</p>}
      <button type="button" class="quiet small" disabled={isBusy} onClick={take}>
        {say(takesPart ? "board.leave" : "board.join")}
      </button>
      <Fault text={fault} />
    </article>
  );
}

function Places({ rows, isPodium = false }: { rows: Board["top"]; isPodium?: boolean }) {
  const say = useWords();
  if (rows.length === 0) return null;
  return (
    <ol class={isPodium ? "places podium" : "places"}>
      {rows.map(({ place, name, score, isYou }) => (
        <li key={`${place} ${name}`} class={isYou ? "you" : undefined} aria-current={isYou ? "true" : undefined}>
          <b class="place">{place}</b>
          <span class="name">
            <bdi>{name}</bdi>
            {isYou && <span class="chip">{say("board.you")}</span>}
          </span>
          <span class="score">{score}</span>
        </li>
      ))}
    </ol>
  );
}
