/** An API that this machine serves without TLS. */
export interface LocalApi {
  /** Where it listens. */
  readonly hostname: string;
  readonly port: number;
  /** The host that it has on AWS, when it answers by that name, too. */
  readonly endpoint?: string;
}
