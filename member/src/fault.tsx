/** What went wrong, in words, said aloud at once; nothing where nothing did. */
export function Fault({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p class="fault" role="alert">
      {text}
    </p>
  );
}
