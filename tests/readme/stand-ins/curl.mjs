// Stands in for curl where only Node.js is installed: the options of the README, and no others.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { parseArgs } from 'node:util';
import { SignatureV4 } from '@smithy/signature-v4';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    include: { type: 'boolean', short: 'i' },
    request: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
    'aws-sigv4': { type: 'string' },
    user: { type: 'string' },
  },
});
if (positionals.length !== 1) throw new Error(`one URL, please, not ${positionals.length}`);
const url = new URL(positionals[0]);
const body = values.data === undefined ? undefined : dataOf(values.data);
const method = values.request ?? (body === undefined ? 'GET' : 'POST');

/** From a file curl takes the text without its line ends. */
function dataOf(option) {
  if (!option.startsWith('@')) return option;
  return readFileSync(option.slice(1), 'utf8').replaceAll(/[\r\n]/g, '');
}

function headersOf() {
  const defaults = {
    host: url.host,
    'user-agent': 'curl/8.5.0',
    accept: '*/*',
    ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const given = values.header.map((header) => {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(header);
    return [name.toLowerCase(), value];
  });
  const all = Object.entries({ ...defaults, ...Object.fromEntries(given) });
  // A name without a value takes the header away.
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

class Sha256 {
  constructor(secret) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
}

async function sign(headers) {
  const [, , region, service] = values['aws-sigv4'].split(':');
  const [accessKeyId, secretAccessKey] = values.user.split(':');
  const signer = new SignatureV4({
    service,
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
  });
  const { protocol, hostname, pathname: path } = url;
  const signed = await signer.sign({ method, protocol, hostname, path, query: {}, headers, body });
  return signed.headers;
}

const headers = headersOf();
const outgoing = request(url, {
  method,
  headers: values['aws-sigv4'] === undefined ? headers : await sign(headers),
});
outgoing.on('response', (response) => {
  if (values.include) {
    const { httpVersion, statusCode, statusMessage, rawHeaders } = response;
    process.stdout.write(`HTTP/${httpVersion} ${statusCode} ${statusMessage}\r\n`);
    for (let index = 0; index < rawHeaders.length; index += 2) {
      process.stdout.write(`${rawHeaders[index]}: ${rawHeaders[index + 1]}\r\n`);
    }
    process.stdout.write('\r\n');
  }
  response.pipe(process.stdout);
});
outgoing.end(body);
