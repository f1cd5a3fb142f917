import { reject } from "../../core/checks";
import type { KnownDefinition } from "../../features/definitions";
import type { AdditiveModel } from "../../models/types";
import { forbiddenCharacter } from "./xml";

/**
 * Refuses texts that no XML 1.0 document can hold, escaped or not: control characters other than tab and line ends,
 * and halves of surrogate pairs.
 *
 * @param caller - name of the calling function
 * @param model - the model
 * @param definitions - the definitions of its features
 * @param name - the name of the model
 * @throws SalienceError `invalid_configuration` that names the part
 */
export function checkCharacters(
  caller: string,
  model: AdditiveModel,
  definitions: ReadonlyMap<string, KnownDefinition | null>,
  name: string,
): void {
  const check = (owner: string, part: unknown): void => {
    if (typeof part === "string") {
      const character = forbiddenCharacter(part);
      if (character === undefined) return;
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      reject(
        caller,
        `${owner} without characters that XML 1.0 forbids`,
        `${part} (U+${code})`,
        "invalid_configuration",
      );
    } else if (typeof part === "object" && part !== null) {
      for (const [key, value] of Object.entries(part)) {
        check(owner, key);
        check(owner, value);
      }
    }
  };
  check("name", name);
  check("the method of the model", model.provenance.method);
  check("the content hash of the model", model.provenance.contentHash);
  for (const feature of model.features) {
    check(`feature "${feature.name}"`, [feature.name, feature.levels, definitions.get(feature.name)]);
  }
  for (const term of model.terms) check(`term "${term.id}"`, term);
  for (const group of model.groups) check(`group "${group.id}"`, group);
  for (const gate of model.gates) check(`gate "${gate.id}"`, gate);
}
