import type { ExprNode } from 'jsonata';

/** What a JSONata expression refers to by `$`. */
export interface ExpressionNames {
  /** All names, of variables and of functions. */
  readonly references: ReadonlySet<string>;
  /** The variables of the workflow among them. */
  readonly variables: readonly string[];
  /** The members of `$states` that it uses, and `WHOLE_STATES` where it uses `$states` itself. */
  readonly statesMembers: ReadonlySet<string>;
}

const STATES = 'states';
export const WHOLE_STATES = '*';
/** `$`, `$$` and what the service binds. */
const PREDEFINED = ['', '$', STATES];

/** The parts of a syntax tree that matter here; nodes of different types keep their parts under different names. */
interface SyntaxNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly procedure?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
  readonly steps?: readonly SyntaxNode[];
  readonly lhs?: SyntaxNode;
}

export function namesInExpression(root: ExprNode): ExpressionNames {
  const references = new Set<string>();
  const own = new Set<unknown>(PREDEFINED);
  const statesMembers = new Set<string>();
  const seen = new Set<unknown>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const name of ownNames(node)) own.add(name);
    const { type, value, steps } = node as SyntaxNode;
    const member = type === 'path' ? statesMember(steps ?? []) : undefined;
    if (member !== undefined) {
      references.add(STATES);
      statesMembers.add(member);
      seen.add(steps?.[0]);
    }
    if (type === 'variable' && typeof value === 'string') {
      references.add(value);
      if (value === STATES) statesMembers.add(WHOLE_STATES);
    }
    open.push(...Object.values(node));
  }
  const variables = [...references].filter((name) => !own.has(name));
  return { references, variables, statesMembers };
}

/** The names that a node binds, or calls as a function. */
function ownNames({ type, procedure, arguments: parameters, lhs }: SyntaxNode): unknown[] {
  if (type === 'lambda') return (parameters ?? []).map(({ value }) => value);
  if (type === 'bind') return [lhs?.value];
  return procedure === undefined ? [] : [procedure.value];
}

/** `input` of `$states.input…`. */
function statesMember([first, second]: readonly SyntaxNode[]): string | undefined {
  const isStates = first?.type === 'variable' && first.value === STATES;
  return isStates && second?.type === 'name' ? String(second.value) : undefined;
}
