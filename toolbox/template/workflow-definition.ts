import { stringifyJson } from '../shared/json.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { Substitutions } from './definition-substitutions.ts';
import { indexedSource } from './indexed-source.ts';
import type { WorkflowDefinition } from './model.ts';
import {
  mapScalars,
  positionOfPointer,
  type ScalarNode,
  scalarNode,
  type TemplateNode,
  textSourceOf,
  toJson,
} from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import type { TemplateFile } from './template-files.ts';

/** A workflow file: JSON, or YAML by its name. */
export function definitionFromFile(
  { name, text }: TemplateFile,
  substitutions: Substitutions,
  problems: ProblemList,
): WorkflowDefinition | undefined {
  if (!/\.ya?ml$/i.test(name)) {
    const { positionAt } = indexedSource(name, text);
    const node = scalarNode(positionAt(0), text, positionAt);
    return definitionFromText(node, substitutions, problems);
  }
  const { root, problems: syntaxProblems } = readYaml(name, text);
  problems.addAll(syntaxProblems);
  return root && definitionFromValue(root, substitutions);
}

/** JSON text, with its substitutions made and unchanged otherwise. */
export function definitionFromText(
  written: ScalarNode,
  substitutions: Substitutions,
  problems: ProblemList,
): WorkflowDefinition | undefined {
  const source = textSourceOf(substitutions.substitute(written));
  const { root, problems: syntaxProblems } = readJson(source);
  problems.addAll(syntaxProblems);
  if (root === undefined) return undefined;
  return {
    text: source.text,
    value: parseJson(source.text),
    positionOf: (pointer) => positionOfPointer(root, pointer),
  };
}

/** A definition that is written as YAML or as properties of the template. */
export function definitionFromValue(
  written: TemplateNode,
  substitutions: Substitutions,
): WorkflowDefinition {
  const root = mapScalars(written, (scalar) =>
    typeof scalar.value === 'string' ? substitutions.substitute(scalar) : scalar,
  );
  const value = toJson(root);
  return {
    text: stringifyJson(value),
    value,
    positionOf: (pointer) => positionOfPointer(root, pointer),
  };
}
