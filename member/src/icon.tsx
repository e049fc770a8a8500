import { icons } from "./generated/icons.js";

export type IconName = keyof typeof icons;

/** Decoration beside words: it is not read aloud. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <g
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        dangerouslySetInnerHTML={{ __html: icons[name] }}
      />
    </svg>
  );
}
