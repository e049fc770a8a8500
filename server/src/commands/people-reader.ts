import type { Tx } from "../store/db.js";
import { loadPayloads, loadPeople } from "../store/personal.js";
import type { Workspace } from "./workspace-directory.js";

/** Opens what is known of people: by member id, as they were told to us. Erased people are not in it. */
export function peopleReader(workspace: Workspace): (tx: Tx, members: string[]) => Promise<Map<string, Record<string, unknown>>> {
  return (tx, members) => loadPeople(tx, workspace.id, workspace.secrets.persons, members);
}

/** Opens what records brought that is personal: by record number. Of erased people there is nothing. */
export function payloadReader(workspace: Workspace): (tx: Tx, records: number[]) => Promise<Map<number, Record<string, unknown>>> {
  return (tx, records) => loadPayloads(tx, workspace.id, workspace.secrets.persons, records);
}

/** Both. */
export function readersOf(workspace: Workspace) {
  return { people: peopleReader(workspace), payloads: payloadReader(workspace) };
}
