// Start-up: from spawn to the ready line, and from spawn to the first 200, against a bare node:http server.
import { median, startBareServer, startStepgate } from './children.mjs';

const ROUNDS = 9;

const bare = [];
const ready = [];
const firstAnswer = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const bareServer = await startBareServer();
  bare.push(bareServer.readyMs);
  await bareServer.stop();

  const stepgate = await startStepgate('template.yaml');
  ready.push(stepgate.readyMs);
  const response = await fetch(`${stepgate.url}/execute`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (response.status !== 200) throw new Error(`the first answer was ${response.status}`);
  firstAnswer.push(performance.now() - stepgate.spawnedAt);
  await stepgate.stop();
}

const ms = (value) => `${value.toFixed(0)} ms`;
console.log(`start-up (medians of ${ROUNDS} rounds)`);
console.log(`  bare server, spawn to listening: ${ms(median(bare))}`);
console.log(
  `  Stepgate, spawn to ready:        ${ms(median(ready))} = ${(median(ready) / median(bare)).toFixed(2)} times the bare server`,
);
console.log(`  Stepgate, spawn to first 200:    ${ms(median(firstAnswer))}`);
