import { useState } from "preact/hooks";
import { fileOf } from "../door.js";
import { Fault } from "../fault.js";
import { Icon } from "../icon.js";
import type { Channel } from "../portal-data.js";
import { useWords } from "../words.js";
import { Copy } from "./copy.js";
import { Invitations } from "./invitations.js";
import { useDeed, useStage } from "./stage.js";

/** What channels open that take a link alone. */
const LINK_ONLY = new Set(["facebook", "linkedin", "messenger"]);

/** The sheet from which a member shares: one tap for a channel, a second one to send. */
export function Share() {
  const say = useWords();
  const { portal, tell } = useStage();
  const [chosen, choose] = useState<Channel>();
  const channels = portal.share.channels.filter(({ channel }) => channel !== "copy");
  return (
    <section class="sheet" aria-labelledby="share">
      <h2 id="share">{say("share.with")}</h2>
      <div class="channels">
        {channels.map((each) => (
          <button
            key={each.channel}
            type="button"
            class="channel"
            aria-expanded={chosen?.channel === each.channel}
            onClick={() => choose(chosen?.channel === each.channel ? undefined : each)}
          >
            {each.name}
          </button>
        ))}
        {"share" in navigator && <SystemShare />}
      </div>
      {chosen !== undefined && <Message key={chosen.channel} channel={chosen} />}
      <Copy text={portal.link} label={say("link")} onCopy={() => tell({ type: "copy", what: "link" })} />
      <Copy text={portal.code} label={say("code")} onCopy={() => tell({ type: "copy", what: "code" })} isCode />
      {portal.share.invitations !== null && <Invitations perDay={portal.share.invitations.perDay} />}
      <Qr />
    </section>
  );
}

/** The words for a channel, to be changed before they are sent there. */
function Message({ channel }: { channel: Channel }) {
  const say = useWords();
  const { portal, tell } = useStage();
  const [text, setText] = useState(channel.text);
  const isLinkOnly = LINK_ONLY.has(channel.channel);
  const address = addressFor(channel, text, portal.share.subject);
  return (
    <div class="message">
      {isLinkOnly ? (
        <p class="hint">{say("share.link_only")}</p>
      ) : (
        <label>
          {say("share.message")}
          <textarea rows={4} maxLength={1000} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
          <span class="hint">{say("share.edit")}</span>
        </label>
      )}
      <a
        class="button"
        href={address}
        // An app comes up above the page: a tab for it would stay empty.
        target={address.startsWith("https:") ? "_blank" : undefined}
        rel="noopener noreferrer"
        onClick={() => tell({ type: "share", channel: channel.channel })}
      >
        {say("share.open", { name: channel.name })}
      </a>
    </div>
  );
}

/** The channel's address with the words as the member has left them. */
export function addressFor({ template, link }: Pick<Channel, "template" | "link">, text: string, subject: string): string {
  const values: Record<string, string> = { text, link, both: `${text} ${link}`.trim(), subject };
  return (template ?? link).replace(/\{(text|link|both|subject)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

/** The phone's own sheet, with everything that is installed. */
function SystemShare() {
  const say = useWords();
  const { portal, tell } = useStage();
  const copied = portal.share.channels.find(({ channel }) => channel === "copy");
  const share = () => {
    const { text = "", link = portal.link } = copied ?? {};
    // Refused where the member closes it: that is no error.
    void navigator.share({ title: portal.share.subject, text, url: link }).then(
      () => tell({ type: "share", channel: "system" }),
      () => {},
    );
  };
  return (
    <button type="button" class="channel" onClick={share}>
      <Icon name="share-2" />
      {say("share.system")}
    </button>
  );
}

function Qr() {
  const say = useWords();
  const { portal } = useStage();
  const [isOpen, setOpen] = useState(false);
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(portal.qr)}`;
  return (
    <>
      <div class="row">
        <button type="button" class="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="qr-code" />
          {say(isOpen ? "qr.hide" : "qr")}
        </button>
        <Print path="poster.pdf" label={say("print.poster")} />
        <Print path="card.pdf" label={say("print.card")} />
      </div>
      {isOpen && (
        <p class="qr">
          <img src={picture} alt={say("qr.alt")} width="240" height="240" />
          <a class="quiet" href={picture} download={`${portal.code}.svg`}>
            {say("qr.save")}
          </a>
        </p>
      )}
    </>
  );
}

function Print({ path, label }: { path: string; label: string }) {
  const { door, portal } = useStage();
  const { isBusy, fault, act } = useDeed();
  const fetchFile = async () => {
    const address = await fileOf(door, `/${path}?program=${encodeURIComponent(portal.program.handle)}&lang=${portal.language}`);
    const link = document.createElement("a");
    link.href = address;
    link.download = `${portal.code}-${path}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <>
      <button type="button" class="quiet" disabled={isBusy} onClick={() => act(fetchFile)}>
        <Icon name="printer" />
        {label}
      </button>
      <Fault text={fault} />
    </>
  );
}
