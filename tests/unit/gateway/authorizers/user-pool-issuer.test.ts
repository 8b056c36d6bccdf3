import { userPoolIssuer } from '../../../../toolbox/gateway/authorizers/user-pool-issuer.ts';

const COGNITO = 'Cognito "Verifying JSON web tokens"';

describe('userPoolIssuer', () => {
  test.each([
    [
      COGNITO,
      'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbC123',
      'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123',
    ],
    [
      COGNITO,
      'arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_A',
      'https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_A',
    ],
    ['Local runtime', 'arn:aws:s3:::bucket', undefined],
    ['Local runtime', 'arn:aws:cognito-idp:x/../y:1:userpool/a', undefined],
    ['Local runtime', 'eu-west-1_AbC123', undefined],
    ['Local runtime', '', undefined],
  ])('%s: %j has the issuer %j', (_source, arn, issuer) => {
    expect(userPoolIssuer(arn)).toBe(issuer);
  });
});
