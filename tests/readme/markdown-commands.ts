/** A fenced block, or inline code. */
const CODE = /^```(?<language>\w*)\n(?<block>[\s\S]*?)^```$|`(?<inline>[^`\n]+)`/gm;

/** Code without an argument, such as `npx stepgate`, names a program and is no command. */
const COMMAND = /^(?:curl|aws|npx stepgate) +\S/;

/**
 * The commands in a Markdown text for `curl`, `aws` or `npx stepgate`, in its order: the lines of
 * `sh` blocks, with their continuations, and inline code, which begin with the program and go on.
 */
export function markdownCommands(markdown: string): string[] {
  return [...markdown.matchAll(CODE)]
    .flatMap(({ groups }) => linesOf(groups ?? {}))
    .filter((line) => COMMAND.test(line));
}

function linesOf({ language, block, inline }: Record<string, string | undefined>): string[] {
  if (inline !== undefined) return [inline];
  return language === 'sh' ? (block ?? '').replaceAll(/\s*\\\n\s*/g, ' ').split('\n') : [];
}
