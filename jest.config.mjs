const project = (displayName, options = {}) => ({
  displayName,
  testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
  // jose is written as ES modules alone.
  transform: { '\\.ts$|/node_modules/jose/.+\\.js$': '@swc/jest' },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/dist'],
  ...options,
});

/** These run the command as it is published. */
const bundled = { globalSetup: '<rootDir>/tests/bundle-once.mjs' };

export default {
  projects: [project('unit'), project('integration', bundled), project('contract', bundled)],
  maxWorkers: 2,
};
