/** Members that the inputs of several operations share. */
export const EXECUTION_ARN = { type: 'string', required: true, length: [1, 256] } as const;
