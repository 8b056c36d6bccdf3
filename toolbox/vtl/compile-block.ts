import { isTrue } from './apply-operator.ts';
import { compileForeach } from './compile-foreach.ts';
import { compileSet } from './compile-set.ts';
import type { Compiler } from './compiler.ts';
import { DefinedBlock } from './defined-block.ts';
import { type Evaluate, type Render, write } from './frame.ts';
import type { Block, DefineNode, ExitNode, IfNode, TextNode, VtlNode } from './nodes.ts';
import { textOf } from './value.ts';

export function compileBlock(block: Block, compiler: Compiler): Render {
  const renders = block.map((node) => compileNode(node, compiler));
  const [only] = renders;
  if (only !== undefined && renders.length === 1) return only;
  return (frame) => {
    for (const render of renders) {
      render(frame);
      if (frame.exit !== undefined) return;
    }
  };
}

function compileNode(node: VtlNode, compiler: Compiler): Render {
  switch (node.kind) {
    case 'text':
      return compileText(node);
    case 'reference':
      return compileOutput(compiler.compileExpression(node), node.offset);
    case 'set':
      return compileSet(node, compiler);
    case 'if':
      return compileIf(node, compiler);
    case 'foreach':
      return compileForeach(node, compiler);
    case 'define':
      return compileDefine(node, compiler);
    case 'break':
    case 'stop':
      return compileExit(node);
  }
}

function compileText({ text, offset }: TextNode): Render {
  return (frame) => write(frame, offset, text);
}

function compileOutput(evaluate: Evaluate, offset: number): Render {
  return (frame) => write(frame, offset, textOf(evaluate(frame)));
}

function compileIf({ branches, otherwise }: IfNode, compiler: Compiler): Render {
  const compiled = branches.map(({ condition, block }) => ({
    condition: compiler.compileExpression(condition),
    render: compiler.compileBlock(block),
  }));
  const renderOtherwise = compiler.compileBlock(otherwise);
  return (frame) => {
    for (const { condition, render } of compiled) {
      if (isTrue(condition(frame))) {
        render(frame);
        return;
      }
    }
    renderOtherwise(frame);
  };
}

function compileDefine({ name, block }: DefineNode, compiler: Compiler): Render {
  const slot = compiler.slotOf(name);
  const render = compiler.compileBlock(block);
  return (frame) => {
    frame.slots[slot] = new DefinedBlock(render, frame);
  };
}

function compileExit({ kind }: ExitNode): Render {
  return (frame) => {
    frame.exit = kind;
  };
}
