// Jest's global set-up: the tests over real sockets run the command as it is published.
import { bundle } from '../scripts/bundle.mjs';

export default async () => {
  // Against a deployed stage nothing runs here.
  if (process.env.API_BASE_URL === undefined) await bundle();
};
