/**
 * For `node --import`: whoever asks for TypeScript gets the SDK's own copy of version 5. Generators of clients write their code with its API, which later
 * versions no longer have; the repository itself is compiled with a later one.
 */
import { createRequire, register } from "node:module";
import { pathToFileURL } from "node:url";

const typescript = pathToFileURL(createRequire(import.meta.url).resolve("typescript")).href;
const hook = `export const resolve = (name, context, next) => next(name === "typescript" ? ${JSON.stringify(typescript)} : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
