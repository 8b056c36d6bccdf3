import { load, SERVERLESS } from './load.ts';

const template = (globals: string, properties = '') => `${SERVERLESS}Globals:
${globals}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
${properties}
  Plain:
    Type: AWS::Lambda::Function
    Properties: {Handler: a.b, Runtime: nodejs22.x, Code: src}
`;

const GLOBALS = `  Function:
    Runtime: nodejs24.x
    Timeout: 30
    Architectures: [arm64]
    Environment:
      Variables: {A: global, B: global}`;

describe('mergeGlobals', () => {
  test('gives its properties to the resources of its type only', () => {
    const [worker, plain] = load(template(GLOBALS)).template.functions;

    expect(worker).toMatchObject({ runtime: 'nodejs24.x', timeoutSeconds: 30 });
    expect(plain).toMatchObject({ runtime: 'nodejs22.x', timeoutSeconds: 3 });
  });

  test("lets the resource's own values win, mapping by mapping", () => {
    const own = `      Timeout: 5
      Environment:
        Variables: {B: own, C: own}`;
    const [worker] = load(template(GLOBALS, own)).template.functions;

    expect(worker?.timeoutSeconds).toBe(5);
    expect(worker?.environment).toEqual({ A: 'global', B: 'own', C: 'own' });
  });

  test('puts the items of lists behind those of Globals', () => {
    const own = '      Architectures: [x86_64]';

    expect(load(template(GLOBALS, own)).template.functions[0]?.architecture).toBe('arm64');
  });

  test('replaces an intrinsic function as a whole', () => {
    const globals =
      '  Function: {Runtime: nodejs24.x, Description: !Sub global, Timeout: !Ref Nothing}';
    const { template: loaded, errors } = load(
      template(globals, '      Timeout: !If [C, 1, 2]').replace(
        'Globals:',
        'Conditions: {C: !Equals [a, a]}\nGlobals:',
      ),
    );

    expect(errors).toEqual([]);
    expect(loaded.functions[0]?.timeoutSeconds).toBe(1);
  });

  test('reports a section that SAM does not know', () => {
    const { errors } = load(
      template('  Functions: {Runtime: nodejs24.x}', '      Runtime: nodejs24.x'),
    );

    expect(errors).toEqual([
      expect.stringContaining('template.yaml:3:3 invalid-globals "Functions"'),
    ]);
  });
});
