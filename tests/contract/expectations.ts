import type { HttpResponse } from './http-request.ts';

const CORS_HEADERS = {
  'access-control-allow-origin': expect.stringMatching(/^(\*|https?:\/\/\S+)$/),
  'access-control-allow-methods': expect.stringContaining('POST'),
  'access-control-allow-headers': expect.stringMatching(/\*|Idempotency-Key/),
};

export function expectCorsHeaders({ headers }: HttpResponse): void {
  expect(headers).toMatchObject(CORS_HEADERS);
}

/** Expects `{code, message}` with the CORS headers, and nothing that tells of the account. */
export function expectError(response: HttpResponse, statusCode: number, code: string): void {
  expect([response.statusCode, response.body]).toEqual([statusCode, expect.any(String)]);
  expect(JSON.parse(response.body)).toEqual({ code, message: expect.stringMatching(/\S/) });
  expect(response.body).not.toMatch(/arn:|\d{12}/);
  expect(response.headers['content-type']).toBe('application/json');
  expectCorsHeaders(response);
}
