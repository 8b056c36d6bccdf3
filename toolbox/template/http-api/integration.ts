import type { Position } from '../../shared/problem.ts';
import type { HttpApiIntegration, PayloadFormatVersion } from '../http-api-model.ts';
import { type MappingNode, positionOfKey } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import { type IntegrationKeys, OPEN_API_KEYS } from './integration-keys.ts';
import { readRequestMappings, readResponseMappings } from './parameter-mappings.ts';
import { checkSubtype, readServiceParameters } from './service-parameters.ts';

/** What an integration is read from. */
export interface IntegrationSource {
  readonly node: MappingNode;
  readonly keys: IntegrationKeys;
  readonly position: Position;
  /** How messages name it, such as `the integration of POST /pets`. */
  readonly owner: string;
}

/** An integration with what is asked of it again and again. */
interface Reading extends IntegrationSource {
  readonly read: PropertyReader;
  readonly problems: ProblemList;
}

/** Undefined for one that API Gateway would not take, which is reported. */
export function readHttpApiIntegration(
  source: IntegrationSource,
  problems: ProblemList,
): HttpApiIntegration | undefined {
  const { node, keys, owner } = source;
  const reading = { ...source, read: new PropertyReader(node, owner, problems), problems };
  const type = reading.read.requiredText(keys.type)?.toUpperCase();
  switch (type) {
    case 'AWS_PROXY':
      return reading.read.text(keys.subtype) === undefined
        ? lambdaIntegration(reading)
        : serviceIntegration(reading);
    case 'HTTP_PROXY':
      return httpProxyIntegration(reading);
    case undefined:
      return undefined;
    default:
      refuseType(type, reading);
      return undefined;
  }
}

/** The importer goes on without such an integration; the API itself refuses to make one. */
function refuseType(type: string, { node, keys, owner, problems }: Reading): void {
  const message = `${owner} is of type ${type}: HTTP APIs have AWS_PROXY and HTTP_PROXY only, so that the route answers 500`;
  const position = node.entries.get(keys.type)?.value.position ?? node.position;
  if (keys === OPEN_API_KEYS) problems.warning(position, 'invalid-integration', message);
  else problems.error(position, 'invalid-integration', message);
}

function lambdaIntegration(reading: Reading): HttpApiIntegration {
  const { read, keys, problems } = reading;
  return {
    kind: 'LAMBDA',
    ...settings(reading),
    uri: functionUri(reading),
    payloadFormatVersion: readPayloadFormatVersion(reading, ['1.0', '2.0']),
    requestParameters: readRequestMappings(read.mapping(keys.requestParameters), problems),
  };
}

const FUNCTION_URI = /^arn:[\w-]+:(?:lambda:|apigateway:[\w-]+:lambda:path\/)|\$\{stageVariables\./;

function functionUri({ read, node, keys, owner, problems }: Reading): string {
  const uri = read.requiredText(keys.uri) ?? '';
  if (uri === '' || FUNCTION_URI.test(uri)) return uri;
  const message = `"${uri}" is no function: ${owner} needs the ARN of one, or arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<ARN>/invocations`;
  problems.error(
    node.entries.get(keys.uri)?.value.position ?? node.position,
    'invalid-integration',
    message,
  );
  return uri;
}

function httpProxyIntegration(reading: Reading): HttpApiIntegration {
  const { read, node, keys, owner, problems } = reading;
  readPayloadFormatVersion(reading, ['1.0']);
  const uri = read.requiredText(keys.uri) ?? '';
  if (read.text(keys.connectionType)?.toUpperCase() === 'VPC_LINK') {
    const message = `${owner} goes through a VPC link, which is not supported here: a URL is called directly, anything else answers 503`;
    problems.warning(positionOfKey(node, keys.connectionType), 'unsupported-integration', message);
  } else if (uri !== '' && !/^https?:\/\/|^\$\{stageVariables\./.test(uri)) {
    const message = `"${uri}" is no URL: ${owner} needs one that begins with http:// or https://`;
    const position = node.entries.get(keys.uri)?.value.position ?? node.position;
    problems.error(position, 'invalid-integration', message);
  }
  return {
    kind: 'HTTP_PROXY',
    ...settings(reading),
    uri,
    httpMethod: (read.requiredText(keys.method) ?? 'ANY').toUpperCase(),
    requestParameters: readRequestMappings(read.mapping(keys.requestParameters), problems),
  };
}

function serviceIntegration(reading: Reading): HttpApiIntegration {
  const { read, node, keys, problems } = reading;
  const integrationSubtype = read.text(keys.subtype) ?? '';
  checkSubtype(integrationSubtype, node, keys.subtype, problems);
  read.requiredText(keys.credentials);
  readPayloadFormatVersion(reading, ['1.0']);
  const parameters = read.mapping(keys.requestParameters);
  return {
    kind: 'SERVICE',
    ...settings(reading),
    integrationSubtype,
    requestParameters: readServiceParameters(integrationSubtype, parameters, node, problems),
  };
}

function settings({ read, position, keys, problems }: Reading) {
  const credentials = read.text(keys.credentials);
  return {
    position,
    ...(credentials !== undefined && { credentials }),
    timeoutInMillis:
      read.number(keys.timeout, MINIMUM_TIMEOUT_MS, MAXIMUM_TIMEOUT_MS) ?? MAXIMUM_TIMEOUT_MS,
    responseParameters: readResponseMappings(read.mapping(keys.responseParameters), problems),
  };
}

export const MINIMUM_TIMEOUT_MS = 50;
/** @see "Quotas for HTTP APIs" (API Gateway Developer Guide) */
export const MAXIMUM_TIMEOUT_MS = 30_000;

function readPayloadFormatVersion(
  { read, node, keys, owner, problems }: Reading,
  versions: readonly PayloadFormatVersion[],
): PayloadFormatVersion {
  const written = read.text(keys.payloadFormatVersion);
  if (written === undefined) {
    const message = `${owner} has no ${keys.payloadFormatVersion}, which API Gateway asks for: ${versions.join(' or ')}; 1.0 is taken here`;
    problems.warning(node.position, 'missing-property', message);
    return '1.0';
  }
  const version = versions.find((one) => one === written);
  if (version !== undefined) return version;
  const message = `${keys.payloadFormatVersion} of ${owner} has to be ${versions.join(' or ')}, not "${written}"`;
  problems.error(positionOfKey(node, keys.payloadFormatVersion), 'invalid-property', message);
  return '1.0';
}
