import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { focusOnce, keepFocus } from "./keep-focus.js";
import { useDeed, useStage } from "./stage.js";

/** What the member can have for points: taken only after a second question. */
export function Catalogue({ entries }: { entries: Portal["catalogue"] }) {
  const say = useWords();
  return (
    <section aria-labelledby="catalogue">
      <h2 id="catalogue" tabIndex={-1}>
        {say("catalogue")}
      </h2>
      {entries.map((entry) => (
        <Entry key={entry.entry} entry={entry} />
      ))}
    </section>
  );
}

function Entry({ entry: { entry, name, gives, details, price, left, note, confirm } }: { entry: Portal["catalogue"][number] }) {
  const say = useWords();
  const { door, portal, refresh, announce, tell } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [isAsked, setAsked] = useState(false);
  const exchange = () =>
    act(async () => {
      await askOwn(door, "/exchange", { of: "wallets", method: "POST", body: { program: portal.program.handle, entry } });
      setAsked(false);
      tell({ type: "exchange", entry });
      announce(say("catalogue.done"));
      await refresh();
    });
  const leave = () => {
    const giveFocusBack = keepFocus();
    setAsked(false);
    giveFocusBack();
  };
  return (
    <article class={confirm === null ? "ticket reward" : "ticket reward available"}>
      <div class="between">
        <h3>{name}</h3>
        <span class="chip">{price}</span>
      </div>
      {[gives, ...details, left].map((line) => line !== null && <p class="hint">{line}</p>)}
      {note !== null && <p>{note}</p>}
      {confirm !== null && !isAsked && (
        <button type="button" aria-label={`${say("catalogue.exchange")}: ${name}`} onClick={() => setAsked(true)}>
          {say("catalogue.exchange")}
        </button>
      )}
      {confirm !== null && isAsked && (
        <div class="claim">
          <p tabIndex={-1} ref={focusOnce}>
            {confirm}
          </p>
          <div class="row">
            <button type="button" disabled={isBusy} onClick={exchange}>
              {say("catalogue.confirm")}
            </button>
            <button type="button" class="quiet" onClick={leave}>
              {say("cancel")}
            </button>
          </div>
        </div>
      )}
      <Fault text={fault} />
    </article>
  );
}
