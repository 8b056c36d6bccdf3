/**
 * The AWS SDK for JavaScript v2, which runtimes before nodejs18.x brought along. It knows neither
 * `AWS_ENDPOINT_URL_SFN` nor `AWS_ENDPOINT_URL_LAMBDA`.
 */
export const SDK_V2 = 'aws-sdk';

/** The last major version of the runtime that brings it along. */
export const LAST_MAJOR_WITH_SDK_V2 = 16;

/** The module of the SDK that makes its global configuration; whatever is imported loads it first. */
export const SDK_V2_LOADER = /[\\/]aws-sdk[\\/]lib[\\/]node_loader\.js$/;

/**
 * JavaScript that runs at the end of that module, and gives the endpoints of this machine to clients
 * that name none.
 */
export const SDK_V2_ENDPOINTS = `
;for (const [service, endpoint] of [
  ['stepfunctions', process.env.AWS_ENDPOINT_URL_SFN],
  ['lambda', process.env.AWS_ENDPOINT_URL_LAMBDA],
]) if (endpoint) require('./core').config[service] = { endpoint };
`;
