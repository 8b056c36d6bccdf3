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
  return root && definitionFromValue(root, substitutions, problems);
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

/**
 * A definition that is written as YAML or as properties of the template. It becomes JSON text before
 * the substitutions are made, so that a value with a quote or a line break ruins it.
 */
export function definitionFromValue(
  written: TemplateNode,
  substitutions: Substitutions,
  problems: ProblemList,
): WorkflowDefinition {
  const root = mapScalars(written, (scalar) =>
    typeof scalar.value === 'string'
      ? substitutedText(scalar, substitutions.substitute(scalar), problems)
      : scalar,
  );
  const value = toJson(root);
  return {
    text: stringifyJson(value),
    value,
    positionOf: (pointer) => positionOfPointer(root, pointer),
  };
}

function substitutedText(
  written: ScalarNode,
  substituted: ScalarNode,
  problems: ProblemList,
): ScalarNode {
  const text = String(substituted.value);
  if (text === written.value || JSON.stringify(text) === `"${text}"`) return substituted;
  problems.error(
    written.position,
    'invalid-substitution',
    `${JSON.stringify(text)} holds characters that end or break a JSON string, into which they go as they are: leave out quotes, backslashes and line breaks, or pass the text as input`,
  );
  return substituted;
}
