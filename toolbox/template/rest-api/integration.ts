import type { Position } from '../../shared/problem.ts';
import type { TextSource } from '../../shared/text-source.ts';
import type { Integration, IntegrationResponse } from '../model.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  positionOfKey,
  scalarText,
  textSourceOf,
} from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import {
  INTEGRATION_REQUEST,
  INTEGRATION_RESPONSE,
  readParameterMapping,
} from './mapping-expressions.ts';

const TYPES = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const;
const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
const CONTENT_HANDLINGS = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const;

const DEFAULT_TIMEOUT_MS = 29_000;
const MINIMUM_TIMEOUT_MS = 50;

/**
 * Reads `x-amazon-apigateway-integration`; undefined when API Gateway would not take it, which is reported.
 *
 * @param owner - such as `POST /execute`
 * @see "x-amazon-apigateway-integration object" (API Gateway Developer Guide)
 */
export function readIntegration(
  { keyPosition, value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): Integration | undefined {
  if (!isMapping(value)) {
    problems.error(
      keyPosition,
      'invalid-integration',
      `the integration of ${owner} has to be a mapping`,
    );
    return undefined;
  }
  const read = new PropertyReader(value, `the integration of ${owner}`, problems);
  const type = keyword(read, 'type', TYPES, read.requiredText('type'));
  if (type === undefined) return undefined;
  const uri = type === 'MOCK' ? read.text('uri') : read.requiredText('uri');
  const httpMethod = type === 'MOCK' ? read.text('httpMethod') : read.requiredText('httpMethod');
  const credentials = read.text('credentials');
  if (uri !== undefined) checkUri(type, uri, value, problems);
  if (read.text('connectionType')?.toUpperCase() === 'VPC_LINK') {
    const message = 'a VPC link is not supported here: the URI is called directly';
    problems.warning(positionOfKey(value, 'connectionType'), 'unsupported-integration', message);
  }
  if (type === 'AWS' && credentials === undefined) checkCredentials(uri, owner, value, problems);
  const skipsVerification = childOf(read.mapping('tlsConfig'), 'insecureSkipVerification');
  const contentHandling = keyword(read, 'contentHandling', CONTENT_HANDLINGS);
  const requestParameters = read.mapping('requestParameters');
  return {
    position: keyPosition,
    type,
    ...(httpMethod !== undefined && { httpMethod: httpMethod.toUpperCase() }),
    ...(uri !== undefined && { uri }),
    ...(credentials !== undefined && { credentials }),
    passthroughBehavior:
      keyword(read, 'passthroughBehavior', PASSTHROUGH_BEHAVIORS) ?? 'WHEN_NO_MATCH',
    requestParameters: readParameterMapping(requestParameters, INTEGRATION_REQUEST, problems),
    requestTemplates: readTemplates(read.mapping('requestTemplates'), problems),
    responses: readResponses(read.mapping('responses'), owner, problems),
    timeoutInMillis: readTimeout(
      read,
      'timeoutInMillis',
      positionOfKey(value, 'timeoutInMillis'),
      problems,
    ),
    ...(contentHandling !== undefined && { contentHandling }),
    ...(scalarText(skipsVerification) === 'true' && { insecureSkipVerification: true }),
  };
}

/** @see "Basic tasks of an API integration request" (API Gateway Developer Guide) */
function checkCredentials(
  uri: string | undefined,
  owner: string,
  integration: MappingNode,
  problems: ProblemList,
): void {
  const service = SERVICE_URI.exec(uri ?? '')?.[1];
  if (service === undefined || service === 'lambda') return;
  const message = `the integration of ${owner} has no credentials: API Gateway calls "${service}" with those of a role only, add its ARN`;
  problems.warning(integration.position, 'missing-credentials', message);
}

/** A word that the importer takes in any case. */
function keyword<Word extends string>(
  read: PropertyReader,
  key: string,
  words: readonly Word[],
  written = read.text(key),
): Word | undefined {
  if (written === undefined) return undefined;
  const word = words.find((candidate) => candidate === written.toUpperCase());
  return word ?? read.oneOf(key, words);
}

const SERVICE_URI = /^arn:[^:]+:apigateway:[^:]+:([^:]+):(?:path|action)\//;

function checkUri(
  type: Integration['type'],
  uri: string,
  integration: MappingNode,
  problems: ProblemList,
): void {
  const position = integration.entries.get('uri')?.value.position ?? integration.position;
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    if (/^https?:\/\/|^\$\{stageVariables\./.test(uri)) return;
    const message = `"${uri}" is no URL: an ${type} integration needs one that begins with http:// or https://`;
    problems.error(position, 'invalid-integration', message);
    return;
  }
  if (type === 'MOCK') return;
  const service = SERVICE_URI.exec(uri)?.[1];
  if (service === undefined) {
    const message = `"${uri}" is no URI of a service: expected arn:aws:apigateway:<region>:<service>:action/<Action> or …:path/<path>`;
    problems.error(position, 'invalid-integration', message);
  } else if (type === 'AWS_PROXY' && service !== 'lambda' && service !== 'firehose') {
    const message = `aws_proxy works for Lambda and Firehose only, not for "${service}": write "type: aws" with request and response templates`;
    problems.error(position, 'invalid-integration', message);
  }
}

/** In milliseconds, as API Gateway bounds it. */
export function readTimeout(
  read: PropertyReader,
  key: string,
  position: Position,
  problems: ProblemList,
): number {
  const timeoutMs = read.number(key, MINIMUM_TIMEOUT_MS) ?? DEFAULT_TIMEOUT_MS;
  if (timeoutMs > DEFAULT_TIMEOUT_MS) {
    const message = `more than ${DEFAULT_TIMEOUT_MS} ms needs a raised quota, for Regional and private APIs only`;
    problems.warning(position, 'long-timeout', message);
  }
  return timeoutMs;
}

/** Mapping templates by the keys that select them. */
export function readTemplates(
  mapping: MappingNode | undefined,
  problems: ProblemList,
): Record<string, TextSource> {
  const templates: Record<string, TextSource> = {};
  for (const [mediaType, { value }] of mapping?.entries ?? []) {
    if (value.kind === 'scalar') {
      templates[mediaType] = textSourceOf(value.value === null ? { ...value, value: '' } : value);
    } else {
      const message = `the template for ${mediaType} has to be text: write it as a block that begins with |`;
      problems.error(value.position, 'invalid-template', message);
    }
  }
  return templates;
}

function readResponses(
  mapping: MappingNode | undefined,
  owner: string,
  problems: ProblemList,
): IntegrationResponse[] {
  const responses: IntegrationResponse[] = [];
  for (const [pattern, { keyPosition, value }] of mapping?.entries ?? []) {
    const name = `the integration response "${pattern}" of ${owner}`;
    if (!isMapping(value)) {
      problems.error(keyPosition, 'invalid-integration', `${name} has to be a mapping`);
      continue;
    }
    const read = new PropertyReader(value, name, problems);
    const contentHandling = keyword(read, 'contentHandling', CONTENT_HANDLINGS);
    const statusCode = read.requiredText('statusCode') ?? '';
    if (statusCode !== '' && !/^[1-5]\d\d$/.test(statusCode)) {
      const message = `statusCode of ${name} has to be a status from 100 to 599, not "${statusCode}"`;
      problems.error(positionOfKey(value, 'statusCode'), 'invalid-integration', message);
    }
    responses.push({
      position: keyPosition,
      ...(pattern !== 'default' && { selectionPattern: pattern }),
      statusCode,
      responseParameters: readParameterMapping(
        read.mapping('responseParameters'),
        INTEGRATION_RESPONSE,
        problems,
      ),
      responseTemplates: readTemplates(read.mapping('responseTemplates'), problems),
      ...(contentHandling !== undefined && { contentHandling }),
    });
  }
  return responses;
}
