/** The documented quota on the size of a template. */
export const MAX_TEMPLATE_BYTES = 300 * 1024;

/** The documented quota on `#foreach`. */
export const MAX_LOOP_ITERATIONS = 1000;

// Local runtime: API Gateway documents no limits for the following, but a template must not be able to stop the
// process. All are far beyond what fits into its payload of 10 MB and its integration timeout of 29 s.

/** Characters of a text, be it the output or a value. */
export const MAX_TEXT_LENGTH = 20 * 1024 * 1024;

/** Elements of a list that a template makes. */
export const MAX_LIST_LENGTH = 1_000_000;

/** Nodes that one rendering evaluates; texts count by length. */
export const MAX_STEPS = 2_000_000;
