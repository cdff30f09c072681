/** How much of a text one bracketed attribution takes the place of: the name, and what belongs to it. */
import type { Match } from './name-index.ts'
import { WHITE, withHonorifics } from './name-surroundings.ts'
import type { Span } from './span.ts'

type Held = Span & { readonly who: number; readonly named: boolean; readonly initials: string }

const REACH = 60
const NOTHING_BETWEEN = new RegExp(`^(?:${WHITE}|[*_~\`])*$`, 'u')
const TITLE_BETWEEN = /^\s*[,–—-]\s*$/u
const MIDDLE_NAME_BETWEEN = /^\s+["“(']?\p{Lu}\p{L}{0,20}\.?["”)']?\s+$/u

/** Merges matches that overlap or are one mention, in order. */
export function spansOf(text: string, matches: readonly Match[], attribution: string): readonly Span[] {
  const held = matches.map(({ start, end, form }) => ({
    start,
    end,
    who: form.who,
    named: form.kind !== 'title',
    initials: form.initials,
  }))
  const bare = merged(held, (before, after) => after.start < before.end)
  const extended = bare.map((span) => (span.named ? withHonorifics(text, span) : span))
  const mentions = merged(extended, (before, after) => isOneMention(text, before, after))
  const brackets = bracketPatterns(attribution)
  const bracketed = mentions.map((span) => withBrackets(text, withEmphasis(text, span), brackets))
  return merged(bracketed, (before, after) => isOneMention(text, { ...before, who: -1 }, after))
}

/** Where matches are, overlapping ones as one. */
export function placesOf(matches: readonly Match[]): readonly Span[] {
  const held = matches.map(({ start, end }) => ({ start, end, who: 0, named: true, initials: '' }))
  return merged(held, (before, after) => after.start < before.end).map(({ start, end }) => ({ start, end }))
}

function merged(spans: readonly Held[], together: (before: Held, after: Held) => boolean): readonly Held[] {
  const out: Held[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (!last || !(span.start < last.end || together(last, span))) out.push(span)
    else
      out[out.length - 1] = {
        start: Math.min(last.start, span.start),
        end: Math.max(last.end, span.end),
        who: last.who,
        named: last.named || span.named,
        initials: last.initials,
      }
  }
  return out
}

/** `[official] [official]` is never two people; "Jane Quincy Doe" and "Doe, Senior Director" are one. */
function isOneMention(text: string, before: Held, after: Held): boolean {
  if (after.start - before.end > REACH) return false
  const between = text.slice(before.end, after.start)
  if (NOTHING_BETWEEN.test(between)) return true
  if (before.who !== after.who) return false
  return before.named === after.named ? MIDDLE_NAME_BETWEEN.test(between) : TITLE_BETWEEN.test(between)
}

/** Markdown emphasis that opens or closes inside a name goes with it, or it would be left open. */
function withEmphasis(text: string, span: Held): Held {
  if (!/[*_~`]/u.test(text.slice(span.start, span.end))) return span
  const before = /[*_~`]*$/u.exec(text.slice(Math.max(0, span.start - 3), span.start))?.[0] ?? ''
  const after = /^[*_~`]*/u.exec(text.slice(span.end, span.end + 3))?.[0] ?? ''
  return { ...span, start: span.start - before.length, end: span.end + after.length }
}

type BracketPatterns = Readonly<Record<'opening' | 'closing' | 'left' | 'right', RegExp>> & {
  readonly reach: number
}

function bracketPatterns(attribution: string): BracketPatterns {
  const phrase = attribution.trim().split(/\s+/u).map(escaped).join('\\s+')
  const same = `\\[\\s*${phrase}\\s*\\]`
  return {
    reach: attribution.length + REACH,
    opening: new RegExp(`\\[\\s*(?:${phrase}[\\s,]*)?$`, 'iu'),
    closing: new RegExp(`^(?:[\\s,]*${phrase})?\\s*\\]`, 'iu'),
    left: new RegExp(`${same}\\s*$`, 'iu'),
    right: new RegExp(`^\\s*${same}`, 'iu'),
  }
}

/** Takes in brackets that hold nothing else, and the same attribution in brackets on either side. */
function withBrackets(text: string, span: Held, patterns: BracketPatterns): Held {
  const before = text.slice(Math.max(0, span.start - patterns.reach), span.start)
  const after = text.slice(span.end, span.end + patterns.reach)
  const opening = patterns.opening.exec(before)
  const closing = patterns.closing.exec(after)
  if (opening && closing)
    return { ...span, start: span.start - opening[0].length, end: span.end + closing[0].length }
  const left = patterns.left.exec(before)?.[0].length ?? 0
  const right = patterns.right.exec(after)?.[0].length ?? 0
  return { ...span, start: span.start - left, end: span.end + right }
}

function escaped(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')
}
