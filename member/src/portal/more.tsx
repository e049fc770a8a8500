import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { Asked } from "./asked.js";
import { Devices } from "./devices.js";
import { Help } from "./help.js";
import { Praise } from "./praise.js";
import { useDeed, useStage } from "./stage.js";

interface Props {
  signOut: (() => void) | undefined;
  /** Undefined where the page around is the shop's: its devices are the shop's to tell. */
  pushKey: string | undefined;
}
export function More({ signOut, pushKey }: Props) {
  const say = useWords();
  const { door, portal } = useStage();
  const { program, testimonials, praise } = portal;
  return (
    <>
      {program.termsToAccept !== null && <NewTerms terms={program.termsToAccept} />}
      <Shown />
      {pushKey !== undefined && <Devices pushKey={pushKey} />}
      {praise !== null && <Praise own={praise} />}
      {testimonials.length > 0 && (
        <section>
          <h2>{say("praise")}</h2>
          {testimonials.map(({ name, words, picture }) => (
            <figure key={words} class="card said">
              {picture !== null && <img src={picture} alt="" width="72" height="72" loading="lazy" />}
              <blockquote>{words}</blockquote>
              {name !== null && (
                <figcaption>
                  <bdi>{name}</bdi>
                </figcaption>
              )}
            </figure>
          ))}
        </section>
      )}
      {program.faq.length > 0 && (
        <section>
          <h2>{say("faq")}</h2>
          {program.faq.map(({ question, answer }) => (
            <details key={question} class="card">
              <summary>{question}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </section>
      )}
      <Help />
      <Asked />
      <section>
        <h2>{say("terms")}</h2>
        <p class="row">
          <a href={new URL(program.terms, door.server || location.href).href} target="_blank" rel="noopener">
            {say("terms.read")}
          </a>
          {signOut !== undefined && (
            <button type="button" class="quiet" onClick={signOut}>
              {say("sign_out")}
            </button>
          )}
        </p>
      </section>
    </>
  );
}

function NewTerms({ terms: { version, text } }: { terms: NonNullable<Portal["program"]["termsToAccept"]> }) {
  const say = useWords();
  const { door, portal, refresh } = useStage();
  const { isBusy, fault, act } = useDeed();
  const accept = () =>
    act(async () => {
      await askOwn(door, `/terms/${portal.program.handle}`, { method: "POST", body: { version } });
      await refresh();
    });
  return (
    <section class="sheet">
      <p>{text}</p>
      <button type="button" disabled={isBusy} onClick={accept}>
        {say("terms.accept")}
      </button>
      <Fault text={fault} />
    </section>
  );
}

/** By which name others see the member, and where. */
function Shown() {
  const say = useWords();
  const { door, portal, refresh, announce } = useStage();
  const { member } = portal;
  const { isBusy, fault, act } = useDeed();
  const [name, setName] = useState(member.name ?? "");
  const [wish, setWish] = useState({ named: member.named, onBoards: member.onBoards, inFeed: member.inFeed });
  const save = () =>
    act(async () => {
      await askOwn(door, "/shown", { method: "PUT", body: { ...wish, ...(name.trim() === "" ? {} : { name: name.trim() }) } });
      announce(say("saved"));
      await refresh();
    });
  const box = (field: keyof typeof wish, label: "shown.named" | "shown.boards" | "shown.feed") => (
    <label class="check">
      <input type="checkbox" checked={wish[field]} onChange={({ currentTarget }) => setWish({ ...wish, [field]: currentTarget.checked })} />
      {say(label)}
    </label>
  );
  return (
    <section aria-labelledby="shown">
      <h2 id="shown">{say("shown")}</h2>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>{say("shown.as", { name: member.shownAs })}</p>
        <label>
          {say("shown.name")}
          <input type="text" maxLength={60} autocomplete="nickname" value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
        </label>
        {box("named", "shown.named")}
        {box("onBoards", "shown.boards")}
        {box("inFeed", "shown.feed")}
        <Fault text={fault} />
        <button type="submit" disabled={isBusy}>
          {say("shown.save")}
        </button>
      </form>
    </section>
  );
}
