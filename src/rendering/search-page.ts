/** The search page: a plain form, and what was found with the words marked where they stand. */
import type { Content, ReleaseKind } from '../domain/content.ts'
import { type Marked, markWords, wordsOf } from '../domain/search-words.ts'
import { inShort } from './in-short.ts'
import { oneLine } from './plain-text.ts'
import { clockTime, pressDay } from './press-time.ts'
import type { PublicRelease } from './public-release.ts'
import { KIND_NAMES, topicName } from './release-words.ts'
import { type SearchPassage, searchPassages } from './search-passages.ts'

/** What was asked, as far as it could be read. Days are `YYYY-MM-DD`, of the release's own zone, both included. */
export type SearchQuery = {
  readonly q: string
  readonly topic: string | null
  readonly kind: ReleaseKind | null
  readonly from: string | null
  readonly to: string | null
  /** Counted from 1. */
  readonly page: number
}

/** `words`: those of the release that were found, as search compares them. */
export type Hit = { readonly release: PublicRelease; readonly words: readonly string[] }

type Choice = { readonly value: string; readonly name: string; readonly chosen: boolean }
type Excerpt = {
  readonly href: string
  readonly speaker: string | null
  readonly pieces: readonly Marked[]
}

export type SearchPageView = {
  readonly q: string
  readonly from: string
  readonly to: string
  readonly topics: readonly Choice[]
  readonly kinds: readonly Choice[]
  readonly asked: boolean
  readonly count: string
  readonly results: readonly {
    readonly href: string
    readonly kind: string
    readonly when: string
    readonly headline: readonly Marked[]
    readonly excerpts: readonly Excerpt[]
  }[]
  readonly nextHref: string | null
  readonly previousHref: string | null
  readonly covers: number
}

export type SearchFindings = {
  readonly hits: readonly Hit[]
  readonly total: number
  readonly hasNext: boolean
  /** Topics that may be chosen. */
  readonly topics: readonly string[]
  /** How many of the latest releases are searched. */
  readonly covers: number
}

export function searchPageView(query: SearchQuery, found: SearchFindings): SearchPageView {
  const { total, hits } = found
  const page = (number: number) => `/search?${queryString(query, number)}`
  return {
    q: query.q,
    from: query.from ?? '',
    to: query.to ?? '',
    topics: found.topics.map((value) => ({ value, name: topicName(value), chosen: value === query.topic })),
    kinds: Object.entries(KIND_NAMES).map(([value, name]) => ({ value, name, chosen: value === query.kind })),
    asked: isAsked(query),
    count: total === 0 ? 'No releases found' : total === 1 ? '1 release' : `${total} releases`,
    results: hits.map(resultOf),
    nextHref: found.hasNext ? page(query.page + 1) : null,
    previousHref: query.page > 1 ? page(query.page - 1) : null,
    covers: found.covers,
  }
}

/** Whether anything was asked for at all. */
export function isAsked({ q, topic, kind, from, to }: SearchQuery): boolean {
  return q !== '' || topic !== null || kind !== null || from !== null || to !== null
}

function queryString({ q, topic, kind, from, to }: SearchQuery, page: number): string {
  const given = { q, topic, kind, from, to, page: page === 1 ? null : String(page) }
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) if (value) parameters.set(name, value)
  return parameters.toString()
}

function resultOf({ release, words }: Hit): SearchPageView['results'][number] {
  const { content, slug, publishedAt, timeZone } = release
  const found = new Set(words)
  return {
    href: `/releases/${slug}`,
    kind: KIND_NAMES[content.kind],
    when: `${pressDay(publishedAt, timeZone)}, ${clockTime(publishedAt, timeZone)}`,
    headline: markWords(oneLine(content.headline), found),
    excerpts: excerptsOf(content, `/releases/${slug}`, found),
  }
}

/** Passages shown of one release, and characters of each. */
const PASSAGES = 2
const LENGTH = 280
const BEFORE = 90

/** The passages in which most of the words stand together, in the order of the text; else how it begins. */
function excerptsOf(content: Content, href: string, found: ReadonlySet<string>): readonly Excerpt[] {
  const counted =
    found.size === 0
      ? []
      : searchPassages(content).map((passage) => [passage, count(passage, found)] as const)
  const best = counted
    .filter(([, words]) => words > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, PASSAGES)
    .map(([passage]) => passage)
  if (best.length === 0) return [{ href, speaker: null, pieces: markWords(inShort(content), found) }]
  return counted
    .filter(([passage]) => best.includes(passage))
    .map(([{ anchor, speaker, text }]) => ({
      href: anchor === null ? href : `${href}#${anchor}`,
      speaker,
      pieces: around(text, found),
    }))
}

function count({ text }: SearchPassage, found: ReadonlySet<string>): number {
  return new Set(wordsOf(text).filter((word) => found.has(word))).size
}

/** The text from a little before the first word found, cut between words. */
function around(text: string, found: ReadonlySet<string>): readonly Marked[] {
  if (text.length <= LENGTH) return markWords(text, found)
  const [opening] = markWords(text, found)
  const first = opening === undefined || opening.found ? 0 : opening.text.length
  const start = first <= BEFORE ? 0 : text.indexOf(' ', first - BEFORE) + 1
  const end = start + LENGTH >= text.length ? text.length : text.lastIndexOf(' ', start + LENGTH)
  const cut = text.slice(start, end > start ? end : start + LENGTH)
  return markWords(`${start > 0 ? '…' : ''}${cut}${end < text.length ? '…' : ''}`, found)
}
