export const handler = async ({ version, routeKey, pathParameters }) => ({
  healthy: true,
  version,
  routeKey,
  part: pathParameters.part,
});
