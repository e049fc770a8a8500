import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { copyText } from "./copy.js";
import { useDeed, useStage } from "./stage.js";

type Badge = Portal["badges"][number];

/** All badges of the program: earned ones to be shown, the others with what is missing. */
export function Badges() {
  const say = useWords();
  const { door, portal } = useStage();
  const [openId, setOpen] = useState<string>();
  const opened = portal.badges.find(({ id }) => id === openId);
  if (portal.badges.length === 0) return null;
  return (
    <section aria-labelledby="badges">
      <h2 id="badges">{say("badges")}</h2>
      <div class="badges">
        {portal.badges.map(({ id, name, picture, award }) => (
          <button
            key={id}
            type="button"
            class={award === null ? "badge locked" : "badge"}
            aria-expanded={openId === id}
            onClick={() => setOpen(openId === id ? undefined : id)}
          >
            <img src={`${door.server}${picture}`} alt="" width="96" height="96" loading="lazy" />
            <span>{name}</span>
            {award === null && <span class="unseen">{say("badge.locked")}</span>}
          </button>
        ))}
      </div>
      {opened !== undefined && <About key={opened.id} badge={opened} />}
    </section>
  );
}

function About({ badge: { name, description, award, missing } }: { badge: Badge }) {
  const say = useWords();
  return (
    <article class="card" aria-live="polite">
      <h3>{name}</h3>
      {description !== null && <p>{description}</p>}
      {missing !== null && (
        <p class="hint">
          <Icon name="lock" /> {missing}
        </p>
      )}
      {award !== null && (
        <>
          <p class="hint">
            {say("badge.earned", { date: award.at })}
            {award.times > 1 && ` · ${say("badge.times", { count: award.times })}`}
          </p>
          <Showing award={award} />
        </>
      )}
    </article>
  );
}

/** Whether others may see it, and where. */
function Showing({ award }: { award: NonNullable<Badge["award"]> }) {
  const say = useWords();
  const { door, portal, refresh, tell, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const share = (shared: boolean) =>
    act(async () => {
      await askOwn(door, `/badges/${encodeURIComponent(award.id)}/share`, { method: "POST", body: { shared }, language: portal.language });
      await refresh();
    });
  const copy = async (page: string) => {
    if (!(await copyText(page))) return;
    tell({ type: "copy", what: "badge" });
    announce(say("copied"));
  };
  return (
    <div class="row">
      {award.page === null ? (
        <button type="button" disabled={isBusy} onClick={() => share(true)}>
          {say("badge.show")}
        </button>
      ) : (
        <>
          <a class="button" href={award.page} target="_blank" rel="noopener">
            {say("badge.open")}
          </a>
          <button type="button" class="quiet" onClick={() => void copy(award.page ?? "")}>
            <Icon name="link" />
            {say("badge.copy")}
          </button>
          <button type="button" class="quiet" disabled={isBusy} onClick={() => share(false)}>
            {say("badge.hide")}
          </button>
        </>
      )}
      <Fault text={fault} />
    </div>
  );
}
