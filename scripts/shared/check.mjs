/**
 * Runs one check and prints one line for it. A check that fails gives the process its exit code.
 *
 * @param action - throws when something is wrong; may return what to say of it
 */
export async function check(title, action) {
  const start = performance.now();
  try {
    const result = await action();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`ok      ${title} (${seconds} s)${result === undefined ? '' : `: ${result}`}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`failed  ${title}: ${error.message}`);
  }
}
