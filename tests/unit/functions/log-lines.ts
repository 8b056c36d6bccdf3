/** Collects what is logged until the end of the test, each line as the JSON value that it holds. */
export function captureLogLines(): unknown[] {
  const lines: unknown[] = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(JSON.parse(line));
  });
  return lines;
}
