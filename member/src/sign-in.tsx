import { useState } from "preact/hooks";
import { ask } from "./door.js";
import { Fault } from "./fault.js";
import { faultOf } from "./portal/stage.js";
import type { Language } from "./portal-data.js";
import { useWords } from "./words.js";

interface Props {
  program: string;
  language: Language;
  /** Whether the server sends mail. */
  hasMail: boolean;
  /** Why the last way in did not work, in the server's words. */
  reason: string | undefined;
}

/** How a member comes in: by a link in an e-mail that the server sends, or from the business's own pages. */
export function SignIn({ program, language, hasMail, reason }: Props) {
  const say = useWords();
  return (
    <section class="sheet">
      <h1>{say("sign_in")}</h1>
      <Fault text={reason} />
      {hasMail ? <MailForm program={program} language={language} /> : <p>{say("sign_in.no_mail")}</p>}
    </section>
  );
}

function MailForm({ program, language }: { program: string; language: Language }) {
  const say = useWords();
  const [email, setEmail] = useState("");
  const [state, setState] = useState<{ isBusy?: boolean; isSent?: boolean; fault?: string }>({});
  const send = async () => {
    setState({ isBusy: true });
    try {
      await ask("", `/v1/portals/${encodeURIComponent(program)}/sign-in-mails`, { method: "POST", body: { email, language }, language });
      setState({ isSent: true });
    } catch (error) {
      setState({ fault: faultOf(error, say("error.network"), say("error")) });
    }
  };
  if (state.isSent) return <p role="status">{say("sign_in.sent")}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="lead">{say("sign_in.text")}</p>
      <label>
        {say("sign_in.email")}
        <input
          type="email"
          required
          autocomplete="email"
          maxLength={254}
          value={email}
          onInput={({ currentTarget }) => setEmail(currentTarget.value)}
        />
      </label>
      <Fault text={state.fault} />
      <button type="submit" disabled={state.isBusy === true}>
        {say("sign_in.send")}
      </button>
    </form>
  );
}
