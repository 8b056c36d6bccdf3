import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const README = resolve(__dirname, '../../../toolbox/README.md');

/** A row of a table of toolbox/README.md. */
export interface SupportRow {
  readonly feature: string;
  /** What becomes of it here. */
  readonly support: string;
  /** R, D, A or two of them; empty where there is nothing on AWS to compare with. */
  readonly mark: string;
}

/** @param heading - of the section that the table stands in, without its folder */
export function supportTable(heading: string): readonly SupportRow[] {
  const sections = readFileSync(README, 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${heading} (`));
  if (section === undefined) throw new Error(`toolbox/README.md has no section ${heading}`);
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map(readRow);
}

function readRow(line: string): SupportRow {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, feature = '', support = '', mark = ''] = cells;
  if (cells.length !== 5) throw new Error(`Not three cells: ${line}`);
  return { feature, support, mark };
}

/** What the row that begins with a title and a colon lists in backquotes. */
export function listOf(rows: readonly SupportRow[], title: string): readonly string[] {
  const row = rows.find(({ feature }) => feature.startsWith(`${title}: `));
  if (row === undefined) throw new Error(`There is no row ${title}`);
  return [...row.feature.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
