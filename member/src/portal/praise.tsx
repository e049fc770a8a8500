import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { focusOnce, keepFocus } from "./keep-focus.js";
import { PhotoField, useOwnPicture } from "./own-picture.js";
import { useDeed, useStage } from "./stage.js";
import { Stars } from "./stars.js";

type Own = NonNullable<Portal["praise"]>;

/** What the member says about the program: what became of it, and the way to write, change and take it back. */
export function Praise({ own }: { own: Own }) {
  const say = useWords();
  const [isWriting, setWriting] = useState(false);
  const close = () => {
    const giveFocusBack = keepFocus();
    setWriting(false);
    giveFocusBack();
  };
  return (
    <section aria-labelledby="own-praise">
      <h2 id="own-praise">{say("praise.own")}</h2>
      {isWriting ? <Form own={own} close={close} /> : <Said own={own} write={() => setWriting(true)} />}
    </section>
  );
}

function Said({ own: { state, text, words, rating, picture }, write }: { own: Own; write(): void }) {
  const say = useWords();
  const { door, portal, refresh, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const photo = useOwnPicture(picture);
  const withdraw = () =>
    act(async () => {
      await askOwn(door, `/testimonials/${portal.program.handle}`, { method: "DELETE" });
      announce(say("praise.withdrawn"));
      await refresh();
    });
  return (
    <div class="card">
      {state !== "none" && (
        <>
          <p class={state === "shown" ? "chip gold" : "chip"}>{say(`praise.state.${state}`)}</p>
          <figure class="said">
            {photo !== undefined && <img src={photo} alt={say("praise.photo_alt")} width="72" height="72" />}
            <blockquote>{words}</blockquote>
            {rating !== null && (
              <figcaption>
                <span class="unseen">{say("help.stars", { count: rating })}</span>
                <span aria-hidden="true">{"★".repeat(rating) + "☆".repeat(5 - rating)}</span>
              </figcaption>
            )}
          </figure>
        </>
      )}
      <p class={state === "none" ? undefined : "hint"}>{text}</p>
      <div class="row">
        <button type="button" class={state === "none" ? undefined : "quiet"} onClick={write}>
          {say(state === "none" ? "praise.write" : "praise.change")}
        </button>
        {state !== "none" && state !== "withdrawn" && (
          <button type="button" class="quiet" disabled={isBusy} onClick={withdraw}>
            {say("praise.withdraw")}
          </button>
        )}
      </div>
      <Fault text={fault} />
    </div>
  );
}

function Form({ own, close }: { own: Own; close(): void }) {
  const say = useWords();
  const { door, portal, refresh, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [words, setWords] = useState(own.words ?? "");
  const [rating, setRating] = useState(own.rating);
  const [picture, setPicture] = useState(own.picture);
  const send = () =>
    act(async () => {
      const body = { words: words.trim(), ...(rating !== null && { rating }), ...(picture !== null && { picture }) };
      await askOwn(door, `/testimonials/${portal.program.handle}`, { method: "PUT", body });
      announce(say("praise.sent"));
      await refresh();
      close();
    });
  const { named, shownAs } = portal.member;
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label>
        {say("praise.words")}
        <textarea
          ref={focusOnce}
          required
          rows={4}
          maxLength={own.wordsMax}
          value={words}
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </label>
      <div>
        <p aria-hidden="true">{say("praise.stars")}</p>
        <Stars label={say("praise.stars")} value={rating} onChange={setRating} none={say("praise.no_stars")} />
      </div>
      <PhotoField label={say("praise.photo")} picture={picture} onChange={setPicture} act={act} />
      <label class="check">
        <input type="checkbox" required />
        {named ? say("praise.consent", { name: shownAs }) : say("praise.consent_unnamed")}
      </label>
      <Fault text={fault} />
      <div class="row">
        <button type="submit" disabled={isBusy}>
          {say("praise.send")}
        </button>
        <button type="button" class="quiet" onClick={close}>
          {say("cancel")}
        </button>
      </div>
    </form>
  );
}
