const project = (displayName) => ({
  displayName,
  testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
  transform: { '\\.ts$': '@swc/jest' },
  modulePathIgnorePatterns: ['<rootDir>/.aws-sam', '<rootDir>/dist'],
});

export default {
  projects: [project('unit'), project('integration'), project('contract')],
  maxWorkers: 2,
};
