import type { Problem } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import { validateDefinition } from '../states/validate.ts';
import type { Api, SamTemplate, StateMachineConfiguration } from '../template/model.ts';
import { parseTemplate } from '../vtl/parser.ts';
import { VtlError } from '../vtl/vtl-error.ts';

/** The faults inside the workflows and mapping templates of a template that could be read. */
export function findProblems(template: SamTemplate): Problem[] {
  return [
    ...template.stateMachines.flatMap(definitionProblems),
    ...template.apis.flatMap(mappingTemplates).flatMap(templateProblems),
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

function mappingTemplates(api: Api): TextSource[] {
  switch (api.protocolType) {
    case 'REST':
      return api.methods.flatMap(({ integration }) =>
        integration === undefined ? [] : [integration, ...integration.responses].flatMap(textsOf),
      );
    case 'WEBSOCKET':
      return api.routes.flatMap(({ integration }) =>
        integration === undefined
          ? []
          : [integration, ...integration.integrationResponses].flatMap(textsOf),
      );
    case 'HTTP':
      return [];
  }
}

type Templates = Readonly<Record<string, TextSource>>;

function textsOf({
  requestTemplates = {},
  responseTemplates = {},
}: {
  readonly requestTemplates?: Templates;
  readonly responseTemplates?: Templates;
}): TextSource[] {
  return [...Object.values(requestTemplates), ...Object.values(responseTemplates)];
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
