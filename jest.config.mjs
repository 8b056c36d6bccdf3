const project = (displayName, options = {}) => ({
  displayName,
  testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
  transform: { '\\.ts$': '@swc/jest' },
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/dist'],
  ...options,
});

/** These run the command as it is published. */
const bundled = { globalSetup: '<rootDir>/tests/bundle-once.mjs' };

export default {
  projects: [project('unit'), project('integration', bundled), project('contract', bundled)],
  maxWorkers: 2,
};
