export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The URL of a local service by the AWS SDK's own convention: `AWS_ENDPOINT_URL_<SERVICE>`, or
 * `AWS_ENDPOINT_URL` for all services. Without one nothing is called: AWS itself never is.
 *
 * @param serviceId - such as `s3` or `secrets-manager`
 * @see "Service-specific endpoints" (AWS SDKs and Tools Reference Guide)
 */
export function localEndpoint(serviceId: string, environment: Environment): string | undefined {
  return environment[endpointVariable(serviceId)] || environment['AWS_ENDPOINT_URL'] || undefined;
}

export function endpointVariable(serviceId: string): string {
  return `AWS_ENDPOINT_URL_${serviceId.replaceAll('-', '_').toUpperCase()}`;
}

export interface LocalCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Local services ask for a signature and believe any. */
export function localCredentials(environment: Environment): LocalCredentials {
  return {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] || 'local',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] || 'local',
    ...(environment['AWS_SESSION_TOKEN'] ? { sessionToken: environment['AWS_SESSION_TOKEN'] } : {}),
  };
}
