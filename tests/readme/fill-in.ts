/** What stands in for that which differs between the README and the place of a reader. */
export interface Places {
  /** The first API of a running `stepgate start`. */
  readonly apiUrl: string;
  /** An API that asks for signatures. */
  readonly signedApiUrl: string;
  readonly stepFunctionsUrl: string;
  readonly executionArn: string;
  /** Holds `template.vtl`, `request.json` and `MockConfigFile.json`, and gets `response.json`. */
  readonly folder: string;
}

/** Names in angle brackets, and what would leave this machine. */
const UNFILLED = /<[\w-]+>|\bamazonaws\.com\b/;

/**
 * Fills in what the README leaves to its reader, and moves what has a fixed place.
 *
 * @throws Error for a gap that nothing is known for
 */
export function fillIn(command: string, places: Places): string {
  const filled = replacements(places).reduce(
    (text, [written, actual]) => text.replaceAll(written, actual),
    command,
  );
  if (UNFILLED.test(filled)) throw new Error(`Something has to be filled in: ${filled}`);
  return filled;
}

/** In their order: the fixed ports before what brings other addresses in. */
function replacements({
  apiUrl,
  signedApiUrl,
  stepFunctionsUrl,
  executionArn,
  folder,
}: Places): readonly (readonly [written: string, actual: string])[] {
  return [
    ['http://127.0.0.1:3000', apiUrl],
    ['http://127.0.0.1:8083', stepFunctionsUrl],
    ['https://<api-id>.execute-api.<region>.amazonaws.com/dev', signedApiUrl],
    ['<region>', 'us-east-1'],
    ['<executionArn>', executionArn],
    ['response.json', `${folder}/response.json`],
    ['template.vtl', `${folder}/template.vtl`],
    ['request.json', `${folder}/request.json`],
    ['MockConfigFile.json', `${folder}/MockConfigFile.json`],
    ['path/to/template.yaml', 'template.yaml'],
    // In the place of the shell, so that a signal reaches it.
    ['npx stepgate start', 'exec npx stepgate start --port 0 --sfn-port 0'],
  ];
}
