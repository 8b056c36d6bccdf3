/**
 * What stands behind the stage in a path, with its slash; undefined when the path does not begin
 * with the stage.
 */
export function pathBehindStage(rawPath: string, stageName: string): string | undefined {
  const end = rawPath.indexOf('/', 1);
  const first = end === -1 ? rawPath.slice(1) : rawPath.slice(1, end);
  if (first !== stageName) return undefined;
  return end === -1 ? '/' : rawPath.slice(end);
}
