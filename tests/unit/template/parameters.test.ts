import { readParameters } from '../../../toolbox/template/parameters.ts';
import { createProblemList } from '../../../toolbox/template/problem-list.ts';
import { readYaml } from '../../../toolbox/template/read-yaml.ts';
import { load } from './load.ts';

const withParameter = (definition: string) => `Parameters:
  P: ${definition}
Resources:
  Topic:
    Type: AWS::SNS::Topic
`;

describe('readParameters', () => {
  test('takes the override before the default', () => {
    const text = withParameter('{Type: String, Default: a}');

    expect(load(text).template.parameters).toEqual({ P: 'a' });
    expect(load(text, { parameterOverrides: { P: 'b' } }).template.parameters).toEqual({ P: 'b' });
  });

  test.each([
    ['{Type: String}', undefined, 'template.yaml:2:3 missing-parameter'],
    ['{Type: Strin, Default: a}', undefined, 'template.yaml:2:7 invalid-parameter'],
    ['{Default: a}', undefined, 'has no Type'],
    ['{Type: Number, Default: 1}', 'one', 'expected a number'],
    ['{Type: Number, Default: 1, MinValue: 1}', '0', 'at least 1'],
    ['{Type: Number, Default: 1, MaxValue: 9}', '10', 'at most 9'],
    ['{Type: String, Default: a, AllowedValues: [a, b]}', 'c', 'expected one of a, b'],
    ['{Type: String, Default: a, AllowedPattern: "[a-z]+"}', 'a1', 'text like [a-z]+'],
    ['{Type: String, Default: abc, MinLength: 2}', 'a', 'at least 2 characters'],
    ['{Type: String, Default: a, MaxLength: 2}', 'abc', 'at most 2 characters'],
    ['{Type: List<Number>, Default: "1"}', '1, x', 'expected a number'],
    [
      '{Type: String, Default: x, AllowedPattern: "y", ConstraintDescription: only y}',
      undefined,
      '(only y)',
    ],
  ])('refuses the parameter %s given as %s', (definition, given, message) => {
    const { errors } = load(withParameter(definition), {
      parameterOverrides: given === undefined ? {} : { P: given },
    });

    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['{Type: String, Default: ""}', ''],
    ['{Type: Number, Default: 5}', '5'],
    ['{Type: CommaDelimitedList, Default: "a, b"}', 'a, b'],
    ['{Type: AWS::EC2::VPC::Id, Default: vpc-1}', 'vpc-1'],
    ['{Type: List<AWS::EC2::Subnet::Id>, Default: "s-1,s-2"}', 's-1,s-2'],
    ['{Type: String, NoEcho: true, Default: x}', 'x'],
  ])('accepts %s', (definition, value) => {
    const { template, errors } = load(withParameter(definition));

    expect(errors).toEqual([]);
    expect(template.parameters).toEqual({ P: value });
  });

  // CFN "Supported Systems Manager parameter types"
  const SSM =
    "{Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/key, AllowedPattern: '/.*'}";
  const USES = '    Properties: {TopicName: !Ref P}\n';

  test('says how a value of the Parameter Store is given, when it is used', () => {
    const { template, warnings } = load(withParameter(SSM) + USES);

    expect(template.parameters).toEqual({ P: '<SSM /app/key>' });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^template\.yaml:2:3 unsupported-parameter-type .*"\/app\/key".*--parameter-overrides P=/,
      ),
    ]);
    expect(load(withParameter(SSM)).warnings).toEqual([]);
  });

  test.each([
    ['AWS::SSM::Parameter::Value<String>', { text: 'ami-1' }],
    ['AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', { text: 'ami-1' }],
    ['AWS::SSM::Parameter::Value<List<String>>', { text: 'ami-1', items: ['ami-1'] }],
    ['AWS::SSM::Parameter::Name', { text: 'ami-1' }],
  ])('takes the value that is given for %s', (type, value) => {
    const problems = createProblemList();
    const section = readYaml('t.yaml', `P: {Type: '${type}', Default: /a}`).root;

    expect(readParameters(section, { P: 'ami-1' }, problems).get('P')).toMatchObject(value);
    expect(problems.sorted()).toEqual([]);
  });

  // CFN "Supplied parameter types"
  test.each([
    ['AWS::EC2::VPC::Id', '<Parameter P>'],
    ['List<AWS::EC2::Subnet::Id>', '<Parameter P>'],
    ["'AWS::SSM::Parameter::Value<String>'", '<Parameter P>'],
  ])('goes on without a value of the type %s, which an account has', (type, value) => {
    const { template, errors, warnings } = load(withParameter(`{Type: ${type}}`));

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:2:3 missing-parameter .*--parameter-overrides P=/),
    ]);
    expect(template.parameters).toEqual({ P: value });
  });

  test('warns of an override that the template does not declare', () => {
    const { warnings } = load(withParameter('{Type: String, Default: a}'), {
      parameterOverrides: { Q: 'x' },
    });

    expect(warnings).toEqual([expect.stringContaining('"Q"')]);
  });
});
