import { useEffect, useState } from "preact/hooks";
import { askOwn, fileOf } from "../door.js";
import { Fault } from "../fault.js";
import { useWords } from "../words.js";
import { keepFocus } from "./keep-focus.js";
import { shrunkPhoto } from "./photo.js";
import { useStage } from "./stage.js";

interface Props {
  label: string;
  /** The id of the member's picture; null for none yet. */
  picture: string | null;
  onChange(picture: string | null): void;
  /** Does what takes a while, and says what went wrong. */
  act(deed: () => Promise<void>): void;
  isRequired?: boolean;
}

/** A photo to choose or take: it is uploaded at once, made small before, and seen until it is taken away. */
export function PhotoField({ label, picture, onChange, act, isRequired = false }: Props) {
  const say = useWords();
  const { door } = useStage();
  const [isUnreadable, setUnreadable] = useState(false);
  const photo = useOwnPicture(picture);
  const upload = (file: File | undefined) => {
    if (file === undefined) return;
    act(async () => {
      const shrunk = await shrunkPhoto(file);
      setUnreadable(shrunk === undefined);
      if (shrunk !== undefined) onChange((await askOwn<{ id: string }>(door, "/pictures", { method: "POST", body: shrunk })).id);
    });
  };
  const takeAway = () => {
    const giveFocusBack = keepFocus();
    onChange(null);
    giveFocusBack();
  };
  return (
    <>
      {photo !== undefined && (
        <div class="row">
          <img class="photo" src={photo} alt={say("praise.photo_alt")} width="72" height="72" />
          <button type="button" class="quiet" onClick={takeAway}>
            {say("praise.photo_remove")}
          </button>
        </div>
      )}
      {picture === null && (
        <label>
          {label}
          <input type="file" required={isRequired} accept="image/png,image/jpeg" onChange={({ currentTarget }) => upload(currentTarget.files?.[0])} />
        </label>
      )}
      {isUnreadable && <Fault text={say("praise.photo_bad")} />}
    </>
  );
}

/** The address of the member's own picture, which nobody else can ask for. */
export function useOwnPicture(id: string | null): string | undefined {
  const { door } = useStage();
  const [found, setFound] = useState<{ id: string; address: string }>();
  useEffect(() => {
    if (id === null) return;
    let address: string | undefined;
    let isGone = false;
    void fileOf(door, `/pictures/${id}`).then(
      (made) => {
        address = made;
        if (isGone) URL.revokeObjectURL(made);
        else setFound({ id, address: made });
      },
      // Without it the words stand alone.
      () => undefined,
    );
    return () => {
      isGone = true;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [door, id]);
  return found?.id === id ? found.address : undefined;
}
