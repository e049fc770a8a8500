import Type from "typebox";
import { Id, MemberId, Moment, namedObject, nullable } from "./shapes.js";

const WaitingMember = namedObject("WaitingMember", "Somebody who waits.", {
  place: Type.Integer({ description: "1 is who is admitted next." }),
  member: nullable(MemberId, "Null for who is not known any more."),
  joiningNumber: Type.Integer(),
  placesGained: Type.Integer({ description: "So many places up, less those that were taken back." }),
  joinedAt: Moment,
});
export const WaitingListPage = namedObject("WaitingListPage", "A page of those who wait, the first in front.", {
  program: Id,
  size: Type.Integer({ description: "How many wait." }),
  data: Type.Array(WaitingMember),
  nextCursor: nullable(Type.String(), "Ask again with it for the next page; null on the last one."),
});
export const Admission = namedObject("Admission", "Who was admitted from a waiting list.", {
  program: Id,
  admitted: Type.Integer({ description: "How many: fewer than asked for where fewer waited." }),
  members: Type.Array(nullable(MemberId, "Null for who is not known any more."), { description: "In the order of the list." }),
});
