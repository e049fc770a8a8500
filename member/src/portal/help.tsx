import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { useWords } from "../words.js";
import { useDeed, useStage } from "./stage.js";
import { Stars } from "./stars.js";

const KINDS = ["help", "suggestion", "rating", "data_export", "data_deletion"] as const;
type Kind = (typeof KINDS)[number];

/** Help, ideas, marks, and wishes about one's own data: all reach the business. */
export function Help() {
  const say = useWords();
  const { door, portal, refresh } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [kind, setKind] = useState<Kind>("help");
  const [text, setText] = useState("");
  const [rating, setRating] = useState(5);
  const [isSent, setSent] = useState(false);
  const send = async () => {
    const body = { program: portal.program.handle, kind, text, ...(kind === "rating" ? { rating } : {}) };
    await askOwn(door, "/feedback", { method: "POST", body });
    setText("");
    setSent(true);
    await refresh();
  };
  return (
    <section aria-labelledby="help">
      <h2 id="help">{say("help")}</h2>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          act(send);
        }}
      >
        <label>
          {say("help.kind")}
          <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value as Kind)}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {say(`help.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {kind === "rating" && <Stars label={say("help.rating")} value={rating} onChange={(stars) => setRating(stars ?? 5)} />}
        <label>
          {say("help.text")}
          <textarea required rows={4} maxLength={2000} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
        </label>
        <Fault text={fault} />
        {isSent && <p role="status">{say("help.sent")}</p>}
        <button type="submit" disabled={isBusy}>
          {say("help.send")}
        </button>
      </form>
    </section>
  );
}
