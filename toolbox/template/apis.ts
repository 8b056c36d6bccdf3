import type { HttpApi } from './http-api-model.ts';
import type { Api, RestApi, SamTemplate } from './model.ts';

/** The REST APIs of a template, in its order. */
export function restApisOf({ apis }: Pick<SamTemplate, 'apis'>): RestApi[] {
  return apis.filter(isRest);
}

/** The HTTP APIs of a template, in its order. */
export function httpApisOf({ apis }: Pick<SamTemplate, 'apis'>): HttpApi[] {
  return apis.filter(isHttp);
}

function isRest(api: Api): api is RestApi {
  return api.protocolType === 'REST';
}

function isHttp(api: Api): api is HttpApi {
  return api.protocolType === 'HTTP';
}
