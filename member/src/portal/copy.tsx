import { useRef, useState } from "preact/hooks";
import { Icon } from "../icon.js";
import { useWords } from "../words.js";

/** Puts the text where it can be pasted; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** For pages without https, and for views inside apps. */
function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } finally {
    field.remove();
  }
}

/** A text that one tap copies. Where that fails it is selected, to be copied by hand. */
export function Copy({ text, label, onCopy, isCode = false }: { text: string; label: string; onCopy(): void; isCode?: boolean }) {
  const say = useWords();
  const shown = useRef<HTMLSpanElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
      return;
    }
    onCopy();
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="copy">
      <span class="copy-label">{label}</span>
      <span ref={shown} class={isCode ? "copy-text code" : "copy-text"}>
        {text}
      </span>
      <button type="button" class="quiet" aria-label={`${say("copy")}: ${label}`} onClick={() => void copy()}>
        <Icon name={isCopied ? "check" : "copy"} />
        <span aria-live="polite">{say(isCopied ? "copied" : "copy")}</span>
      </button>
    </div>
  );
}
