import Type from "typebox";
import { anything, Id, MaybeMoment, MaybeText, Moment, namedObject, nullable, oneOf, Problems, Text } from "./shapes.js";

const Document = Type.Record(Type.String(), anything("See spec/program.schema.json."), { description: "A program document." });
const Hash = Type.String({ description: "Of the document: equal for equal documents." });
const LocalText = Type.Union([Type.String(), Type.Record(Type.String(), Type.String())], { description: "One text, or one for each language." });

const programFields = {
  id: Id,
  handle: MaybeText,
  status: oneOf(["draft", "running", "paused", "ended"]),
  version: nullable(Type.Integer(), "In force; null until the first publication."),
  draft: nullable(Type.Object({ revision: Type.Integer(), updatedAt: MaybeMoment })),
};
export const Program = namedObject("Program", "A program and where its document stands.", programFields);

const draftFields = {
  id: Id,
  revision: Type.Integer({ description: "Grows with every save." }),
  valid: Type.Boolean({ description: "Whether it can be published." }),
  hash: Hash,
  problems: Problems,
  warnings: Problems,
};
export const SavedDraft = namedObject("SavedDraft", "A draft as it was saved, and what is missing for publishing.", draftFields);
export const Draft = namedObject("Draft", "A draft with its document.", { ...draftFields, updatedAt: Moment, document: Document });
export const Validation = namedObject("Validation", "A document that could be published.", {
  valid: Type.Literal(true),
  hash: Hash,
  warnings: Problems,
});

const versionFields = { version: Type.Integer(), hash: Hash, publishedAt: Moment };
export const ListedVersion = namedObject("ListedVersion", "A version in the list of a program's.", versionFields);
export const VersionChance = namedObject("VersionChance", "What the draws of a version are verified by.", {
  version: Type.Integer(),
  publishedAt: Moment,
  commitment: Type.String({ description: "SHA-256 over the 32 bytes of the secret, in hexadecimal digits." }),
  nextCommitment: Type.String({ description: "The same of the secret of the version after it." }),
  secret: nullable(Type.String(), "In hexadecimal digits; null while the version is in force."),
});
export const Version = namedObject("Version", "One immutable version.", { program: Id, ...versionFields, document: Document });

const Promises = nullable(
  namedObject("PromiseChanges", "What differs between the terms of two documents.", {
    changed: Type.Boolean({ description: "Whether the terms say something else, so that members are asked to agree anew." }),
    changes: Type.Array(Type.Object({ change: oneOf(["added", "removed"]), sentence: Text }), { description: "Sentences of the terms." }),
    members: Type.Integer({ description: "How many members take part and are asked to agree; 0 where nothing changed." }),
    referrals: Type.Integer({
      description: "How many referrals are under way and keep the version under which they began; 0 where nothing changed.",
    }),
  }),
  "Null where there is nothing to compare: before the first version, or where a document is not valid.",
);
export const Diff = namedObject("Diff", "What differs between two documents.", {
  program: Id,
  from: Text,
  to: Text,
  changes: Type.Array(
    Type.Object({ path: Text, before: anything("Null where there was nothing."), after: anything("Null where nothing is left."), sentence: Text }),
  ),
  promises: Promises,
});

export const PublishedProgram = namedObject("PublishedProgram", "A program that was published, and whose promises that changed.", {
  ...programFields,
  promises: Promises,
});

const Numbered = { number: Type.String({ description: "As in 3.1.2." }), text: Text };
export const ProgramTerms = namedObject("ProgramTerms", "The terms of one version, generated from its document; the owner's own clauses come last.", {
  program: Text,
  version: Type.Integer(),
  publishedAt: Moment,
  language: oneOf(["en", "ru"]),
  title: Text,
  sections: Type.Array(
    Type.Object({
      number: Text,
      heading: Text,
      clauses: Type.Array(Type.Object({ ...Numbered, details: Type.Array(Type.Object(Numbered)) })),
    }),
  ),
});

export const CodeStatus = Type.Object({ program: Id, code: Text, status: oneOf(["active", "disabled"]) });

export const PublicProgram = namedObject("PublicProgram", "What everybody may know of a program.", {
  handle: Text,
  status: oneOf(["running", "paused", "ended"]),
  name: LocalText,
  description: nullable(LocalText),
  locales: Type.Array(Text),
  currency: Text,
  timeZone: Text,
  destination: Text,
  stampCards: Type.Array(Document),
  badges: Type.Array(Document),
});
