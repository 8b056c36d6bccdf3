/**
 * Whether the API is deployed to LocalStack, which stands in for AWS where there is no account.
 * Only its URLs have this form.
 */
const IS_STAND_IN = process.env['API_BASE_URL']?.includes('/_aws/execute-api/') ?? false;

/** What the stand-in does otherwise than AWS, so that a check cannot hold there. */
const STAND_IN_DIFFERENCES = {
  apostrophes: 'escapeJavaScript of the stand-in leaves apostrophes, so that the repair harms them',
  authorization: 'the stand-in asks for no signature',
  executionNames: 'StartExecution of the stand-in takes any name',
  gatewayResponses: 'the stand-in ignores the gateway responses of the included file',
  inputSize: 'StartExecution of the stand-in takes input of any size',
  inputText: 'the stand-in keeps the value of the input and writes its text anew',
  jsonSyntax: 'the validator of the stand-in takes text that is not JSON',
  mediaTypes: 'the stand-in looks templates up by the whole Content-Type',
  nesting: 'the stand-in fails on deep nesting (recursion limit of Python)',
  sdk: 'functions of the stand-in find no AWS SDK; STAND_IN_SDK=1 when they do',
};

export type StandInDifference = keyof typeof STAND_IN_DIFFERENCES;

/** Whether the SDK of Lambda's runtime has been laid where the stand-in's functions find it. */
const HAS_SDK = process.env['STAND_IN_SDK'] !== undefined;

/** `test`, or a skipped one that tells the reason where the stand-in rules the check out. */
export function testUnlessStandIn(...differences: readonly (StandInDifference | undefined)[]) {
  return (title: string, run: () => Promise<void>): void => {
    const difference = differences.find((one) => one !== undefined && !(one === 'sdk' && HAS_SDK));
    if (IS_STAND_IN && difference !== undefined) {
      test.skip(`${title} (${STAND_IN_DIFFERENCES[difference]})`, run);
    } else {
      test(title, run);
    }
  };
}
