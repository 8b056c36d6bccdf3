import type { ServiceClient, ServiceClients } from '../integrations/service-client.ts';
import { clientPackageId, findPackage, loadClientPackage } from './client-package.ts';
import { createServiceClient } from './create-service-client.ts';

export interface ServiceClientOptions {
  /** Folders from which packages are looked for, the first first. */
  readonly directories: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly region: string;
}

/**
 * Connects to local services by the AWS SDK's own convention: the URL of a service stands in
 * `AWS_ENDPOINT_URL_<SERVICE>`, that of all services in `AWS_ENDPOINT_URL`. Without one nothing is
 * called: AWS itself never is.
 *
 * @see "Service-specific endpoints" (AWS SDKs and Tools Reference Guide)
 */
export function createServiceClients(options: ServiceClientOptions): ServiceClients {
  const { directories, environment, region } = options;
  const clients = new Map<string, ServiceClient>();

  const wayTo = (service: string) => {
    const id = clientPackageId(service, directories);
    const variable = `AWS_ENDPOINT_URL_${id.replaceAll('-', '_').toUpperCase()}`;
    return {
      packageName: `@aws-sdk/client-${id}`,
      path: findPackage(`@aws-sdk/client-${id}`, directories),
      variable,
      endpoint: environment[variable] || environment['AWS_ENDPOINT_URL'],
    };
  };

  return {
    remedyOf(service) {
      const { packageName, path, variable, endpoint } = wayTo(service);
      return remedyOf([
        ...(path === undefined ? [`install the package ${packageName} in the project`] : []),
        ...(endpoint ? [] : [`set ${variable} to the URL of a local service`]),
      ]);
    },
    clientOf(service) {
      const known = clients.get(service);
      if (known !== undefined) return known;
      // Both are there: it was asked what is missing.
      const { path = '', endpoint = '' } = wayTo(service);
      const credentials = credentialsOf(environment);
      const client = createServiceClient(loadClientPackage(path), {
        endpoint,
        region,
        credentials,
      });
      clients.set(service, client);
      return client;
    },
  };
}

function remedyOf(steps: readonly string[]): string | undefined {
  if (steps.length === 0) return undefined;
  const text = steps.join(' and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Local services ask for a signature and believe any. */
function credentialsOf(environment: ServiceClientOptions['environment']) {
  return {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] || 'local',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] || 'local',
    ...(environment['AWS_SESSION_TOKEN'] ? { sessionToken: environment['AWS_SESSION_TOKEN'] } : {}),
  };
}
