import fc from 'fast-check';
import { lineSplitter } from '../../../toolbox/lambda/line-splitter.ts';

describe('lineSplitter', () => {
  test('gives the same lines however the text is cut', () => {
    const chunks = fc.array(fc.stringMatching(/^[ab\n]*$/));
    fc.assert(
      fc.property(chunks, (texts) => {
        const lines: string[] = [];
        const splitter = lineSplitter((line) => lines.push(line));
        for (const text of texts) splitter.write(text);
        splitter.flush();

        const expected = texts.join('').split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(lines).toEqual(expected);
      }),
    );
  });
});
