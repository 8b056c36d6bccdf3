// Stands in for the AWS CLI where only Node.js is installed: `aws <service> <command> --option
// value …`. Services are those below; what a command takes comes from the SDK's description of it.
import { readFileSync, writeFileSync } from 'node:fs';

const SERVICES = {
  stepfunctions: { packageName: '@aws-sdk/client-sfn', client: 'SFNClient' },
  lambda: { packageName: '@aws-sdk/client-lambda', client: 'LambdaClient' },
};

/** Options that every command takes. */
const GLOBAL_OPTIONS = ['endpointurl', 'region'];

const [serviceName, commandName, ...rest] = process.argv.slice(2);
const service = SERVICES[serviceName];
if (service === undefined) throw new Error(`no service ${serviceName}`);
const sdk = await import(service.packageName);
const Command = sdk[`${pascalCase(commandName)}Command`];
if (Command === undefined) throw new Error(`${serviceName} has no command ${commandName}`);

function pascalCase(name) {
  return name.replaceAll(/(?:^|-)(\w)/g, (_match, letter) => letter.toUpperCase());
}

/** `--some-option value` by the name in small letters without hyphens, and what is no option. */
function readArguments(args) {
  const options = new Map();
  const positionals = [];
  for (let index = 0; index < args.length; index += 1) {
    if (!args[index].startsWith('--')) {
      positionals.push(args[index]);
      continue;
    }
    const name = args[index].replaceAll('-', '').toLowerCase();
    index += 1;
    options.set(name, readValue(args[index] ?? ''));
  }
  return { options, positionals };
}

/** A value, or the file that it names: `file://` for text, `fileb://` for bytes. */
function readValue(text) {
  const [, kind, path] = /^(fileb?):\/\/(.*)$/s.exec(text) ?? [];
  if (kind === undefined) return text;
  return kind === 'file' ? readFileSync(path, 'utf8') : readFileSync(path);
}

/** The input of the command, in the spelling of the SDK. */
function inputOf(options) {
  const [, , , , input] = new Command({}).schema;
  const [, , , , memberNames] = input();
  const members = new Map(memberNames.map((name) => [name.toLowerCase(), name]));
  const given = [...options].filter(([name]) => !GLOBAL_OPTIONS.includes(name));
  const unknown = given.map(([name]) => name).find((name) => !members.has(name));
  if (unknown !== undefined) throw new Error(`${commandName} has no option --${unknown}`);
  return Object.fromEntries(given.map(([name, value]) => [members.get(name), value]));
}

const { options, positionals } = readArguments(rest);
const client = new sdk[service.client]({
  endpoint: options.get('endpointurl'),
  region: options.get('region') ?? process.env.AWS_DEFAULT_REGION,
  disableHostPrefix: process.env.AWS_DISABLE_HOST_PREFIX_INJECTION === 'true',
});
const { $metadata, Payload, ...output } = await client.send(new Command(inputOf(options)));
client.destroy();
// The payload of `lambda invoke` goes to the file that is its one argument without a name.
if (positionals.length !== (Payload === undefined ? 0 : 1)) {
  throw new Error(`unexpected: ${positionals.join(' ') || 'no file for the payload'}`);
}
if (Payload !== undefined) writeFileSync(positionals[0], Payload);
console.log(JSON.stringify(output, null, 4));
