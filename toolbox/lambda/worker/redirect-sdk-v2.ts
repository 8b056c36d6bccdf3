import Module from 'node:module';
import { SDK_V2_ENDPOINTS, SDK_V2_LOADER } from '../sdk-v2.ts';

type Compile = (content: string, filename: string, ...rest: unknown[]) => unknown;

/** Makes the AWS SDK v2, when a function requires it, call the endpoints of this machine. */
export function redirectSdkV2(): void {
  const compile: Compile = Reflect.get(Module.prototype, '_compile');
  const compileRedirected: Compile = function (this: unknown, content, filename, ...rest) {
    const text = SDK_V2_LOADER.test(filename) ? content + SDK_V2_ENDPOINTS : content;
    return Reflect.apply(compile, this, [text, filename, ...rest]);
  };
  Reflect.set(Module.prototype, '_compile', compileRedirected);
}
