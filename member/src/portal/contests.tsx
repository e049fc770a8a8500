import type { components } from "@bandwagon/sdk/schema";
import { useState } from "preact/hooks";
import { ask, askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { HandIn } from "./hand-in.js";
import { useOwnPicture } from "./own-picture.js";
import { useDeed, useStage } from "./stage.js";

type Contest = Portal["contests"][number];
type Round = Contest["rounds"][number];
type Entries = components["schemas"]["PublicContest"];
type Entry = Entries["data"][number];

export function Contests() {
  const say = useWords();
  const { contests } = useStage().portal;
  if (contests.length === 0) return null;
  return (
    <section aria-labelledby="contests">
      <h2 id="contests">{say("contests")}</h2>
      {contests.map((contest) => (
        <ContestCard key={contest.id} contest={contest} />
      ))}
    </section>
  );
}

function ContestCard({ contest: { id, name, prize, text, rounds } }: { contest: Contest }) {
  const say = useWords();
  return (
    <article class="card">
      <h3>{name}</h3>
      {prize !== null && <p class="brings">{prize}</p>}
      {text !== null && <p>{text}</p>}
      {rounds.map((round, nth) => (
        <div key={round.run} class="round">
          {rounds.length > 1 && <h4>{say(nth === 0 ? "contest.now" : "contest.before")}</h4>}
          <RoundPart contest={id} round={round} />
        </div>
      ))}
    </article>
  );
}

function RoundPart({ contest, round: { run, entries, text, until, submit, own, canVote, vote } }: { contest: string; round: Round }) {
  const { door, portal, refresh, announce } = useStage();
  const say = useWords();
  const path = `/contests/${portal.program.handle}/${encodeURIComponent(contest)}`;
  const handIn = async (body: object) => {
    await askOwn(door, `${path}/entry`, { method: "PUT", body });
    announce(say("hand_in.sent"));
    await refresh();
  };
  return (
    <>
      <p>{text}</p>
      {until !== null && <p class="hint">{until}</p>}
      {own !== null && <Own own={own} path={path} />}
      {submit.length > 0 && (
        <HandIn
          kinds={submit}
          open={own === null ? "contest.enter" : "contest.enter_other"}
          isQuiet={own !== null}
          hint="contest.public"
          send={handIn}
        />
      )}
      {entries > 0 && <Others contest={contest} run={run} path={path} own={own?.entry ?? null} canVote={canVote} vote={vote} />}
    </>
  );
}

function Own({ own: { text, link, written, picture, canWithdraw }, path }: { own: NonNullable<Round["own"]>; path: string }) {
  const say = useWords();
  const { door, refresh, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const photo = useOwnPicture(picture);
  const withdraw = () =>
    act(async () => {
      await askOwn(door, `${path}/entry`, { method: "DELETE" });
      announce(say("hand_in.withdrawn"));
      await refresh();
    });
  return (
    <div class="entry">
      <p class="hint">{say("contest.own")}</p>
      <What link={link} text={written} picture={photo ?? null} />
      <p>{text}</p>
      {canWithdraw && (
        <button type="button" class="quiet small" disabled={isBusy} onClick={withdraw}>
          {say("hand_in.withdraw")}
        </button>
      )}
      <Fault text={fault} />
    </div>
  );
}

/** Links lead away from here, to what somebody has made: nothing is passed on to where they lead. */
function What({ link, text, picture }: { link: string | null; text: string | null; picture: string | null }) {
  const say = useWords();
  return (
    <>
      {picture !== null && <img class="photo" src={picture} alt={say("contest.photo_alt")} width="144" height="144" loading="lazy" />}
      {text !== null && <p class="written">{text}</p>}
      {link !== null && (
        <a href={link} target="_blank" rel="noopener noreferrer nofollow ugc">
          {link.replace(/^https:\/\//, "")}
        </a>
      )}
    </>
  );
}

interface OthersProps {
  contest: string;
  run: string;
  path: string;
  own: string | null;
  canVote: boolean;
  vote: string | null;
}
/** What takes part, read when it is asked for, page by page. */
function Others({ contest, run, path, own, canVote, vote }: OthersProps) {
  const say = useWords();
  const { door, portal, refresh, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [shown, setShown] = useState<Entry[]>();
  const [cursor, setCursor] = useState<string | null>(null);
  const more = () =>
    act(async () => {
      const after = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const address = `/v1/programs/${portal.program.handle}/contests/${encodeURIComponent(contest)}?run=${run}&limit=20&lang=${portal.language}${after}`;
      const page = await ask<Entries>(door.server, address, {});
      setShown([...(shown ?? []), ...page.data]);
      setCursor(page.nextCursor);
    });
  const voteFor = (entry: string) =>
    act(async () => {
      await askOwn(door, `${path}/vote`, { method: "PUT", body: { entry } });
      announce(say("contest.voted"));
      await refresh();
    });
  return (
    <>
      <ul class="entries">
        {(shown ?? []).map(({ entry, name, link, text, picture, place, score }) => (
          <li key={entry}>
            <What link={link} text={text} picture={picture} />
            <p class="hint">
              {place !== null && <b>{say("contest.place", { place })} </b>}
              {entry === own ? say("contest.own") : <bdi>{name ?? say("contest.unnamed")}</bdi>}
              {score !== null && ` · ${score}`}
            </p>
            {vote === entry && (
              <span class="chip gold">
                <Icon name="check" /> {say("contest.your_vote")}
              </span>
            )}
            {canVote && entry !== own && vote !== entry && (
              <button type="button" class="small" disabled={isBusy} onClick={() => voteFor(entry)}>
                {say("contest.vote")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {(shown === undefined || cursor !== null) && (
        <button type="button" class="quiet" disabled={isBusy} onClick={more}>
          {say(shown === undefined ? (canVote ? "contest.see_and_vote" : "contest.see") : "contest.more")}
        </button>
      )}
      <Fault text={fault} />
    </>
  );
}
