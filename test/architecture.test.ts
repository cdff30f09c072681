/** The layout keeps its promises: who may import whom, by Biome and by a reader of our own, which agree. */
import { execFile } from 'node:child_process'
import { copyFile, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '..')
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')

/** `files`: folders and files of ours; `packages`: `node:` is all of Node's. Null: any. */
type Takes = { readonly files: readonly string[]; readonly packages: readonly string[] | null }

const WEB = [
  'compression',
  'minisearch',
  'express',
  'express-rate-limit',
  'helmet',
  'ioredis',
  'luxon',
  'zod',
  'node:',
]
const HTTP = [
  ...['src/http/', 'src/domain/', 'src/commands/', 'src/rendering/', 'src/editing/', 'src/store/'],
  'src/log.ts',
]
const LAYERS = [
  ...['src/domain/', 'src/store/', 'src/queue/', 'src/editing/', 'src/commands/', 'src/rendering/'],
  'src/http/',
]

/** What each folder may import; a file is under the deepest folder that is named here. */
const TABLE: Readonly<Record<string, Takes>> = {
  src: { files: [...LAYERS, 'src/config.ts', 'src/log.ts', 'src/process.ts'], packages: null },
  'src/embedded': { files: ['src/'], packages: null },
  'src/domain': {
    files: ['src/domain/'],
    packages: ['luxon', 'zod', 'htmlparser2', 'entities', 'postal-mime', 'libphonenumber-js'],
  },
  'src/store': {
    files: ['src/store/', 'src/domain/'],
    packages: ['ioredis', 'zod', 'ulid', '@sindresorhus/slugify', 'luxon', 'node:'],
  },
  'src/queue': { files: ['src/queue/', 'src/domain/'], packages: ['bullmq', 'zod'] },
  'src/editing': { files: ['src/editing/', 'src/domain/'], packages: ['piscina'] },
  'src/commands': {
    files: ['src/commands/', 'src/domain/', 'src/store/', 'src/queue/', 'src/editing/'],
    packages: ['zod'],
  },
  'src/rendering': {
    files: ['src/rendering/', 'src/domain/', 'src/store/content.ts'],
    packages: ['eta', 'feed', 'diff', 'luxon', 'markdown-it', 'sitemap', 'zod', 'node:'],
  },
  'src/http': { files: [...HTTP, 'src/queue/queues.ts'], packages: WEB },
  'src/http/desk': {
    files: [...HTTP, 'src/queue/queues.ts'],
    packages: [...WEB, 'csrf-sync', 'express-session', 'fflate', 'multer'],
  },
  'src/http/openapi': { files: [...HTTP, 'src/queue/queues.ts'], packages: [...WEB, 'zod-openapi'] },
  'src/http/ops': {
    files: [...HTTP, 'src/queue/'],
    packages: [...WEB, '@bull-board/api', '@bull-board/express', 'prom-client'],
  },
  workers: {
    files: [
      'workers/',
      ...LAYERS.filter((layer) => layer !== 'src/http/' && layer !== 'src/editing/'),
      'src/config.ts',
      'src/log.ts',
      'src/process.ts',
    ],
    packages: ['bullmq', 'zod', 'node:'],
  },
  'workers/channels': {
    files: ['workers/channels/', 'src/domain/', 'src/rendering/message.ts', 'src/rendering/text-message.ts'],
    packages: ['nodemailer', 'node:'],
  },
}

/** Files and packages of every kind that one folder or another may not import. */
const TARGETS = [
  ...['src/domain/refusals.ts', 'src/store/store.ts', 'src/store/content.ts', 'src/queue/queues.ts'],
  ...[
    'src/queue/jobs.ts',
    'src/commands/work.ts',
    'src/editing/editor.ts',
    'src/rendering/message.ts',
    'src/rendering/text-message.ts',
    'src/rendering/page.ts',
  ],
  ...['src/http/app.ts', 'src/http/ops/health.ts', 'src/embedded/start.ts', 'src/config.ts', 'src/log.ts'],
  ...['workers/run-job.ts', 'workers/channels/email.ts', 'node:fs', 'node:fs/promises', 'luxon', 'zod'],
  ...['ioredis', 'bullmq', 'ulid', '@sindresorhus/slugify', 'eta', 'mjml', 'feed', 'markdown-it', 'pino'],
  ...[
    'htmlparser2',
    'entities',
    'postal-mime',
    'libphonenumber-js/min',
    'express',
    'helmet',
    'express-rate-limit',
    'nodemailer',
    'smtp-server',
  ],
  ...[
    '@bull-board/api',
    '@bull-board/api/bullMQAdapter',
    '@bull-board/express',
    'prom-client',
    'zod-openapi',
    'piscina',
    'domhandler',
  ],
  ...['csrf-sync', 'express-session', 'fflate', 'multer', 'compression', 'minisearch', 'sitemap'],
]

const FOLDERS = [
  ...Object.keys(TABLE),
  'src/domain/transcript',
  'src/domain/spoken',
  'src/rendering/desk',
  'src/http/intake',
  'src/http/newsroom',
]

function mayImport(file: string, target: string): boolean {
  const takes = takesOf(file)
  if (/^(src|workers)\//.test(target)) return takes.files.some((place) => isAt(target, place))
  if (target.startsWith('.')) return false
  const name = packageOf(target)
  return takes.packages === null || takes.packages.includes(name)
}

function isAt(file: string, place: string): boolean {
  return place.endsWith('/') ? file.startsWith(place) : file === place
}

function takesOf(file: string): Takes {
  const folder = posix.dirname(file)
  const takes = TABLE[folder]
  if (takes) return takes
  if (folder === '.') throw new Error(`No folder of the table holds ${file}`)
  return takesOf(folder)
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:'
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

const STATIC = /^(?:import|export)\s(?:type\s)?[\w\s,{}*$]*\sfrom\s*'([^']+)'|^import\s*'([^']+)'/gm
const DYNAMIC = /(?<![.\w])(?:import|require)\(\s*'([^']+)'/g

/** What a file imports: paths from the project's root, and packages as they are written. */
function importsOf(file: string, source: string): readonly string[] {
  const found = [...source.matchAll(STATIC), ...source.matchAll(DYNAMIC)]
  return found
    .map((match) => match[1] ?? match[2] ?? '')
    .map((specifier) => (specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier))
}

const COMMENT_OR_TEXT =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|(?<=(?:[=(,:[!&|?{}>]|return)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g

/** A file without its comments, patterns, the words of its strings and the braces of its imports. */
function codeOf(source: string): string {
  return source.replace(COMMENT_OR_TEXT, "''").replace(/^(?:import|export)\s(?:type\s)?\{[^}]*\}/gm, '')
}

/** What our ways forbid in a file, by name. */
const FORBIDDEN: Readonly<Record<string, (file: string, source: string) => boolean>> = {
  'no opening sentence': (_, source) => !source.startsWith('/**'),
  'a cast': (_, source) => /\bas\s+(?!const\b)[\w({[]/.test(codeOf(source)),
  'any type': (_, source) => /[:<|&,=(]\s*any\b(?!\s*[:(])/.test(codeOf(withoutExcused(source))),
  'a non-null assertion': (_, source) => /[\w)\]]!(?=[.;,)\]\s])(?!=)/.test(codeOf(source)),
  'a default export': (file, source) => !file.endsWith('.d.ts') && /^export default\b/m.test(source),
  'a note to do': (_, source) => /\b(?:TODO|FIXME|XXX)\b/.test(source),
  'console.log': (_, source) => /\bconsole\.log\b/.test(codeOf(source)),
  'process.env': (file, source) =>
    /\bprocess\??\.env\b|\bprocess\[|\benv\b[^'\n]*\sfrom 'node:process'/.test(withoutComments(source)) &&
    !(file === 'src/config.ts' || file.startsWith('src/embedded/')),
  'a name that says nothing': (file) => /(?:^|[/-])(?:utils?|helpers?|common|managers?)\b/.test(file),
}

/** Where a rule would make the code worse, one line says why and the next one breaks it. */
function withoutExcused(source: string): string {
  return source.replace(/\/\/ biome-ignore lint\/suspicious\/noExplicitAny: \w.*\n.*\n/g, '')
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
}

const tree = new Map<string, string>()
for await (const found of glob('{src,workers}/**/*.{ts,mjs}', { cwd: ROOT })) {
  const file = found.replaceAll('\\', '/')
  tree.set(file, await readFile(join(ROOT, file), 'utf8'))
}

describe('the tree as it is', () => {
  it('is read: a reader that sees nothing would pass', () => {
    expect(tree.size).toBeGreaterThan(100)
    expect(importsOf('src/server.ts', tree.get('src/server.ts') ?? '')).toContain('src/http/app.ts')
  })

  it('imports only what the table allows', () => {
    const breaches = [...tree].flatMap(([file, source]) =>
      importsOf(file, source)
        .filter((target) => !mayImport(file, target))
        .map((target) => `${file} imports ${target}`),
    )
    expect(breaches).toEqual([])
  })

  it('imports only files that are there', () => {
    const missing = [...tree].flatMap(([file, source]) =>
      importsOf(file, source).filter((target) => /^(src|workers)\//.test(target) && !tree.has(target)),
    )
    expect(missing).toEqual([])
  })

  it('has no cycle, types included', () => {
    const graph = new Map([...tree].map(([file, source]) => [file, importsOf(file, source)]))
    expect(cycleIn(graph)).toEqual([])
  })

  test.each(Object.entries(FORBIDDEN))('has nowhere %s', (_, isForbidden) => {
    expect([...tree].flatMap(([file, source]) => (isForbidden(file, source) ? [file] : []))).toEqual([])
  })
})

describe('the reader bites', () => {
  test.each([
    ['a static import', "import { a } from '../store/store.ts'\n"],
    ['an import over several lines', "import {\n  a,\n  type B,\n} from '../store/store.ts'\n"],
    ['an import of types', "import type { A } from '../store/store.ts'\n"],
    ['a namespace', "import * as store from '../store/store.ts'\n"],
    ['a bare import', "import '../store/store.ts'\n"],
    ['a re-export', "export { a } from '../store/store.ts'\n"],
    ['a star re-export', "export * from '../store/store.ts'\n"],
    ['a dynamic import', "const a = await import('../store/store.ts')\n"],
    ['a detour', "import { a } from './../domain/../store/store.ts'\n"],
  ])('on %s', (_, source) => {
    expect(importsOf('src/domain/planted.ts', source)).toEqual(['src/store/store.ts'])
    expect(mayImport('src/domain/planted.ts', 'src/store/store.ts')).toBe(false)
  })

  test.each([
    ['no opening sentence', 'src/a.ts', 'const a = 1'],
    ['a cast', 'src/a.ts', "/** A. */\nconst a = JSON.parse('1') as Known"],
    ['a cast', 'src/a.ts', '/** A. */\nconst a = b as unknown as { c: number }'],
    ['any type', 'src/a.ts', '/** A. */\nfunction a(b: any) {}'],
    ['any type', 'src/a.ts', '/** A. */\nconst a = new Map<string, any>()'],
    ['a non-null assertion', 'src/a.ts', '/** A. */\nconst a = b!.c'],
    ['a default export', 'src/a.ts', '/** A. */\nexport default 1'],
    ['a note to do', 'src/a.ts', '/** A. */\n// TODO: b'],
    ['console.log', 'src/a.ts', '/** A. */\nconsole.log(1)'],
    ['process.env', 'src/http/a.ts', '/** A. */\nconst { PORT } = process.env'],
    ['process.env', 'workers/a.ts', "/** A. */\nimport { env } from 'node:process'"],
    ['a name that says nothing', 'src/store/utils.ts', '/** A. */'],
    ['a name that says nothing', 'src/queue-manager.ts', '/** A. */'],
  ])('on %s in %s', (rule, file, source) => {
    expect(FORBIDDEN[rule]?.(file, source)).toBe(true)
  })

  it('lets pass what only looks like it', () => {
    const source = `/** As any reader knows: none as such. */
import { Known as KnownSchema } from './a.ts'
const says = 'taken as stated: any' // as any other
const kinds = ['a'] as const
// biome-ignore lint/suspicious/noExplicitAny: a stranger's answer
type Answer = any
const pattern = /[*_~\`']+ as any/u
if (!done !== a && b != c) process.exit(1)`
    const found = Object.entries(FORBIDDEN).filter(([, isForbidden]) => isForbidden('src/a.ts', source))
    expect(found.map(([rule]) => rule)).toEqual([])
  })

  it('on a cycle', () => {
    const graph = { 'a.ts': ['b.ts'], 'b.ts': ['c.ts', 'd.ts'], 'c.ts': ['d.ts'], 'd.ts': ['b.ts'] }
    expect(cycleIn(new Map(Object.entries(graph)))).toEqual(['b.ts', 'c.ts', 'd.ts', 'b.ts'])
  })
})

describe('Biome bites where the table says, and nowhere else', () => {
  let planted: string
  let caught: ReadonlyMap<string, ReadonlySet<string>>
  const pairs = FOLDERS.flatMap((folder) =>
    TARGETS.map((target, index) => ({ file: `${folder}/planted-${index}.ts`, folder, target })),
  )
  const others: Readonly<Record<string, { file: string; source: string }>> = {
    noRestrictedImports: {
      file: 'src/domain/lazy.ts',
      source: "export const a = import('../store/store.ts')\n",
    },
    noExplicitAny: { file: 'src/any.ts', source: 'export type A = { readonly a: any }\n' },
    noNonNullAssertion: {
      file: 'src/non-null.ts',
      source: 'export const a = (b?: string) => b!.length\n',
    },
    noUnsafeTypeAssertion: {
      file: 'src/cast.ts',
      source: 'export const a = (b: unknown) => b as string\n',
    },
    noDefaultExport: { file: 'src/default.ts', source: 'export default 1\n' },
    noBarrelFile: { file: 'src/barrel.ts', source: "export { a } from './any.ts'\n" },
    noConsole: { file: 'src/says.ts', source: 'console.log(1)\n' },
    noUnusedImports: { file: 'src/unused-import.ts', source: "import { z } from 'zod'\n" },
    noUnusedVariables: { file: 'src/unused.ts', source: 'const a = 1\n' },
    useImportExtensions: {
      file: 'src/extension.ts',
      source: "import { a } from './first'\nexport const b = a\n",
    },
    noImportCycles: {
      file: 'src/first.ts',
      source: "import type { B } from './second.ts'\nexport type A = B\n",
    },
    noProcessEnv: { file: 'workers/reads.ts', source: 'export const a = process.env.PORT\n' },
    useFilenamingConvention: { file: 'src/camelCase.ts', source: 'export const a = 1\n' },
    noFloatingPromises: {
      file: 'src/floating.ts',
      source: 'async function a() {}\nexport function b() {\n  a()\n}\n',
    },
  }

  beforeAll(async () => {
    planted = await mkdtemp(join(tmpdir(), 'hfr-architecture-'))
    for (const name of ['biome.json', '.gitignore']) await copyFile(join(ROOT, name), join(planted, name))
    const second = {
      file: 'src/second.ts',
      source: "import type { A } from './first.ts'\nexport type B = A\n",
    }
    const imports = pairs.map(({ file, target }) => ({
      file,
      source: `import * as a from '${specifier(file, target)}'\nexport const b = a\n`,
    }))
    const files = [...imports, ...Object.values(others), second]
    for (const folder of new Set(files.map(({ file }) => dirname(file))))
      await mkdir(join(planted, folder), { recursive: true })
    await Promise.all(files.map(({ file, source }) => writeFile(join(planted, file), source)))
    caught = await lint(planted)
  })
  afterAll(() => rm(planted, { recursive: true, force: true }))

  test.each(FOLDERS)('on imports from %s', (folder) => {
    const here = pairs.filter((pair) => pair.folder === folder)
    const byBiome = here.filter(({ file }) => caught.get(file)?.has('noRestrictedImports') ?? false)
    const byTable = here.filter(({ file, target }) => !mayImport(file, target))
    expect(byBiome.map(({ target }) => target)).toEqual(byTable.map(({ target }) => target))
    expect(byTable.length).toBeGreaterThan(0)
    expect(byTable.length).toBeLessThan(here.length)
  })

  test.each(Object.entries(others))('by %s', (rule, { file }) => {
    expect([...(caught.get(file) ?? [])]).toContain(rule)
  })

  it('not on process.env or the console where they belong', async () => {
    const files = ['src/config.ts', 'src/embedded/start.ts', 'test/a.ts']
    for (const file of files) await mkdir(join(planted, dirname(file)), { recursive: true })
    for (const file of files) await writeFile(join(planted, file), 'export const a = process.env.PORT\n')
    await writeFile(join(planted, 'src/embedded/says.ts'), 'console.log(1)\n')
    const found = await lint(planted)
    for (const file of [...files, 'src/embedded/says.ts']) expect(found.get(file)).toBeUndefined()
  })
})

function specifier(file: string, target: string): string {
  if (!/^(src|workers)\//.test(target)) return target
  const path = posix.relative(posix.dirname(file), target)
  return path.startsWith('.') ? path : `./${path}`
}

const Report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
})

/** The rules that Biome says each file breaks. */
async function lint(directory: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const command = [BIOME, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error)
  const found = new Map<string, Set<string>>()
  for (const { category, location } of Report.parse(JSON.parse(stdout)).diagnostics) {
    const rules = found.get(location.path) ?? new Set()
    found.set(location.path, rules.add(category.split('/').at(-1) ?? category))
  }
  return found
}

/** The first cycle of a graph, from a file back to itself; empty when there is none. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const target of graph.get(file) ?? []) {
      const cycle = visit(target, [...path, file])
      if (cycle.length > 0) return cycle
    }
    done.add(file)
    return []
  }
  for (const file of graph.keys()) {
    const cycle = visit(file, [])
    if (cycle.length > 0) return cycle
  }
  return []
}
