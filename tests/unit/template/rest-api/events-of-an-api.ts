import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';

interface Parts {
  /** Flow mapping members behind `StageName`. */
  readonly api?: string;
  /** Properties of the function, each on a line of its own. */
  readonly properties?: readonly string[];
  readonly region?: string;
  readonly more?: string;
}

/**
 * Loads a template whose function `Fn` has these events, by default `One`, `Two` …, of the API
 * `Api`.
 */
export function loadEvents(
  events: readonly string[],
  { api = '', properties = [], region = 'eu-west-1', more = '' }: Parts = {},
) {
  const names = ['One', 'Two', 'Three'];
  const loaded = load(
    `${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live${api && `, ${api}`}}}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
${properties.map((line) => `      ${line}\n`).join('')}      Events:
${events.map((event, index) => `        ${names[index]}: {Type: Api, Properties: {${event}}}\n`).join('')}${more}`,
    { region },
  );
  const found = restApisOf(loaded.template).find(({ logicalId }) => logicalId === 'Api');
  return { ...loaded, api: found, method: found?.methods[0] };
}

/** An event at `GET /a` of the API. */
export const GET_A = 'RestApiId: !Ref Api, Path: /a, Method: get';
