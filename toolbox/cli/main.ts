import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { defaultTemplate } from './default-template.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { fileKind } from './file-kind.ts';
import { parameterOverrides } from './parameter-overrides.ts';

/** A whole number of `min` or more. */
function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

function factor(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('Expected a number of 0 or more.');
  }
  return value;
}

function httpUrl(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:3001.');
  }
  return new URL(text);
}

const port = integer(0, 65_535);

/** The options that every command which reads the template takes. */
function withTemplateOptions(command: Command): Command {
  return command
    .option('-t, --template <file>', 'the SAM template', defaultTemplate(fileKind))
    .option(
      '--parameter-overrides <overrides...>',
      'values of template parameters: Key=Value, or ParameterKey=Key,ParameterValue=Value',
      (argument, before: Record<string, string>) => ({
        ...before,
        ...parameterOverrides(argument),
      }),
      {},
    )
    .option('--region <region>', 'region of the local ARNs (AWS_REGION, else us-east-1)');
}

function withFunctionOptions(command: Command): Command {
  return command
    .option('-n, --env-vars <file>', 'JSON file with environment variables of functions')
    .option(
      '--lambda-endpoint <url>',
      'invoke functions that cannot run here (other languages) at this endpoint',
      httpUrl,
    );
}

/** Runs the command line and gives the exit code; the effects are in the commands. */
async function run(argv: readonly string[], onReady: () => void): Promise<number> {
  let exitCode: number = EXIT_CODES.fine;
  const program = new Command('stepgate')
    .description('Runs SAM applications that start Step Functions workflows from API Gateway.')
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');

  withFunctionOptions(withTemplateOptions(program.command('start')))
    .description('serve the APIs and state machines of a template on localhost')
    .option('-p, --port <port>', 'port of the first API; 0 picks a free one', port, 3000)
    .option('--sfn-port <port>', 'port of the Step Functions and Lambda endpoint', port, 8083)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--api <LogicalId>', 'the API that gets --port')
    .option('--mock-config <file>', 'mock configuration of Step Functions Local')
    .option('--mock-case <name>', 'its test case for executions that name none')
    .option('--keep <count>', 'finished executions to remember', integer(1), 5000)
    .option(
      '--time-scale <factor>',
      'factor on Wait states and retry intervals; 0 skips them',
      factor,
      1,
    )
    .option('--jwks <file or url>', 'keys of JSON Web Tokens, for every issuer')
    .option('--enforce-auth', 'verify SigV4 where the API asks for AWS_IAM')
    .option('--enforce-throttling', "apply the template's throttling settings")
    .option('-v, --verbose', 'print each state transition')
    .action(async (options) => {
      const { start } = await import('./start.ts');
      exitCode = await start(options, onReady);
    });

  withTemplateOptions(program.command('check'))
    .description('find the faults of a template, its API and its workflows')
    .action(async (options) => {
      const { check } = await import('./check.ts');
      exitCode = await check(options);
    });

  withFunctionOptions(withTemplateOptions(program.command('invoke')))
    .description('invoke a function once and print its result')
    .argument('<function>', 'logical id of the function')
    .addOption(new Option('-e, --event <file>', 'JSON file with the event; - reads standard input'))
    .option(
      '--sfn-port <port>',
      'port of a running endpoint that the function may call',
      port,
      8083,
    )
    .action(async (name, options) => {
      const { invoke } = await import('./invoke.ts');
      exitCode = await invoke(name, options);
    });

  program
    .command('render')
    .description('render one mapping template')
    .argument('<template>', 'file with the template')
    .requiredOption('--input <file>', 'JSON file with body, headers, context, …')
    .option('--json', 'print text and overrides as JSON', false)
    .action(async (template, { input, json }) => {
      const { render } = await import('./render.ts');
      exitCode = await render(
        { template, input, json },
        {
          stdout: (text) => process.stdout.write(text),
          stderr: (text) => process.stderr.write(text),
        },
      );
    });

  await program.parseAsync(argv);
  return exitCode;
}

/**
 * Runs a command line and gives the exit code of the process.
 *
 * @param onReady - told when `start` serves
 */
export async function main(argv: readonly string[], onReady: () => void): Promise<number> {
  // Functions live in this process, and their clocks stand on UTC as in Lambda.
  process.env['TZ'] = 'UTC';
  try {
    return await run(argv, onReady);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander has printed the message; asking for help is no error.
    return error.exitCode === 0 ? EXIT_CODES.fine : EXIT_CODES.wrongUsage;
  }
}
