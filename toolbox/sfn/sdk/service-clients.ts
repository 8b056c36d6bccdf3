import {
  type Environment,
  endpointVariable,
  localCredentials,
  localEndpoint,
} from '../../shared/local-services.ts';
import type { ServiceClient, ServiceClients } from '../integrations/service-client.ts';
import { clientPackageId, findPackage, loadClientPackage } from './client-package.ts';
import { createServiceClient } from './create-service-client.ts';

export interface ServiceClientOptions {
  /** Folders from which packages are looked for, the first first. */
  readonly directories: readonly string[];
  readonly environment: Environment;
  readonly region: string;
}

/**
 * Connects to local services at the URLs that the environment names, with the clients that are
 * installed.
 */
export function createServiceClients(options: ServiceClientOptions): ServiceClients {
  const { directories, environment, region } = options;
  const clients = new Map<string, ServiceClient>();

  const wayTo = (service: string) => {
    const id = clientPackageId(service, directories);
    return {
      packageName: `@aws-sdk/client-${id}`,
      path: findPackage(`@aws-sdk/client-${id}`, directories),
      variable: endpointVariable(id),
      endpoint: localEndpoint(id, environment),
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
      const credentials = localCredentials(environment);
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
