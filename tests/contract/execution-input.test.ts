import { describeExecution, executionArnOf } from './executions.ts';
import { type StandInDifference, testUnlessStandIn } from './stand-in.ts';
import { executeRequest, openTarget, type Target } from './target.ts';

const TIMEOUT_MS = 60_000;
jest.setTimeout(TIMEOUT_MS);

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

type Body = readonly [title: string, body: string, difference?: StandInDifference];

/** Bodies that a mapping template or a JSON library is apt to change. */
const BODIES: readonly Body[] = [
  ['apostrophes', `{"note":"it's","'":"''"}`],
  ['an escaped quote', '{"note":"a \\"quoted\\" word"}'],
  ['backslashes', '{"path":"C:\\\\new\\\\\\"folder\\\\"}'],
  ['a backslash before an apostrophe', `{"note":"\\\\'"}`, 'apostrophes'],
  ['escaped control characters', '{"note":"line\\nline\\r\\ttab\\u0000\\u001f\\b\\f"}'],
  ['white space between the tokens', ' {\r\n\t"a" : 1 ,\n "b" : [ ]\r\n}\n', 'inputText'],
  ['an emoji', '{"note":"\u{1f600} \\ud83d\\ude00"}', 'inputText'],
  ['letters beyond ASCII', '{"n\u00f6te":"gr\u00fc\u00df \u4f60\u597d \u2028"}', 'inputText'],
  ['slashes and markup', '{"note":"</script><b>&amp;/\\/"}', 'inputText'],
  ['a method of $util', `{"note":"$util.escapeJavaScript('x') $util.x \${util.x}"}`],
  ['a reference', `{"$ref":"$context.requestId \${context.requestId} $!input.body"}`],
  ['directives', '{"note":"#set($x = 1)#if(true)#stop#end ## #* *# #[[ ]]#"}'],
  ['an intrinsic function', `{"note":"\${AWS::AccountId}","Fn::Sub":"\${Api}"}`],
  ['the same key twice', '{"a":1,"b":2,"a":3}', 'inputText'],
  ['__proto__', '{"__proto__":{"x":true},"constructor":{"prototype":1}}'],
  ['keys that look like indexes', '{"b":1,"2":2,"1":1}'],
  ['integers beyond 2^53', '{"a":9007199254740993,"b":-123456789012345678901234567890}'],
  ['a fraction of zero', '{"a":1.0}'],
  ['exponents', '{"a":1e3,"b":1E+3,"c":-0,"d":0.10,"e":1e-400}', 'inputText'],
  ['nothing', '{}'],
  ['100 levels', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`],
];

/** Bodies that the services may refuse. */
const DOUBTFUL_BODIES: readonly Body[] = [
  ['10,000 levels of arrays', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'nesting'],
  ['10,000 levels of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'nesting'],
  ['300 KB', JSON.stringify({ note: 'x'.repeat(300_000) }), 'inputText'],
  ['300 KB of quotes', JSON.stringify({ note: '"'.repeat(150_000) }), 'inputText'],
  ['half of a surrogate pair', '{"note":"\\ud83d"}', 'inputText'],
  ['a number beyond a double', '{"a":1e400}', 'inputText'],
  ['a byte order mark', '\ufeff{}', 'jsonSyntax'],
  ['a control character as it is', '{"note":"a\tb"}', 'jsonSyntax'],
];

describe('the input of an execution', () => {
  for (const [title, body, difference] of BODIES) {
    testUnlessStandIn(difference)(`is the body byte for byte: ${title}`, async () => {
      const response = await target.send(executeRequest(body));

      expect(response).toMatchObject({ statusCode: 200 });
      const executionArn = executionArnOf(response);
      expect((await describeExecution(target.stepFunctions, executionArn)).input).toBe(body);
    });
  }

  for (const [title, body, difference] of DOUBTFUL_BODIES) {
    testUnlessStandIn(difference)(`is the body, unless refused with 4xx: ${title}`, async () => {
      const response = await target.send(executeRequest(body));

      expect([200, 400, 413]).toContain(response.statusCode);
      if (response.statusCode === 200) {
        const executionArn = executionArnOf(response);
        expect((await describeExecution(target.stepFunctions, executionArn)).input).toBe(body);
      }
    });
  }
});
