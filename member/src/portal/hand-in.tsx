import { useState } from "preact/hooks";
import { Refusal } from "../door.js";
import { Fault } from "../fault.js";
import { type Label, useWords } from "../words.js";
import { focusOnce, keepFocus } from "./keep-focus.js";
import { PhotoField } from "./own-picture.js";
import { useDeed } from "./stage.js";

export type Kind = "link" | "text" | "picture";

/** As the server takes them. */
const TEXT_MAX = 600;
const LINK_MAX = 500;

interface Props {
  /** What can be handed in. */
  kinds: readonly Kind[];
  /** What the button says that opens the form; a quiet one where something was handed in already. */
  open: Label;
  isQuiet: boolean;
  /** What becomes of it. */
  hint: Label;
  send(body: Partial<Record<Kind, string>>): Promise<void>;
}

/** One thing to hand in: a link, a few words or a photo. */
export function HandIn({ kinds, open, isQuiet, hint, send }: Props) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) {
    const close = () => {
      const giveFocusBack = keepFocus();
      setOpen(false);
      giveFocusBack();
    };
    return <Form kinds={kinds} hint={hint} send={send} close={close} />;
  }
  return (
    <button type="button" class={isQuiet ? "quiet" : undefined} onClick={() => setOpen(true)}>
      {say(open)}
    </button>
  );
}

function Form({ kinds, hint, send, close }: Omit<Props, "open" | "isQuiet"> & { close(): void }) {
  const say = useWords();
  const { isBusy, fault, act } = useDeed();
  const [kind, setKind] = useState<Kind>(kinds[0] ?? "link");
  const [link, setLink] = useState("");
  const [text, setText] = useState("");
  const [picture, setPicture] = useState<string | null>(null);
  const [unfit, setUnfit] = useState(false);
  const value = { link: link.trim(), text: text.trim(), picture: picture ?? "" }[kind];
  const submit = () =>
    act(async () => {
      setUnfit(false);
      await send({ [kind]: value }).then(close, (error: unknown) => {
        if (!(error instanceof Refusal) || error.status !== 400) throw error;
        setUnfit(true);
      });
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {kinds.length > 1 && (
        <label>
          {say("hand_in.kind")}
          <select ref={focusOnce} value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value as Kind)}>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {say(`hand_in.${each}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === "link" && (
        <label>
          {say("hand_in.link")}
          <input
            type="url"
            required
            maxLength={LINK_MAX}
            pattern="[Hh][Tt][Tt][Pp][Ss]://.+"
            placeholder="https://"
            value={link}
            onInput={({ currentTarget }) => setLink(currentTarget.value)}
          />
        </label>
      )}
      {kind === "text" && (
        <label>
          {say("hand_in.text")}
          <textarea required rows={4} maxLength={TEXT_MAX} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
        </label>
      )}
      {kind === "picture" && <PhotoField label={say("hand_in.picture")} picture={picture} onChange={setPicture} act={act} isRequired />}
      <p class="hint">{say(hint)}</p>
      <Fault text={unfit ? say(kind === "link" ? "hand_in.bad_link" : "hand_in.bad_text") : fault} />
      <div class="row">
        <button type="submit" disabled={isBusy}>
          {say("hand_in.send")}
        </button>
        <button type="button" class="quiet" onClick={close}>
          {say("cancel")}
        </button>
      </div>
    </form>
  );
}
