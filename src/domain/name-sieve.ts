/**
 * Whether a text can hold a form of a name at all: one look at the letters that each of its words begins with. It may
 * say so of a text that holds none, and never says no of one that does; most texts are folded no further.
 */
import { kindOf } from './character-kinds.ts'

/** The forms' first letters as a table of transitions: `next[node * WIDTH + letter]`, 0 for none. */
export type NameSieve = { readonly next: Uint32Array; readonly ends: Uint8Array }

/** Letters of a form that are compared. */
const DEPTH = 6
/** No letter, a to z, 0 to 9. */
const WIDTH = 37
const LETTER = 0x3f
const LAST_LETTER = 26
/** What may be read as the letter that it looks like (`disguises.ts`) where it stands behind one. */
const DISGUISE = 0x40
/** A character that is not told by one letter or none, such as the start of an entity or a tag. */
const ODD = 0x80
const CAPITAL_I = 0x49
const [FIRST_CAPITAL, LAST_CAPITAL] = [0x41, 0x5a]
/** Of characters beyond these only the marks that the press prints are not odd. */
const KNOWN = 0x250
const MARKS = '–—‘’“”…'

/** By UTF-16 code. */
const KINDS = kinds()

function kinds(): Uint8Array {
  const table = new Uint8Array(2 ** 16).fill(ODD)
  for (let code = 0; code < KNOWN; code += 1) table[code] = classify(code)
  for (const mark of MARKS) table[mark.charCodeAt(0)] = classify(mark.charCodeAt(0))
  for (const sign of '013457|$I') table[sign.charCodeAt(0)] = (table[sign.charCodeAt(0)] ?? 0) | DISGUISE
  for (const sign of '&<') table[sign.charCodeAt(0)] = ODD
  return table
}

function classify(code: number): number {
  const { folded } = kindOf(code)
  return folded === '' ? 0 : letterOf(folded)
}

/** 1 to 36; {@link ODD} for what is not one plain letter or digit. */
function letterOf(folded: string): number {
  if (/^[a-z]$/u.test(folded)) return folded.charCodeAt(0) - 0x60
  return /^\d$/u.test(folded) ? LAST_LETTER + 1 + Number(folded) : ODD
}

/** `forms`: folded letters; those with others than a to z and 0 to 9 stand in odd texts only. */
export function nameSieve(forms: readonly string[]): NameSieve {
  const nodes: { readonly next: number[]; isEnd: boolean }[] = [{ next: [], isEnd: false }]
  for (const form of forms) {
    const letters = [...form].map(letterOf)
    if (letters.includes(ODD)) continue
    let node = 0
    for (const letter of letters.slice(0, DEPTH)) {
      const known = nodes[node]?.next[letter] ?? nodes.push({ next: [], isEnd: false }) - 1
      const { next } = nodes[node] ?? { next: [] }
      next[letter] = known
      node = known
    }
    const last = nodes[node]
    if (last) last.isEnd = true
  }
  const next = new Uint32Array(nodes.length * WIDTH)
  for (const [node, { next: letters }] of nodes.entries())
    letters.forEach((to, letter) => {
      next[node * WIDTH + letter] = to
    })
  return { next, ends: Uint8Array.from(nodes, ({ isEnd }) => (isEnd ? 1 : 0)) }
}

/** False: no form of these stands in the text, however it is read. */
export function mayHold(text: string, sieve: NameSieve): boolean {
  const { length } = text
  let at = 0
  while (at < length) {
    const kind = KINDS[text.charCodeAt(at)] ?? ODD
    if (kind >= ODD) return true
    // A form begins where a word does, or where figures and letters part.
    if ((kind & LETTER) !== 0 && begins(text, at, sieve)) return true
    at += 1
    if (!isLetter(kind)) continue
    let next = 0
    for (; at < length; at += 1) {
      next = KINDS[text.charCodeAt(at)] ?? ODD
      if (next > LAST_LETTER ? !isCapitalI(text, at) : next === 0) break
    }
    if (at < length && next >= DISGUISE) return true
  }
  return false
}

const isLetter = (kind: number) => (kind & LETTER) !== 0 && (kind & LETTER) <= LAST_LETTER

/** A capital I among capitals is no other letter in disguise. */
function isCapitalI(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return text.charCodeAt(at) === CAPITAL_I && before >= FIRST_CAPITAL && before <= LAST_CAPITAL
}

/** Whether the letters from here on are a form's, whatever stands between them. */
function begins(text: string, from: number, { next, ends }: NameSieve): boolean {
  let node = 0
  for (let at = from; at < text.length; at += 1) {
    const kind = KINDS[text.charCodeAt(at)] ?? ODD
    if (kind >= ODD) return true
    const letter = kind & LETTER
    if (letter === 0) continue
    node = next[node * WIDTH + letter] ?? 0
    if (node === 0) return false
    if (ends[node] === 1) return true
  }
  return false
}
