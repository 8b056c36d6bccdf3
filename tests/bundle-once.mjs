// Jest's global set-up: the tests over real sockets run the command as it is published.
import { bundle } from '../scripts/bundle.mjs';

export default () => bundle();
