// Mapping templates against npm's velocityjs: the same template, which gives the same text, over the same variables.

import { Compile, parse } from 'velocityjs';
import { median } from './children.mjs';
import { loadModules } from './load-modules.mjs';

const ROUNDS = 9;
const ROUND_MS = 200;

const TEMPLATE = `#set($input_text = $util.escapeJavaScript($input.body).replaceAll("\\\\'", "'"))
#set($name = $context.requestId)
{
  "input": "$input_text",
  "name": "$util.escapeJavaScript($name).replaceAll("\\\\'", "'")",
  "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Bench"
}`;

const { compileMappingTemplate, renderMappingTemplate, InputObject, UTIL, replaceAll, fileSource } =
  await loadModules({
    'gateway/mapping-template.ts': 'compileMappingTemplate, renderMappingTemplate',
    'gateway/mapping-template/input-object.ts': 'InputObject',
    'gateway/mapping-template/util-object.ts': 'UTIL',
    'vtl/java-replace.ts': 'replaceAll',
    'shared/text-source.ts': 'fileSource',
  });

const NO_PARAMS = { path: {}, querystring: {}, header: {} };
const CONTEXT = { requestId: '3f0c9c3e-7f5b-4a55-9a52-3c3f4d6f3f0b' };
const source = fileSource('template.vtl', TEMPLATE);
const compiled = compileMappingTemplate(source);

const ours = (body) =>
  renderMappingTemplate(compiled, {
    body,
    params: NO_PARAMS,
    context: CONTEXT,
    stageVariables: {},
    requestOverride: {},
    responseOverride: {},
  });

/** The variables of a mapping template in the form that velocityjs takes, over the same functions. */
function theirVariables(body) {
  const input = new InputObject(body, NO_PARAMS);
  return {
    input: { body: input.property('body') },
    util: { escapeJavaScript: (text) => UTIL.call('escapeJavaScript', [text]) },
    context: CONTEXT,
  };
}

/** Java's `replaceAll` takes a regular expression. */
const CONFIG = {
  customMethodHandlers: [
    {
      uid: 'replaceAll',
      match: ({ property, context }) => property === 'replaceAll' && typeof context === 'string',
      resolve: ({ context, params }) => replaceAll(context, params[0], params[1]),
    },
  ],
};
const cached = new Compile(parse(TEMPLATE), CONFIG);
const theirs = (body) => cached.render(theirVariables(body));
const theirsParsing = (body) => new Compile(parse(TEMPLATE), CONFIG).render(theirVariables(body));

/** A JSON body of about this length, with quotes and apostrophes as texts have them. */
function bodyOf(length) {
  const line = { id: 4711, name: 'Anne-Marie', note: 'it\'s "fine"', tags: ['a', 'b'], ok: true };
  const items = [];
  while (JSON.stringify({ items }).length < length) items.push(line);
  return JSON.stringify({ items });
}

function rendersPerSecond(render, body) {
  let count = 0;
  const begin = performance.now();
  const end = begin + ROUND_MS;
  while (performance.now() < end) {
    for (let turn = 0; turn < 20; turn += 1) render(body);
    count += 20;
  }
  return (count * 1000) / (performance.now() - begin);
}

const small = bodyOf(300);
for (const render of [theirs, theirsParsing]) {
  if (JSON.parse(render(small)).input !== JSON.parse(ours(small)).input) {
    throw new Error('the engines differ');
  }
}
const rates = { ours: [], theirs: [], theirsParsing: [] };
for (let round = 0; round <= ROUNDS; round += 1) {
  const measured = {
    ours: rendersPerSecond(ours, small),
    theirs: rendersPerSecond(theirs, small),
    theirsParsing: rendersPerSecond(theirsParsing, small),
  };
  // The first round warms all of them up.
  if (round > 0) for (const [name, rate] of Object.entries(measured)) rates[name].push(rate);
}
const ratioTo = (name) =>
  median(rates.ours.map((rate, round) => rate / rates[name][round])).toFixed(2);
console.log(
  `mapping template of StartExecution, ${small.length} bytes (medians of ${ROUNDS} rounds)`,
);
console.log(`  ours:                          ${median(rates.ours).toFixed(0)} renders/s`);
console.log(
  `  velocityjs with a cached parse: ${median(rates.theirs).toFixed(0)} renders/s; ours ${ratioTo('theirs')} times`,
);
console.log(
  `  velocityjs with parsing:        ${median(rates.theirsParsing).toFixed(0)} renders/s; ours ${ratioTo('theirsParsing')} times`,
);
for (const kibibytes of [64, 128, 256]) {
  const body = bodyOf(kibibytes * 1024);
  const times = [];
  for (let round = 0; round < 20; round += 1) {
    const begin = performance.now();
    ours(body);
    times.push(performance.now() - begin);
  }
  console.log(`  ${kibibytes} KB: ${median(times).toFixed(2)} ms`);
}
