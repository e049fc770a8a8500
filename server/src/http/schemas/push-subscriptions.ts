import { Id, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

export const PushSubscription = namedObject("PushSubscription", "A device on which a member is told what happens to them.", {
  id: Id,
  program: { ...Text, description: "Of which program: its id." },
  service: nullable(Text, "The host of the browser's push service; null where the member was erased."),
  language: oneOf(["en", "ru"]),
  since: Moment,
});
