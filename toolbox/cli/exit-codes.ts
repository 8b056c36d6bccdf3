/** Exit codes of the command, part of its contract. */
export const EXIT_CODES = {
  fine: 0,
  /** The developer's files are wrong; each problem is printed. */
  wrongFiles: 1,
  wrongUsage: 2,
  portTaken: 3,
} as const;
