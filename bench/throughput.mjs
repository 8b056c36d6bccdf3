// StartExecution of a machine with one Pass state at 50 connections, as a share of a bare node:http server's rate.
import autocannon from 'autocannon';
import { median, startBareServer, startStepgate, stepFunctionsUrl } from './children.mjs';

const CONNECTIONS = 50;
const ROUNDS = 5;
const ROUND_SECONDS = 4;
const INPUT = '{"note":"it\'s \\"fine\\"","count":3}';

const bareServer = await startBareServer();
const stepgate = await startStepgate('bench/pass/template.yaml');

const targets = {
  bare: { url: bareServer.url, headers: { 'content-type': 'application/json' }, body: INPUT },
  gateway: {
    url: `${stepgate.url}/start`,
    headers: { 'content-type': 'application/json' },
    body: INPUT,
  },
  service: {
    url: stepFunctionsUrl(stepgate),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
    },
    body: JSON.stringify({
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:PassStateMachine',
      input: INPUT,
    }),
  },
};

async function requestsPerSecond(target, seconds) {
  const result = await autocannon({
    ...target,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    // A thread of its own: this one reads what the servers print.
    workers: 1,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${target.url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`,
    );
  }
  return result.requests.average;
}

const shares = { gateway: [], service: [] };
const rates = { bare: [], gateway: [], service: [] };
for (const target of Object.values(targets)) await requestsPerSecond(target, 2);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, target] of Object.entries(targets)) {
    rates[name].push(await requestsPerSecond(target, ROUND_SECONDS));
  }
  shares.gateway.push(rates.gateway[round] / rates.bare[round]);
  shares.service.push(rates.service[round] / rates.bare[round]);
}
await stepgate.stop();
await bareServer.stop();

const perSecond = (name) => `${median(rates[name]).toFixed(0)} requests/s`;
const share = (name) => `${(median(shares[name]) * 100).toFixed(1)} % of the bare server`;
console.log(`StartExecution, ${CONNECTIONS} connections (medians of ${ROUNDS} rounds)`);
console.log(`  bare server:            ${perSecond('bare')}`);
console.log(`  through the gateway:    ${perSecond('gateway')} = ${share('gateway')}`);
console.log(`  on the service's port:  ${perSecond('service')} = ${share('service')}`);
