/**
 * The document without API Gateway's extensions, which hold all of its intrinsic functions. What
 * OpenAPI itself says stays as it is.
 */
export function plainOpenApi(value) {
  if (Array.isArray(value)) return value.map(plainOpenApi);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !name.startsWith('x-amazon-'));
  return Object.fromEntries(members.map(([name, member]) => [name, plainOpenApi(member)]));
}
