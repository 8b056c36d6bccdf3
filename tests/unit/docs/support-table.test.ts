import { apiGatewayParameterErrors } from '../../../toolbox/sfn/integrations/api-gateway-parameters.ts';
import {
  resourceFault,
  SERVICE_INTEGRATIONS,
} from '../../../toolbox/sfn/integrations/integration-of.ts';
import { OPTIMISED_SERVICES } from '../../../toolbox/sfn/integrations/optimised-services.ts';
import { operations } from '../../../toolbox/sfn/operations/index.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { INTRINSIC_FUNCTIONS } from '../../../toolbox/states/intrinsic-functions.ts';
import { JSONATA_FUNCTIONS } from '../../../toolbox/states/jsonata/jsonata-functions.ts';
import { STATE_READERS } from '../../../toolbox/states/reader/state-readers.ts';
import { unsupportedFeatures } from '../../../toolbox/states/validate.ts';
import { integrationPorts } from '../sfn/integration-ports.ts';
import { API_PROOFS } from './api-proofs.ts';
import { holdsTest } from './holds-test.ts';
import { LANGUAGE_PROOFS } from './language-proofs.ts';
import { listOf, supportTable } from './support-table.ts';

const API = supportTable('Step Functions API');
const LANGUAGE = supportTable('Amazon States Language');
const ROWS = [...API, ...LANGUAGE];

/** Words that are written as operations are: several words in one, each with a capital letter. */
const OPERATION = /\b(?:[A-Z][a-z]+){2,}\b/g;

/** What the code says of each row that is not supported. */
const REFUSALS: Readonly<Record<string, () => readonly (string | undefined)[]>> = {
  '`ItemReader`: `PARQUET`, the manifest `ATHENA_DATA`': () => [
    refusedReader({ InputType: 'PARQUET' }),
    refusedReader({ InputType: 'MANIFEST', ManifestType: 'ATHENA_DATA' }),
  ],
  'other services: `.sync`, and own integrations of services that are not named here, such as `bedrock`':
    () =>
      ['batch:submitJob.sync', 'bedrock:invokeModel'].map((name) =>
        resourceFault(`arn:aws:states:::${name}`, integrationPorts().serviceClients),
      ),
  '`apigateway:invoke`: `RESOURCE_POLICY`': () =>
    apiGatewayParameterErrors({
      ApiEndpoint: 'a1.execute-api.us-east-1.amazonaws.com',
      Method: 'GET',
      AuthType: 'RESOURCE_POLICY',
    }),
};

function refusedReader(ReaderConfig: JsonObject): string | undefined {
  const Resource = 'arn:aws:states:::s3:getObject';
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const inner = { StartAt: 'Each', States: { Each: { Type: 'Succeed' } } };
  const map = {
    Type: 'Map',
    ItemReader: { Resource, ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
    ItemProcessor: { ProcessorConfig, ...inner },
    End: true,
  };
  return unsupportedFeatures({ StartAt: 'Map', States: { Map: map } })[0]?.message;
}

describe('a row of the support table', () => {
  test.each(ROWS)('has a mark, or says why it has none: $feature', ({ support, mark }) => {
    expect(mark).toMatch(
      /^(?:not supported|an addition)\b/.test(support) ? /^$/ : /^(?:[RDA]|R\/D|R\/A|D\/A)$/,
    );
  });

  test.each([
    { table: 'Step Functions API', rows: API, proofs: API_PROOFS },
    { table: 'Amazon States Language', rows: LANGUAGE, proofs: LANGUAGE_PROOFS },
  ])('has a proof: $table', ({ rows, proofs }) => {
    expect(Object.keys(proofs).sort()).toEqual(rows.map(({ feature }) => feature).sort());
  });

  test.each(Object.entries({ ...API_PROOFS, ...LANGUAGE_PROOFS }))(
    'has a proof that is there: %s',
    (_feature, proof) => {
      const tests = Object.entries(proof).flatMap(([file, titles]) =>
        (titles.length === 0 ? [undefined] : titles).map((title) => ({ file, title })),
      );

      expect(tests).not.toEqual([]);
      expect(tests.filter(({ file, title }) => !holdsTest(file, title))).toEqual([]);
    },
  );

  test('that is not supported is one that the code refuses', () => {
    const features = ROWS.filter(({ support }) => support.includes('not supported'));

    expect(features.map(({ feature }) => feature).sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  test.each(Object.entries(REFUSALS))('%s is named by the code', (_feature, refusals) => {
    for (const refusal of refusals()) expect(refusal).toMatch(/not support/);
  });
});

describe('the names in the support table', () => {
  test('are the operations that are served', () => {
    const named = API.flatMap(({ feature }) => feature.match(OPERATION) ?? []);

    expect([...new Set(named)].sort()).toEqual(Object.keys(operations).sort());
  });

  test.each([
    { title: 'states', names: Object.keys(STATE_READERS) },
    {
      title: 'intrinsic functions',
      names: Object.keys(INTRINSIC_FUNCTIONS).map((name) => `States.${name}`),
    },
    {
      title: 'functions added to JSONata',
      names: Object.keys(JSONATA_FUNCTIONS).map((name) => `$${name}`),
    },
    {
      title: 'resources',
      names: ['aws-sdk:apigatewaymanagementapi:*', 'aws-sdk:sfn:*', ...SERVICE_INTEGRATIONS.keys()],
    },
    { title: 'other services', names: ['aws-sdk:*', ...OPTIMISED_SERVICES.keys()] },
  ])('are the $title of the code', ({ title, names }) => {
    expect([...listOf(LANGUAGE, title)].sort()).toEqual(names.sort());
  });
});

describe('holdsTest', () => {
  test.each([
    { file: 'unit/docs/none.test.ts', title: 'anything' },
    { file: 'unit/docs/support-table.test.ts', title: 'a title that no test has' },
    { file: 'unit/docs/support-table.test.ts', title: 'a row of the support table' },
    { file: 'unit/docs/support-table.test.ts', title: undefined },
    { file: 'cases/asl/none.json', title: undefined },
  ])('finds no test $title in $file', ({ file, title }) => {
    expect(holdsTest(file, title)).toBe(false);
  });
});
