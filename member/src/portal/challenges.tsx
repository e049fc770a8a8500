import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { Copy } from "./copy.js";
import { HandIn } from "./hand-in.js";
import { useDeed, useStage } from "./stage.js";

type Challenge = Portal["challenges"][number];

export function Challenges() {
  const say = useWords();
  const { challenges } = useStage().portal;
  if (challenges.length === 0) return null;
  return (
    <section aria-labelledby="challenges">
      <h2 id="challenges">{say("challenges")}</h2>
      {challenges.map((challenge) => (
        <ChallengeCard key={challenge.id} challenge={challenge} />
      ))}
    </section>
  );
}

function ChallengeCard({ challenge }: { challenge: Challenge }) {
  const say = useWords();
  const { door, portal, refresh } = useStage();
  const { isBusy, fault, act } = useDeed();
  const { id, name, description, completed, canJoin, progress, steps, until, prize, proof, squad } = challenge;
  const path = `/challenges/${portal.program.handle}/${encodeURIComponent(id)}`;
  const join = () =>
    act(async () => {
      await askOwn(door, `${path}/join`, { method: "POST" });
      await refresh();
    });
  return (
    <article class="card">
      <div class="between">
        <h3>{name}</h3>
        {completed && <span class="chip gold">{say("challenge.completed")}</span>}
      </div>
      {description !== null && <p>{description}</p>}
      <progress max={1} value={progress} aria-label={name} />
      <ul class="reasons">
        {steps.map(({ text, met }) => (
          <li key={text} class={met ? "met" : "missing"}>
            <Icon name={met ? "check" : "clock"} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {prize !== null && <p class="brings">{prize}</p>}
      <p class="hint">{until}</p>
      {canJoin && (
        <button type="button" disabled={isBusy} onClick={join}>
          {say("challenge.join")}
        </button>
      )}
      <Fault text={fault} />
      {squad !== null && <Squad squad={squad} path={path} />}
      {proof !== null && <Proof proof={proof} path={path} />}
    </article>
  );
}

function Proof({ proof: { by, text, state, canHandIn, canWithdraw }, path }: { proof: NonNullable<Challenge["proof"]>; path: string }) {
  const say = useWords();
  const { door, refresh, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const handIn = async (body: object) => {
    await askOwn(door, `${path}/proof`, { method: "PUT", body });
    announce(say("hand_in.sent"));
    await refresh();
  };
  const withdraw = () =>
    act(async () => {
      await askOwn(door, `${path}/proof`, { method: "DELETE" });
      announce(say("hand_in.withdrawn"));
      await refresh();
    });
  return (
    <div class="entry">
      <p>{text}</p>
      {canHandIn && (
        <HandIn
          kinds={[by]}
          open={state === "wanted" ? "challenge.show" : "challenge.show_other"}
          isQuiet={state === "waiting"}
          hint="challenge.private"
          send={handIn}
        />
      )}
      {canWithdraw && (
        <button type="button" class="quiet small" disabled={isBusy} onClick={withdraw}>
          {say("hand_in.withdraw")}
        </button>
      )}
      <Fault text={fault} />
    </div>
  );
}

function Squad({ squad: { text, code, members, canJoin, canLeave }, path }: { squad: NonNullable<Challenge["squad"]>; path: string }) {
  const say = useWords();
  const { door, refresh, announce, tell } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [typed, setTyped] = useState("");
  const take = (method: "PUT" | "DELETE", body?: object) =>
    act(async () => {
      await askOwn(door, `${path}/squad`, { method, ...(body !== undefined && { body }) });
      announce(say(method === "PUT" ? "squad.joined" : "squad.left"));
      await refresh();
    });
  return (
    <div class="entry">
      <h4>{say("squad")}</h4>
      <p>{text}</p>
      {members.length > 0 && (
        <ul class="row">
          {members.map(({ name, you }, nth) => (
            <li key={nth} class="chip">
              {you ? say("board.you") : <bdi>{name}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {code !== null && <Copy text={code} label={say("squad.code")} onCopy={() => tell({ type: "copy", what: "squad" })} isCode />}
      {canJoin && (
        <>
          <button type="button" disabled={isBusy} onClick={() => take("PUT", {})}>
            {say("squad.make")}
          </button>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              take("PUT", { code: typed.trim() });
            }}
          >
            <label>
              {say("squad.enter")}
              <input
                type="text"
                required
                maxLength={40}
                autocomplete="off"
                autocapitalize="characters"
                value={typed}
                onInput={({ currentTarget }) => setTyped(currentTarget.value)}
              />
            </label>
            <button type="submit" class="quiet" disabled={isBusy}>
              {say("squad.join")}
            </button>
          </form>
        </>
      )}
      {canLeave && (
        <button type="button" class="quiet small" disabled={isBusy} onClick={() => take("DELETE")}>
          {say("squad.leave")}
        </button>
      )}
      <Fault text={fault} />
    </div>
  );
}
