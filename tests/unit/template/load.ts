import { extname, relative } from 'node:path';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import { type LoadTemplateOptions, loadTemplate } from '../../../toolbox/template/load-template.ts';
import type { SamTemplate } from '../../../toolbox/template/model.ts';

interface Loaded {
  readonly template: SamTemplate;
  /** `file:line:column rule message`, of errors only. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Loads `template.yaml` of the given files, as if they lay in the current folder. The code of its
 * functions exists unless the options say otherwise.
 */
export function load(
  files: Readonly<Record<string, string>> | string,
  options: Partial<LoadTemplateOptions> = {},
): Loaded {
  const all = typeof files === 'string' ? { 'template.yaml': files } : files;
  const { template, problems } = loadTemplate('template.yaml', {
    parameterOverrides: {},
    region: 'eu-west-1',
    readFile(path) {
      const text = all[relative('', path)];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    fileKind: (path) => (extname(relative('', path)) === '' ? 'directory' : 'file'),
    ...options,
  });
  const linesOf = (severity: string): string[] =>
    problems.filter((problem) => problem.severity === severity).map(formatProblem);
  return {
    // A template that cannot be read at all has problems only, and its test looks at nothing else.
    template: template as SamTemplate,
    errors: linesOf('error'),
    warnings: linesOf('warning'),
  };
}

/** The value that an expression gives as a variable of a function, or the problems that it leads to. */
export function evaluate(
  expression: string,
  options: Partial<LoadTemplateOptions> & {
    readonly more?: string;
    readonly resources?: string;
    readonly transforms?: string;
  } = {},
): Loaded & { readonly value: string | undefined } {
  const loaded = load(
    `Transform: ${options.transforms ?? 'AWS::Serverless-2016-10-31'}
${options.more ?? ''}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Environment:
        Variables:
          VALUE: ${expression}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/states
      DefinitionString: '{}'
  Named:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub '\${AWS::StackName}-named'
      Runtime: python3.13
      Handler: app.handler
      Code: src
${options.resources ?? ''}`,
    options,
  );
  return { ...loaded, value: loaded.template.functions[0]?.environment['VALUE'] };
}

export const SERVERLESS = 'Transform: AWS::Serverless-2016-10-31\n';
