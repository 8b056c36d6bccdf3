import type { Position, Problem } from '../shared/problem.ts';

/** Collects what is wrong, so that everything is told at once. */
export interface ProblemList {
  error(position: Position, rule: string, message: string): void;
  warning(position: Position, rule: string, message: string): void;
  addAll(problems: readonly Problem[]): void;
  /** Each problem once, by file and place; files in the order in which they were first named. */
  sorted(): Problem[];
}

export function createProblemList(): ProblemList {
  const problems = new Map<string, Problem>();
  const add = (problem: Problem): void => {
    const { position, rule, message } = problem;
    const key = `${position.file}:${position.line}:${position.column} ${rule} ${message}`;
    if (!problems.has(key)) problems.set(key, problem);
  };
  return {
    error: (position, rule, message) => add({ position, severity: 'error', rule, message }),
    warning: (position, rule, message) => add({ position, severity: 'warning', rule, message }),
    addAll: (more) => more.forEach(add),
    sorted: () => sortByPosition([...problems.values()]),
  };
}

function sortByPosition(problems: Problem[]): Problem[] {
  const files = [...new Set(problems.map(({ position }) => position.file))];
  return problems.sort(
    ({ position: left }, { position: right }) =>
      files.indexOf(left.file) - files.indexOf(right.file) ||
      left.line - right.line ||
      left.column - right.column,
  );
}
