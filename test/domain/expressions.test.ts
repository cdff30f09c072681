/** No regular expression that meets the words of a call takes longer than the words are long. */
import { hash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { type Node, parse } from 'acorn'
import { simple } from 'acorn-walk'
import { check } from 'recheck'
import { expect, test } from 'vitest'
import { inForm } from '../support/fault-size.ts'

type Expression = { readonly file: string; readonly source: string; readonly flags: string }

function expressionsIn(file: string, typescript: string): readonly Expression[] {
  const found: Expression[] = []
  const tree: Node = parse(stripTypeScriptTypes(typescript), { ecmaVersion: 'latest', sourceType: 'module' })
  simple(tree, {
    Literal({ regex }) {
      if (regex) found.push({ file, source: regex.pattern, flags: regex.flags })
    },
  })
  return found
}

/** Characters of the longest text that the expressions of a file meet, where that is less than a text. */
const LONGEST_INPUT: Readonly<Record<string, number>> = {
  'src/domain/accounts.ts': 300,
  'src/domain/bracket-spans.ts': 3,
  'src/domain/draft.ts': 254,
  'src/domain/uncertain-forms.ts': 300,
  'src/domain/spoken/attribution.ts': 800,
  'src/domain/spoken/proposal.ts': 60,
  // A sentence, with a space between any two of its words and marks.
  'src/domain/spoken/sections.ts': 1800,
  'src/domain/spoken/subjects.ts': 1800,
  // A hundred and fifty words.
  'src/domain/spoken/clause-verdicts.ts': 1500,
  'src/domain/spoken/clauses.ts': 1500,
  'src/domain/spoken/statement.ts': 1500,
  'src/domain/spoken/waits.ts': 400,
}
const ENOUGH_MS = 5

/** What the checker says: `safe`, or how bad it gets, with the words that make it so. */
async function judge({ file, source, flags }: Expression): Promise<string> {
  const verdict = await check(source, flags, { timeout: 10_000 })
  if (verdict.status === 'safe') return 'safe'
  if (verdict.status === 'unknown') return `unknown: ${verdict.error.kind}`
  const longest = LONGEST_INPUT[file]
  if (longest !== undefined) {
    const attack = verdict.attack.string.slice(0, longest)
    const began = performance.now()
    new RegExp(source, flags).test(attack)
    if (performance.now() - began < ENOUGH_MS) return 'safe'
  }
  return `${verdict.complexity.summary}: ${verdict.attack.pattern}`
}

/** Expressions that the checker has found safe, by their fingerprints: a verdict depends on nothing else. */
const FOUND_SAFE = new URL('./expressions-found-safe.txt', import.meta.url)
const { version } = createRequire(import.meta.url)('recheck/package.json')

function fingerprintOf({ file, source, flags }: Expression): string {
  const longest = LONGEST_INPUT[file] ?? Number.POSITIVE_INFINITY
  return hash('sha256', JSON.stringify([version, source, flags, longest])).slice(0, 24)
}

/** Most take the checker a moment and some seconds: a run judges those that nobody has, the long form all. */
test('every expression of the domain is linear, or meets what is short', { timeout: 300_000 }, async () => {
  const expressions: Expression[] = []
  for await (const file of glob('src/{domain,editing}/**/*.ts'))
    expressions.push(...expressionsIn(file, await readFile(file, 'utf8')))
  expect(expressions.length).toBeGreaterThan(50)
  const known = inForm(new Set((await readFile(FOUND_SAFE, 'utf8')).split('\n')), new Set())
  const bad: string[] = []
  for (const one of expressions) {
    if (known.has(fingerprintOf(one))) continue
    const verdict = await judge(one)
    if (verdict !== 'safe') bad.push(`${one.file} /${one.source}/${one.flags} ${verdict}`)
  }
  expect(bad).toEqual([])
  if (inForm(false, true)) {
    const found = new Set(expressions.map(fingerprintOf))
    await writeFile(FOUND_SAFE, `${[...found].toSorted().join('\n')}\n`)
  }
})

test('the checker bites', async () => {
  const [nested] = expressionsIn('a.ts', 'export const a: RegExp = /^(a+)+$/')
  expect(nested && (await judge(nested))).toMatch(/^exponential/)
})
