import type { Problem } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import { validateDefinition } from '../states/validate.ts';
import { restApisOf } from '../template/apis.ts';
import type { RestApi, SamTemplate, StateMachineConfiguration } from '../template/model.ts';
import { parseTemplate } from '../vtl/parser.ts';
import { VtlError } from '../vtl/vtl-error.ts';

/** The faults inside the workflows and mapping templates of a template that could be read. */
export function findProblems(template: SamTemplate): Problem[] {
  return [
    ...template.stateMachines.flatMap(definitionProblems),
    ...restApisOf(template).flatMap((api) => mappingTemplates(api).flatMap(templateProblems)),
  ];
}

function definitionProblems({ definition, type }: StateMachineConfiguration): Problem[] {
  return validateDefinition(definition.value, type).map(({ pointer, code, message }) => ({
    position: definition.positionOf(pointer),
    severity: 'error',
    rule: code.toLowerCase().replaceAll('_', '-'),
    message: pointer === '' ? message : `${message} at ${pointer}`,
  }));
}

function mappingTemplates({ methods }: RestApi): TextSource[] {
  return methods.flatMap(({ integration }) =>
    integration === undefined
      ? []
      : [
          ...Object.values(integration.requestTemplates),
          ...integration.responses.flatMap(({ responseTemplates }) =>
            Object.values(responseTemplates),
          ),
        ],
  );
}

function templateProblems(source: TextSource): Problem[] {
  try {
    parseTemplate(source);
    return [];
  } catch (error) {
    if (!(error instanceof VtlError)) throw error;
    const { position, message } = error;
    return [{ position, severity: 'error', rule: 'mapping-template', message }];
  }
}
