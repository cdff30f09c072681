/** What mail programs make of the mails: features they lack, size, links, language; by caniemail.com's data. */
import { caniemail } from 'caniemail'
import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { composeSampleMails, MAIL_SITE } from '../support/sample-mails.ts'

const MAILS = Object.entries(await composeSampleMails())

/** What newsrooms read mail with; of other programs the data knows too little for a verdict. */
const CLIENTS = [
  'gmail.*',
  'outlook.*',
  'apple-mail.*',
  'samsung-email.*',
  'yahoo.*',
  'protonmail.*',
] as const

/** What some of them lack, and why a mail is as good without it. Whatever is not here is a fault. */
const ACCEPTED: Readonly<Record<string, string>> = {
  '<body> element': 'replaced by a div; its color is on the first div of ours too',
  '<style> element': 'old Gmail in a phone’s browser: the style of each element is inline',
  '@media': 'where it is not read the mail is as wide as a desk’s; 600 px scale down',
  'Chaining selectors': 'only in rules for the dark and for phones',
  'Class selector': 'as above',
  'Descendant combinator': 'as above',
  'ID selector': 'MJML’s reset for one program, which the others need not read',
  'Type selector': 'MJML’s reset; every element has its own style inline',
  'aria-label attribute': 'MJML names the whole mail by its title; readers have the title',
  'border-radius': 'square buttons in Outlook on Windows',
  'color-scheme CSS property': 'programs without it turn colors by themselves, or stay light',
  'color-scheme meta tag': 'as above',
  cursor: 'MJML’s hand over a button',
  'display:none': 'the line for the list of mails is also without height and size',
  'height property': 'a row as high as at least it should be',
  'max-height property': 'as with display:none',
  opacity: 'as with display:none',
  overflow: 'as with display:none',
  outline: 'MJML’s reset',
  'overflow-wrap': 'word-break stands beside it, and long words are rare',
  'role attribute': 'layout tables are read aloud as tables of one cell',
  'target attribute': 'programs open links as they please',
  'text-decoration': 'links without an underline where they are buttons and headlines',
  'word-break': 'overflow-wrap stands beside it',
  'word-spacing': 'MJML’s reset',
}

/** Titles of what no selected program may lack, each with the programs that do. */
function lacks(html: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const [client, issues] of caniemail({ clients: [...CLIENTS], html }).issues.errors)
    for (const { title } of issues) found.set(title, (found.get(title) ?? new Set()).add(client))
  return found
}

describe.each(MAILS)('%s', (_name, { html, text, subject }) => {
  test('asks no program for what it lacks', () => {
    expect([...lacks(html)].filter(([title]) => !(title in ACCEPTED))).toEqual([])
  })

  test('is below what Gmail cuts, with the longest of links', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  })

  test('says its language, is a layout of tables to nobody, and fetches nothing', () => {
    const { elements, attributes } = partsOf(html)
    expect(attributes('html', 'lang')).toEqual(['en'])
    expect(new Set(attributes('table', 'role'))).toEqual(new Set(['presentation']))
    for (const name of ['img', 'link', 'script', 'iframe', 'form']) expect(elements(name)).toHaveLength(0)
    expect(html).not.toMatch(/@import|url\(/)
    expect(elements('h1')).toHaveLength(1)
    expect(attributes('meta', 'content')).toContain('light dark')
  })

  test('every link is whole, leads to us by https or to a person, and stands in the text part too', () => {
    const links = partsOf(html).attributes('a', 'href')
    for (const link of links) expect(link).toMatch(new RegExp(`^(${MAIL_SITE}/|mailto:[^@]+@)`))
    for (const link of links) expect(text).toContain(link.replace('mailto:', ''))
    for (const link of text.match(/https?:\S+/g) ?? []) expect(links).toContain(link)
  })

  test('its subject says what to know before a lock screen cuts it, and stays short', () => {
    expect(subject.length).toBeLessThanOrEqual(150)
    expect(subject).toMatch(
      /^(Embargo lifted \d|Published: |Correction: |Withdrawn: do not use|Overdue since \d|Confirm |You are |Your link )/,
    )
  })

  test('its text part is written: no markup, wrapped, every paragraph whole', () => {
    expect(text).not.toMatch(/[<>]|&\w+;|\n{3,}|[ \t]\n/)
    for (const line of text.split('\n')) if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(72)
  })
})

test('every exception is still needed', () => {
  const found = new Set(MAILS.flatMap(([, { html }]) => [...lacks(html).keys()]))
  expect(Object.keys(ACCEPTED).filter((title) => !found.has(title))).toEqual([])
})

test('the linter bites', () => {
  const html =
    '<html lang="en"><body><div style="display:grid; position:fixed">a</div><video></video></body></html>'
  expect([...lacks(html).keys()]).toEqual(expect.arrayContaining(['display:grid', '<video> element']))
})

/** Elements and attributes of a document; what only old Outlook reads stands in comments, and is not among them. */
function partsOf(html: string) {
  const found: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] = []
  const walk = (nodes: ReturnType<typeof parseDocument>['children']) => {
    for (const node of nodes) {
      if (!('name' in node) || !('attribs' in node)) continue
      found.push({ name: node.name, attributes: node.attribs })
      walk(node.children)
    }
  }
  walk(parseDocument(html).children)
  const elements = (name: string) => found.filter((one) => one.name === name)
  return {
    elements,
    attributes: (name: string, attribute: string) =>
      elements(name).flatMap(({ attributes }) => attributes[attribute] ?? []),
  }
}
