/** The methods that APIs take. @see "Method" (API Gateway REST API Reference) */
export const HTTP_METHODS: readonly string[] = [
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
];

/** What a method or route may be declared for. */
export const DECLARED_HTTP_METHODS: readonly string[] = ['ANY', ...HTTP_METHODS];
