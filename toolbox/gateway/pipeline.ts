type Stage = (context: Record<string, unknown>) => Promise<void> | undefined;

/** Stages that work on one context, in the order in which they were added. */
export interface Pipeline<Start, Context> {
  /**
   * Adds a stage that fills one field. The handler can read what the stages before it have filled,
   * and nothing else; the compiler refuses a wrong order.
   */
  fill<Field extends string, Value>(
    field: Field,
    handler: (context: Context) => Value | Promise<Value>,
  ): Pipeline<Start, Context & Readonly<Record<Field, Value>>>;
  /** Adds a stage that fills nothing: it lets the request pass or throws. */
  check(handler: (context: Context) => void | Promise<void>): Pipeline<Start, Context>;
  /**
   * Goes on with the stages of `first` where the context fulfils the condition, else of `second`.
   */
  fork<First extends Context, Second extends Context>(
    condition: (context: Context) => boolean,
    first: Pipeline<Context, First>,
    second: Pipeline<Context, Second>,
  ): Pipeline<Start, First | Second>;
  /**
   * Runs all stages; the result is a promise only when a stage had to wait. The context is filled
   * in place.
   */
  run(start: Start): Context | Promise<Context>;
}

export function pipeline<Start extends object>(): Pipeline<Start, Start> {
  return extend<Start, Start>([]);
}

function extend<Start extends object, Context>(stages: readonly Stage[]): Pipeline<Start, Context> {
  return {
    fill(field, handler) {
      return extend([
        ...stages,
        (context) => {
          const value = handler(context as Context);
          if (!(value instanceof Promise)) {
            context[field] = value;
            return undefined;
          }
          return value.then((settled) => {
            context[field] = settled;
          });
        },
      ]);
    },
    check(handler) {
      return extend([
        ...stages,
        (context) => {
          const pending = handler(context as Context);
          return pending instanceof Promise ? pending : undefined;
        },
      ]);
    },
    fork(condition, first, second) {
      return extend([
        ...stages,
        (context) => {
          const way = condition(context as Context) ? first : second;
          const finished = way.run(context as Context);
          return finished instanceof Promise ? finished.then(() => undefined) : undefined;
        },
      ]);
    },
    run(start) {
      const context = start as Record<string, unknown>;
      return (runFrom(stages, 0, context) ?? context) as Context | Promise<Context>;
    },
  };
}

/**
 * Runs the stages until one waits, and the others behind it; undefined when all were synchronous.
 */
function runFrom(
  stages: readonly Stage[],
  first: number,
  context: Record<string, unknown>,
): Promise<Record<string, unknown>> | undefined {
  for (let index = first; index < stages.length; index += 1) {
    const pending = (stages[index] as Stage)(context);
    if (pending !== undefined) {
      return pending.then(() => runFrom(stages, index + 1, context) ?? context);
    }
  }
  return undefined;
}

/** Runs a pipeline to an answer, at once when no stage waits; what a stage throws is answered, too. */
export function answerBy<Start, Context, Answer>(
  stages: Pipeline<Start, Context>,
  start: Start,
  answer: (finished: Context) => Answer,
  refuse: (thrown: unknown) => Answer,
): Answer | Promise<Answer> {
  try {
    const finished = stages.run(start);
    return finished instanceof Promise ? finished.then(answer).catch(refuse) : answer(finished);
  } catch (thrown) {
    return refuse(thrown);
  }
}
