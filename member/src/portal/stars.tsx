import { useWords } from "../words.js";

const STARS = [1, 2, 3, 4, 5];

/** One to five stars, or none where that may be. */
export function Stars({
  label,
  value,
  onChange,
  none,
}: {
  label: string;
  value: number | null;
  onChange(stars: number | null): void;
  none?: string;
}) {
  const say = useWords();
  const choices = none === undefined ? STARS : [null, ...STARS];
  return (
    <div class="stars" role="radiogroup" aria-label={label}>
      {choices.map((stars) => (
        <label key={stars} class="check">
          <input
            type="radio"
            name={label}
            checked={value === stars}
            onChange={() => onChange(stars)}
            {...(stars !== null && { "aria-label": say("help.stars", { count: stars }) })}
          />
          {stars ?? none}
        </label>
      ))}
    </div>
  );
}
