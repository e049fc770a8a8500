import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { useStage } from "./stage.js";

type Draw = Portal["draws"][number];

/** The member's tickets, when winners are drawn, and what anybody needs to verify it. */
export function Draws() {
  const say = useWords();
  const { draws } = useStage().portal;
  if (draws.length === 0) return null;
  return (
    <section aria-labelledby="draws">
      <h2 id="draws">{say("draws")}</h2>
      {draws.map((draw) => (
        <DrawCard key={draw.id} draw={draw} />
      ))}
    </section>
  );
}

function DrawCard({ draw: { name, prize, how, text, runs, drawn } }: { draw: Draw }) {
  const say = useWords();
  const { server } = useStage().door;
  return (
    <article class="card">
      <h3>{name}</h3>
      {prize !== null && <p class="brings">{prize}</p>}
      {text !== null && <p>{text}</p>}
      {runs.map(({ run, tickets, text: held, when, commitment, address }) => (
        <div key={run} class="round">
          <p class={tickets > 0 ? "chip gold" : undefined}>{held}</p>
          <p>{when}</p>
          <details>
            <summary>{say("draw.fair")}</summary>
            <p class="hint">{say("draw.fair_text")}</p>
            <p class="hint hash">{commitment}</p>
            <a href={`${server}${address}`} target="_blank" rel="noopener">
              {say("draw.verify")}
            </a>
          </details>
        </div>
      ))}
      {how !== null && <p class="hint">{how}</p>}
      {drawn.map(({ run, hasWon, text: result, address }) => (
        <p key={run} class={hasWon ? "note" : "hint"}>
          {result}{" "}
          <a href={`${server}${address}`} target="_blank" rel="noopener">
            {say("draw.verify")}
          </a>
        </p>
      ))}
    </article>
  );
}
