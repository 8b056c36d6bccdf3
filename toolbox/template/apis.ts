import type { Api, RestApi, SamTemplate } from './model.ts';

/** The REST APIs of a template, in its order. */
export function restApisOf({ apis }: Pick<SamTemplate, 'apis'>): RestApi[] {
  return apis.filter(isRest);
}

function isRest(api: Api): api is RestApi {
  return api.protocolType === 'REST';
}
