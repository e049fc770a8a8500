import { Option } from "commander";
import { wordLanguages } from "../words/format.js";

/** `--lang`, the language of what is told beside the data; English unless said. */
export function languageOption(): Option {
  return new Option("--lang <language>", "the language of warnings").choices(wordLanguages).default("en");
}
