import { EXIT_CODES } from './exit-codes.ts';
import { loadProject, type TemplateOptions } from './project.ts';
import { processTerminal } from './terminal.ts';

/** `stepgate check`: prints every problem of the files; exit code 1 if AWS would refuse one of them. */
export async function check(options: TemplateOptions): Promise<number> {
  const terminal = processTerminal();
  const template = loadProject(options, terminal);
  if (template === undefined) return EXIT_CODES.wrongFiles;
  const { apis, stateMachines, functions } = template;
  terminal.line(
    `${options.template}: no error in ${apis.length} APIs, ${stateMachines.length} state machines and ${functions.length} functions`,
  );
  return EXIT_CODES.fine;
}
