/**
 * For whoever works by keyboard or hears the page: what was pressed may be out of use for a moment, or gone with what it did, and the focus with it. Notes where the
 * focus is; what it gives is called when all is done, and puts a focus that was lost back there, or on the part of the page around it.
 */
export function keepFocus(): () => void {
  const pressed = focused();
  const around: HTMLElement[] = [];
  for (let each = pressed?.closest<HTMLElement>(PARTS); each; each = each.parentElement?.closest<HTMLElement>(PARTS)) around.push(each);
  return () =>
    requestAnimationFrame(() => {
      if (pressed === undefined || focused() !== undefined) return;
      pressed.focus({ preventScroll: true });
      const left = around.find(({ isConnected }) => isConnected);
      if (focused() !== undefined || left === undefined) return;
      left.tabIndex = -1;
      left.focus({ preventScroll: true });
    });
}

/** As the `ref` of what has just been asked for: whoever asked goes on there. */
export const focusOnce = (element: HTMLElement | null): void => element?.focus();

const PARTS = "form,article,section,.panel";

/** The element with the focus, within whatever roots; undefined where it is the page itself. */
function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element === null || element === document.body || element.shadowRoot !== null ? undefined : (element as HTMLElement);
}
