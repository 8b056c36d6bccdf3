/** @throws Error at load, so that a wrong template shows at the first invocation */
export function requiredVariable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`The environment variable ${name} is not set`);
}
