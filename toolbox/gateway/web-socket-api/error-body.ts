/**
 * The text of an error frame: a blank behind the first colon and behind the commas, and no other.
 * Local runtime: a refused upgrade is answered with the same text.
 */
export function errorBody(message: string, connectionId: string, requestId: string): string {
  return `{"message": ${JSON.stringify(message)}, "connectionId":"${connectionId}", "requestId":"${requestId}"}`;
}

/** What a client reads whose message does not fit the model of its route (bytes assumed). */
export function badRequestBody(connectionId: string, messageId: string): string {
  return `{"message": "Bad request body", "connectionId":"${connectionId}", "messageId":"${messageId}"}`;
}
