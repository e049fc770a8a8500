import type { components } from "@bandwagon/sdk/schema";
import { useState } from "preact/hooks";
import { askOwn, type Door } from "../door.js";
import { Fault } from "../fault.js";
import { keep, kept } from "../kept.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { useDeed, useStage } from "./stage.js";

type Written = components["schemas"]["Feedback"];

/** Whether an answer has come that the member has not opened in this browser. */
export function hasNewAnswer(door: Door, { feedback: { answeredAt } }: Portal): boolean {
  return answeredAt !== null && answeredAt > (kept<string>("answered", door) ?? "");
}

/** What the member has written to the business and was answered, when it is asked for. */
export function Asked() {
  const say = useWords();
  const { door, portal, refresh } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [found, setFound] = useState<{ of: number; all: Written[] }>();
  const { written, answeredAt } = portal.feedback;
  if (written === 0) return null;
  const open = () =>
    act(async () => {
      const query = `?program=${encodeURIComponent(portal.program.handle)}`;
      setFound({ of: written, all: (await askOwn<{ data: Written[] }>(door, `/feedback${query}`)).data });
      if (answeredAt !== null) keep("answered", door, answeredAt);
      await refresh();
    });
  const isOpen = found?.of === written;
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{say("asked")}</h2>
      {hasNewAnswer(door, portal) && <p class="chip gold">{say("asked.new")}</p>}
      {isOpen && found.all.map((each) => <Question key={each.id} each={each} language={portal.language} />)}
      <button type="button" class="quiet" disabled={isBusy} aria-expanded={isOpen} onClick={isOpen ? () => setFound(undefined) : open}>
        {isOpen ? say("asked.hide") : say("asked.show", { count: written })}
      </button>
      <Fault text={fault} />
    </section>
  );
}

function Question({ each: { kind, text, rating, state, askedAt, answer, answeredAt }, language }: { each: Written; language: Portal["language"] }) {
  const say = useWords();
  const day = (moment: string) => new Date(moment).toLocaleDateString(language, { dateStyle: "long" });
  return (
    <article class="card">
      <div class="between">
        <h3>{say(`help.${kind}`)}</h3>
        <span class={state === "answered" ? "chip gold" : "chip"}>{say(`asked.${state}`)}</span>
      </div>
      <p class="hint">{day(askedAt)}</p>
      {rating !== null && <p>{say("help.stars", { count: rating })}</p>}
      {text !== null && text !== "" && <p class="written">{text}</p>}
      {answer !== null && answeredAt !== null && (
        <div class="why">
          <p class="hint">{say("asked.answer", { date: day(answeredAt) })}</p>
          <p class="written">{answer}</p>
        </div>
      )}
    </article>
  );
}
