/** A connection of EventBridge, by which an HTTP task authorises its request. */
export interface HttpConnection {
  readonly connectionArn: string;
  readonly authorization: HttpAuthorization;
  /** Added to each request; they win over what the task itself says. */
  readonly headerParameters: HttpParameters;
  readonly queryStringParameters: HttpParameters;
  readonly bodyParameters: HttpParameters;
}

export type HttpParameters = Readonly<Record<string, string>>;

export type HttpAuthorization =
  | { readonly type: 'BASIC'; readonly username: string; readonly password: string }
  | { readonly type: 'API_KEY'; readonly name: string; readonly value: string }
  | {
      readonly type: 'OAUTH_CLIENT_CREDENTIALS';
      readonly authorizationEndpoint: string;
      readonly httpMethod: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly headerParameters: HttpParameters;
      readonly queryStringParameters: HttpParameters;
      readonly bodyParameters: HttpParameters;
    };
