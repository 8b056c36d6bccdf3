import { missingPackageNotice } from '../../../toolbox/lambda/missing-package.ts';

const payloadOf = (errorMessage: string): string =>
  JSON.stringify({ errorType: 'Error', errorMessage, trace: [] });

describe('missingPackageNotice', () => {
  test.each([
    "Error: Cannot find module '@aws-sdk/client-s3'\nRequire stack:\n- /project/index.js",
    "Cannot find package '@aws-sdk/client-s3' imported from /project/index.mjs",
    "Cannot find module '@aws-sdk/client-s3/dist-cjs/index.js'",
  ])('names the mend for %j', (errorMessage) => {
    expect(missingPackageNotice('StartHello', payloadOf(errorMessage))).toBe(
      "StartHello imports @aws-sdk/client-s3, which Lambda's runtime brings along and this project lacks: npm install --save-dev @aws-sdk/client-s3",
    );
  });

  test.each([
    "Error: Cannot find module 'left-out'",
    "Cannot find module './@aws-sdk/client-s3'",
    'The table is not there',
  ])('is silent about %j', (errorMessage) => {
    expect(missingPackageNotice('StartHello', payloadOf(errorMessage))).toBeUndefined();
  });
});
