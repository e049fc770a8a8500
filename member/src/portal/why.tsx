import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import { useWords } from "../words.js";
import { focusOnce } from "./keep-focus.js";
import { useDeed, useStage } from "./stage.js";

interface Reason {
  text: string;
  state: "met" | "missing" | "not_needed";
}
/** Of a referral the steps that are asked; of a reward the sentences of the decisions that made it. */
interface Explanation {
  summary?: string;
  steps?: Reason[];
  sentences?: string[];
}

/** A small question that opens the reasons as plain sentences: what is met is checked, what is missing is marked. */
export function Why({ path, label, appeal }: { path: string; label: string; appeal?: { referral?: string; reward?: string } }) {
  const say = useWords();
  const { door, portal } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [found, setFound] = useState<Explanation>();
  const isOpen = found !== undefined;
  const open = () => act(async () => setFound(await askOwn<Explanation>(door, `${path}?lang=${portal.language}`, { language: portal.language })));
  return (
    <>
      <button type="button" class="quiet small" disabled={isBusy} aria-expanded={isOpen} onClick={isOpen ? () => setFound(undefined) : open}>
        <Icon name="circle-help" />
        {isOpen ? say("why.close") : label}
      </button>
      <Fault text={fault} />
      {isOpen && (
        <div class="why">
          {found.summary !== undefined && <p>{found.summary}</p>}
          <ul>{reasonsOf(found).map(reasonView)}</ul>
          {appeal !== undefined && <Appeal about={appeal} />}
        </div>
      )}
    </>
  );
}

function reasonsOf({ steps, sentences = [] }: Explanation): Reason[] {
  return steps ?? sentences.map((text) => ({ text, state: "met" as const }));
}
function reasonView({ text, state }: Reason) {
  return (
    <li key={text} class={state}>
      <Icon name={state === "met" ? "check" : state === "missing" ? "clock" : "x"} />
      <span>{text}</span>
    </li>
  );
}

function Appeal({ about }: { about: { referral?: string; reward?: string } }) {
  const say = useWords();
  const { door, portal, refresh } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [text, setText] = useState<string>();
  const [isSent, setSent] = useState(false);
  if (isSent) return <p role="status">{say("help.sent")}</p>;
  if (text === undefined)
    return (
      <button type="button" class="quiet small" onClick={() => setText("")}>
        {say("appeal")}
      </button>
    );
  const send = async () => {
    await askOwn(door, "/feedback", { method: "POST", body: { program: portal.program.handle, kind: "appeal", text, ...about } });
    setSent(true);
    await refresh();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act(send);
      }}
    >
      <label>
        {say("help.text")}
        <textarea ref={focusOnce} required maxLength={2000} rows={3} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <Fault text={fault} />
      <button type="submit" disabled={isBusy}>
        {say("help.send")}
      </button>
    </form>
  );
}
