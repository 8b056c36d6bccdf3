const LAST_BRACE = /\}\s*$/;

/**
 * Adds the trace header that API Gateway passes on with a synchronous call, unless the template
 * has written one. The rest of the text stays as it is; what is no object stays whole.
 */
export function withTraceHeader(body: string, traceId: string): string {
  if (!LAST_BRACE.test(body) || body.includes('"traceHeader"')) return body;
  const separator = /^\s*\{\s*\}\s*$/.test(body) ? '' : ',';
  return body.replace(LAST_BRACE, () => `${separator}"traceHeader":"${traceId}"}`);
}
