import { useState } from "preact/hooks";
import { askOwn } from "../door.js";
import { Fault } from "../fault.js";
import { useWords } from "../words.js";
import { useDeed, useStage } from "./stage.js";

/** Addresses in a text: each on a line of its own, or with commas between them. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ""))];
}

/** Has the server send the invitation: one mail to each address, in words that nobody changes. */
export function Invitations({ perDay }: { perDay: number }) {
  const say = useWords();
  const { door, portal, announce, tell } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [text, setText] = useState("");
  const emails = addressesIn(text);
  const wrong = emails.find((each) => !/^[^@]+@[^@]+\.[^@]+$/.test(each));
  const send = () =>
    act(async () => {
      const body = { program: portal.program.handle, emails, language: portal.language };
      await askOwn(door, "/invitations", { method: "POST", body });
      setText("");
      announce(say("invitations.sent"));
      tell({ type: "share", channel: "invitation" });
    });
  return (
    <details>
      <summary>{say("invitations")}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong === undefined && emails.length <= perDay) send();
        }}
      >
        <label>
          {say("invitations.addresses")}
          <textarea
            required
            rows={3}
            maxLength={3300}
            inputMode="email"
            autocapitalize="none"
            spellcheck={false}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <span class="hint">{say("invitations.hint", { count: perDay })}</span>
        </label>
        <Fault text={wrongText()} />
        <button type="submit" disabled={isBusy}>
          {say("invitations.send")}
        </button>
      </form>
    </details>
  );
  function wrongText(): string | undefined {
    if (emails.length > perDay) return say("invitations.many", { count: perDay });
    // The last one may still be being written.
    if (wrong !== undefined && (wrong !== emails.at(-1) || /[\s,;]$/.test(text))) return say("invitations.wrong", { address: wrong });
    return fault;
  }
}
