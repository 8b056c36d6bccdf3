import { scalarNode, scalarText } from './nodes.ts';
import type { IntrinsicFunction } from './scope.ts';

const IPV4_BITS = 32;
const DEFAULT_CIDR_BITS = 8;
const MAX_COUNT = 256;

/**
 * `Fn::Cidr`: a list of address blocks of one size inside a block.
 *
 * Local runtime: of IPv6, and of a block that only an account knows, it gives the block itself.
 *
 * @see "Fn::Cidr" (CloudFormation User Guide)
 */
export const cidr: IntrinsicFunction = ({ argument, position }, scope) => {
  const operands = argument.kind === 'sequence' ? argument.items : [];
  const [block, countText, bitsText] = operands.map((operand) =>
    scalarText(scope.resolve(operand)),
  );
  const count = Number(countText);
  const bits = Number(bitsText ?? DEFAULT_CIDR_BITS);
  if (block === undefined || !(count >= 1 && count <= MAX_COUNT) || !(bits >= 1)) {
    const message = `Fn::Cidr needs a list of an address block, a count from 1 to ${MAX_COUNT} and the number of bits of each part`;
    scope.problems.error(position, 'invalid-intrinsic', message);
    return undefined;
  }
  const items = blocksOf(block, count, bits).map((text) => scalarNode(position, text));
  return { kind: 'sequence', position, items };
};

const IPV4_BLOCK = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/;

function blocksOf(block: string, count: number, bits: number): string[] {
  const [, ...numbers] = IPV4_BLOCK.exec(block) ?? [];
  const start = numbers.slice(0, 4).reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return Array.from({ length: count }, (_, index) =>
    numbers.length === 0 ? block : `${address(start + index * 2 ** bits)}/${IPV4_BITS - bits}`,
  );
}

function address(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
