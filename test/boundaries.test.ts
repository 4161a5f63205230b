import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Import {
  /** Path of the importing file from the root. */
  from: string;
  /** Path of the imported file from the root, without its extension; a package's specifier where it is none of ours. */
  to: string;
  ours: boolean;
  typesOnly: boolean;
}

interface Rule {
  /** Files that values may come from, by how their path begins. */
  values: string[];
  /** Files that types may come from besides. */
  types: string[];
  libraries: string[];
}

/** The import table of the README. A folder may always import itself, except that an entrypoint may not import another. */
const TABLE: Record<string, Rule> = {
  core: { values: [], types: [], libraries: ['zod/mini', 'approx-string-match', 'stopword'] },
  providers: { values: ['core/'], types: [], libraries: ['@anthropic-ai/sdk', 'p-limit', 'zod/mini'] },
  page: { values: ['core/anchor', 'core/text'], types: ['core/model'], libraries: [] },
  platform: { values: ['core/'], types: [], libraries: ['idb', 'zod/mini', 'wxt/browser'] },
  components: {
    values: [
      'core/select',
      'core/cover',
      'core/facts',
      'core/left-out',
      'core/thresholds',
      'core/check-limits',
      'core/usage',
      'core/export/',
    ],
    types: ['core/'],
    libraries: ['preact'],
  },
  entrypoints: {
    values: ['core/', 'providers/', 'page/', 'platform/', 'components/'],
    types: [],
    libraries: ['preact', 'zod/mini', 'wxt'],
  },
};

/** A folder's source files, as paths from the root. */
function sourcesOf(folder: string): string[] {
  if (!existsSync(path.join(ROOT, folder))) return [];
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));
}

interface Node {
  type: string;
  [key: string]: unknown;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesOf(one);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') yield value as Node;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

const NAMES_A_MODULE = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration', 'ImportExpression', 'TSImportType']);

/** Whether nothing of an import or export is left once types are taken away. */
function typesOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const named = (node.specifiers ?? []) as Node[];
  return named.length > 0 && named.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}

function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return [...nodesOf(program)].flatMap((node) => {
    const specifier = NAMES_A_MODULE.has(node.type) ? (node.source as { value?: unknown } | null)?.value : undefined;
    if (typeof specifier !== 'string') return [];
    const ours = specifier.startsWith('.');
    const to = ours ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.(tsx?|js)$/, '') : specifier;
    return [{ from: file, to, ours, typesOnly: typesOnly(node) }];
  });
}

const folderOf = (file: string): string => file.split('/')[0]!;

/** `entrypoints/sidepanel/store.ts` belongs to the entrypoint `entrypoints/sidepanel`, as `entrypoints/background.ts` does to its own. */
const entrypointOf = (file: string): string => file.split('/').slice(0, 2).join('/').replace(/\.ts$/, '');

const isLibrary = (specifier: string, library: string): boolean => specifier === library || specifier.startsWith(`${library}/`);

/** A path that ends in a slash stands for all below it, any other for one file. */
const isAt = (file: string, place: string): boolean => (place.endsWith('/') ? file.startsWith(place) : file === place);

function isAllowed({ from, to, ours, typesOnly }: Import): boolean {
  const folder = folderOf(from);
  const rule = TABLE[folder]!;
  if (!ours) return rule.libraries.some((library) => isLibrary(to, library));
  if (folderOf(to) === folder) return folder !== 'entrypoints' || entrypointOf(from) === entrypointOf(to);
  return [...rule.values, ...(typesOnly ? rule.types : [])].some((place) => isAt(to, place));
}

const folders = Object.keys(TABLE).filter((folder) => existsSync(path.join(ROOT, folder)));
const files = folders.flatMap(sourcesOf);
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const imports = files.flatMap((file) => importsOf(file, textOf(file)));
const line = ({ from, to, typesOnly }: Import): string => `${from} → ${to}${typesOnly ? ' (types)' : ''}`;

/** The file that an import names; none for a style sheet. */
const resolve = (to: string): string | undefined =>
  ['.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => to + end).find((file) => files.includes(file));

/** Every file that a file's values come from, itself included. */
function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { to } of imports.filter((one) => one.from === file && one.ours && !one.typesOnly)) {
    const next = resolve(to);
    if (next) closure(next, seen);
  }
  return seen;
}

/** One cycle of imports, as the path round it, or null. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of edges.get(file) ?? []) {
      const found = walk(next, [...trail, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of edges.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return null;
}

const judged = (from: string, source: string): boolean[] => importsOf(from, source).map(isAllowed);

describe('the import table', () => {
  it.each(folders)('sees imports in %s', (folder) => {
    expect(sourcesOf(folder).length).toBeGreaterThan(0);
    expect(imports.filter(({ from }) => folderOf(from) === folder).length).toBeGreaterThan(0);
  });

  it('has a line for every folder of sources there is', () => {
    expect(folders).toEqual(expect.arrayContaining(['core', 'page', 'platform', 'components', 'entrypoints']));
  });

  it('holds for every import', () => {
    expect(imports.filter((one) => !isAllowed(one)).map(line)).toEqual([]);
  });

  it('names files that are there', () => {
    const missing = imports.filter(({ to, ours }) => ours && resolve(to) === undefined && !existsSync(path.join(ROOT, to)));
    expect(missing.map(line)).toEqual([]);
  });

  it('refuses what it does not list, however it is written', () => {
    expect(judged('core/a.ts', `import { h } from 'preact'; import '../page/text'; export * from '../platform/cache';`)).toEqual([
      false,
      false,
      false,
    ]);
    expect(judged('core/a.ts', `const later = () => import('idb'); type P = import('../page/blocks').Reading;`)).toEqual([false, false]);
    expect(judged('page/a.ts', `import { Block } from '../core/model'; import { select } from '../core/select';`)).toEqual([false, false]);
    expect(judged('components/a.tsx', `import { compare } from '../core/compare'; import x from 'preactish';`)).toEqual([false, false]);
    expect(judged('entrypoints/a/b.ts', `import '../c'; import '../c/d'; import 'idb';`)).toEqual([false, false, false]);
  });

  it('lets pass what it lists', () => {
    expect(judged('page/a.ts', `import type { Block } from '../core/model'; import { type Page } from '../core/model';`)).toEqual([
      true,
      true,
    ]);
    expect(judged('page/a.ts', `import { words } from '../core/text'; import { b } from './b';`)).toEqual([true, true]);
    expect(judged('components/a.tsx', `import { h } from 'preact/hooks'; import { toJson } from '../core/export/json';`)).toEqual([
      true,
      true,
    ]);
    expect(judged('entrypoints/a/b.ts', `import './c'; import '../../page/text'; import 'wxt/browser';`)).toEqual([true, true, true]);
  });
});

describe('the sources', () => {
  it('import each other without a cycle', () => {
    const edges = new Map(
      files.map((file) => [file, imports.filter(({ from, ours }) => from === file && ours).flatMap(({ to }) => resolve(to) ?? [])]),
    );
    expect(findCycle(edges)).toBeNull();
    expect(
      findCycle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });

  it('keep zod and every other large library out of the content script', () => {
    const reached = closure('entrypoints/overlay.ts');
    expect(reached.size).toBeGreaterThan(3);
    const libraries = imports.filter(({ from, ours, typesOnly }) => reached.has(from) && !ours && !typesOnly).map(({ to }) => to);
    expect(libraries.filter((to) => !['wxt', 'approx-string-match', 'stopword'].some((small) => isLibrary(to, small)))).toEqual([]);
  });

  it('have no any', () => {
    const anys = (file: string, source: string): number =>
      [...nodesOf(parseSync(file, source).program)].filter(({ type }) => type === 'TSAnyKeyword').length;
    expect(anys('a.ts', 'const a: any = 1; const b = a as any;')).toBe(2);
    expect(files.filter((file) => anys(file, textOf(file)) > 0)).toEqual([]);
  });

  it('are named for what they hold', () => {
    const drawer = /^(utils?|helpers?|common|misc|shared|lib|tools)\b/i;
    expect(files.filter((file) => drawer.test(path.posix.basename(file)))).toEqual([]);
  });
});
