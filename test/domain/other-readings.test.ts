/** The guard reads a text as its readers may: links, escapes, quotations and turned letters hide no name from it. */
import { expect, test } from 'vitest'
import { refuseNames, refuseWithheld } from '../../src/domain/draft.ts'
import type { GroundRules } from '../../src/domain/ground-rules.ts'
import { otherReadings } from '../../src/domain/other-readings.ts'

const rules: GroundRules = {
  basis: 'on-background',
  attribution: 'senior administration official',
  speakers: [{ name: 'Xiomara Vandersloot', title: 'Senior official', aliases: [], withheld: true }],
}
const refuses = (text: string) => refuseNames([['body', text]], rules) !== null

test.each([
  ['a link in it', 'Van[der](https://x.example/a)sloot'],
  ['a link with brackets and a title in it', 'Van[der](https://x.example/a_(b) "c")sloot'],
  ['two links', '[Van](https://x.example)[dersloot](https://y.example)'],
  ['a link by reference', 'Van[der][1]sloot'],
  ['an image in it', 'Van![](https://x.example/a.png)dersloot'],
  ['the words of images', '![Van](a.png)![dersloot](b.png)'],
  ['an address with escapes', 'https://x.example/V%61nder%73loot'],
  ['an address all in escapes', 'https://x.example/%56%61%6e%64%65%72%73%6c%6f%6f%74'],
  ['a quotation broken in it', '> Vander-\n> sloot'],
  ['letters turned around', 'said \u202etoolsrednaV\u202c today'],
  ['letters turned around by an entity', 'said &#8238;toolsrednaV today'],
  ['letters turned around by an entity with noughts before it', 'said &#0008238;toolsrednaV today'],
  ['letters turned around by another such entity', 'said &#X00202E;toolsrednaV today'],
])('a name with %s is refused: %j', (_how, text) => {
  expect(refuses(text)).toBe(true)
})

test.each([
  '[senior administration official] said [so](https://x.example).',
  'An [array][0] of 5% and %zz, > than',
  '\u202eעברית',
])('what holds none is not: %j', (text) => {
  expect(refuses(text)).toBe(false)
})

test('a text that nothing hides in has no other reading', () => {
  expect(otherReadings('Jane Doe spoke [loudly] at 3 > 2.')).toEqual([])
})

test('reading stays linear', () => {
  for (const unit of ['[x](', '[x][', '[', '](', '][', '%41', '> ', '[x]((']) {
    const began = performance.now()
    otherReadings(unit.repeat(200_000))
    expect(performance.now() - began, unit).toBeLessThan(1000)
  }
})

test.each([
  ['contact.email', { contact: { name: 'Press Office', email: 'xvandersloot@example.gov' } }],
  ['contact.email', { contact: { name: 'Press Office', email: 'v4ndersloot@example.gov' } }],
  ['contact.name', { contact: { name: 'X. Vandersloot', email: 'press@example.gov' } }],
  ['topics', { topics: ['xvandersloot'] }],
  ['note', { note: 'Xiomara was meant.' }],
])('%s is guarded too: %j', (path, change) => {
  const content = {
    ...{ kind: 'statement' as const, headline: 'On water', summary: null, note: null, call: null },
    body: { form: 'markdown' as const, text: 'Nothing.' },
    groundRules: { basis: rules.basis, attribution: rules.attribution },
    ...{ topics: [], contact: null },
  }
  expect(refuseWithheld(content, rules)).toBeNull()
  expect(refuseWithheld({ ...content, ...change }, rules)?.faults.map((fault) => fault.path)).toContain(path)
})
