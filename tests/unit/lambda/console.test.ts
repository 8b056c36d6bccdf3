import {
  createLog,
  type LogOptions,
  readLogLevel,
} from '../../../toolbox/lambda/worker/console.ts';

function aLog(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({
    format: 'Text',
    level: undefined,
    requestId: () => 'id-1',
    write: (line) => lines.push(line),
    ...options,
  });
  return { log, lines };
}

/** What a JSON line says besides its time. */
function parsed(lines: readonly string[]): Record<string, unknown> {
  const { timestamp, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  return rest;
}

describe('createLog', () => {
  test('writes time, request id, level and the formatted arguments in the text format', () => {
    const { log, lines } = aLog();
    log('WARN', 'pets: %d', 2, { a: 1 });

    expect(lines[0]).toMatch(/^\d{4}-.*Z\tid-1\tWARN\tpets: 2 \{ a: 1 \}$/);
  });

  test('drops what is below the level', () => {
    const { log, lines } = aLog({ level: 'WARN' });
    log('INFO', 'low');
    log('ERROR', 'high');

    expect(lines).toEqual([expect.stringContaining('high')]);
  });

  test('keeps the type of one argument in the JSON format', () => {
    const { log, lines } = aLog({ format: 'JSON' });
    log('INFO', { pet: 'cat' });

    expect(parsed(lines)).toEqual({ level: 'INFO', requestId: 'id-1', message: { pet: 'cat' } });
  });

  test('writes one error as its fields in the JSON format', () => {
    const { log, lines } = aLog({ format: 'JSON' });
    log('ERROR', Object.assign(new TypeError('bad'), { code: 7 }));

    expect(parsed(lines)['message']).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'bad',
      stackTrace: expect.arrayContaining(['TypeError: bad']),
      code: 7,
    });
  });

  test('adds the first error of several arguments beside the message in the JSON format', () => {
    const { log, lines } = aLog({ format: 'JSON' });
    log('ERROR', 'failed:', new TypeError('bad'));

    expect(parsed(lines)).toMatchObject({
      message: expect.stringMatching(/^failed: TypeError: bad/),
      errorType: 'TypeError',
      errorMessage: 'bad',
    });
  });

  test.each([
    { title: 'a BigInt', value: 1n, message: '1n' },
    { title: 'undefined', value: undefined, message: undefined },
  ])('writes $title in the JSON format', ({ value, message }) => {
    const { log, lines } = aLog({ format: 'JSON' });
    log('INFO', value);

    expect(parsed(lines)['message']).toBe(message);
  });
});

describe('readLogLevel', () => {
  test.each([
    { text: 'warn', level: 'WARN' },
    { text: 'LOUD', level: undefined },
    { text: undefined, level: undefined },
  ])('reads $text as $level', ({ text, level }) => {
    expect(readLogLevel(text)).toBe(level);
  });
});
