import { environmentLog } from '../../../toolbox/lambda/environment-log.ts';
import {
  endLine,
  initReportLine,
  reportLine,
  startLine,
  timeoutLine,
} from '../../../toolbox/lambda/log-lines.ts';

const REPORT = {
  requestId: 'id-1',
  durationMs: 3.006,
  memorySizeMb: 128,
  maxMemoryUsedMb: 36,
  status: 'success',
} as const;

describe('reportLine', () => {
  test.each([
    {
      title: 'a warm invocation',
      report: REPORT,
      end: '',
    },
    {
      title: 'a cold start',
      report: { ...REPORT, initDurationMs: 110.1 },
      end: 'Init Duration: 110.10 ms\t',
    },
    {
      title: 'a failure',
      report: { ...REPORT, status: 'error', errorType: 'TypeError' } as const,
      end: 'Status: error\tError Type: TypeError',
    },
    {
      title: 'a time-out',
      report: { ...REPORT, status: 'timeout', errorType: 'Sandbox.Timedout' } as const,
      end: 'Status: timeout',
    },
  ])('tells of $title', ({ report, end }) => {
    expect(reportLine(report)).toBe(
      `REPORT RequestId: id-1\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t${end}`,
    );
  });
});

describe('the other lines of the service', () => {
  test.each([
    { line: startLine('id-1', '$LATEST'), expected: 'START RequestId: id-1 Version: $LATEST' },
    { line: endLine('id-1'), expected: 'END RequestId: id-1' },
    {
      line: timeoutLine('id-1', 3, new Date(0)),
      expected: '1970-01-01T00:00:00.000Z id-1 Task timed out after 3.00 seconds',
    },
    {
      line: initReportLine(9999.79, 'init', 'timeout'),
      expected: 'INIT_REPORT Init Duration: 9999.79 ms\tPhase: init\tStatus: timeout',
    },
  ])('$expected', ({ line, expected }) => {
    expect(line).toBe(expected);
  });
});

describe('environmentLog', () => {
  test('keeps the last 4 KB until the tail is taken', () => {
    const log = environmentLog('pets', () => undefined);
    log.write('é'.repeat(3000), 'function');
    log.write('last', 'function');

    const tail = Buffer.from(log.takeTail(), 'base64');

    expect(tail).toHaveLength(4096);
    expect(tail.toString()).toMatch(/é\nlast\n$/);
    expect(log.takeTail()).toBe('');
  });
});
