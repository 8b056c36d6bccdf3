import { missingPackageNotice } from '../../../toolbox/lambda/missing-package.ts';
import { aFunction } from './a-function.ts';

const payloadOf = (errorMessage: string): string =>
  JSON.stringify({ errorType: 'Error', errorMessage, trace: [] });

describe('missingPackageNotice', () => {
  test.each([
    "Error: Cannot find module '@aws-sdk/client-s3'\nRequire stack:\n- /project/index.js",
    "Cannot find package '@aws-sdk/client-s3' imported from /project/index.mjs",
    "Cannot find module '@aws-sdk/client-s3/dist-cjs/index.js'",
  ])('names the mend for %j', (errorMessage) => {
    expect(missingPackageNotice(aFunction('StartHello'), payloadOf(errorMessage))).toBe(
      "StartHello imports @aws-sdk/client-s3, which Lambda's runtime brings along and this project lacks: npm install --save-dev @aws-sdk/client-s3",
    );
  });

  test.each([
    "Error: Cannot find module 'app'",
    "Cannot find module './@aws-sdk/client-s3'",
    'The table is not there',
  ])('is silent about %j', (errorMessage) => {
    expect(missingPackageNotice(aFunction('StartHello'), payloadOf(errorMessage))).toBeUndefined();
  });

  test.each([
    { runtime: 'nodejs16.x', mend: "Lambda's runtime brings along" },
    { runtime: 'nodejs18.x', mend: 'not installed for it: npm install aws-sdk' },
  ])('tells whether $runtime brings the SDK v2 along', ({ runtime, mend }) => {
    const payload = payloadOf("Error: Cannot find module 'aws-sdk/clients/stepfunctions'");

    expect(missingPackageNotice(aFunction('Old', { runtime }), payload)).toContain(mend);
  });

  test('names the install of any other package', () => {
    const payload = payloadOf("Cannot find package '@pets/names' imported from /project/app.mjs");

    expect(missingPackageNotice(aFunction('Pets'), payload)).toBe(
      'Pets imports @pets/names, which is not installed for it: npm install @pets/names, in the folder of its package.json',
    );
  });

  test('names a file that no layer holds', () => {
    const payload = payloadOf("Error: Cannot find module '/opt/nodejs/pets'");

    expect(missingPackageNotice(aFunction('Pets'), payload)).toBe(
      'Pets imports /opt/nodejs/pets, which none of its layers here holds',
    );
  });
});
