/** The search index: the latest public releases, in memory, brought up to what is public before each search. */
import MiniSearch from 'minisearch'
import type { Cleared } from '../../domain/clearance.ts'
import type { ReleaseKind } from '../../domain/content.ts'
import { wordsOf } from '../../domain/search-words.ts'
import { type PublicRelease, readPublic } from '../../rendering/public-release.ts'
import type { SearchQuery } from '../../rendering/search-page.ts'
import { searchPassages } from '../../rendering/search-passages.ts'
import type { PublicVersion } from '../../store/public-version.ts'
import type { Store } from '../../store/store.ts'
import { clearAll } from './public-releases.ts'

/** Releases that are searched: a transcript takes some 0.3 MB and 10 ms to index. */
export const SEARCHED_AT_MOST = 1000
/** Words of a question that count. */
const WORDS_AT_MOST = 12
/** The least letters that find what begins with them. */
const PREFIX_FROM = 3
/** The stream of events keeps at least 1000: with fewer new ones, none was lost. */
const EVENTS_AT_MOST = 900

type Entry = {
  readonly id: string
  readonly headline: string
  readonly summary: string
  readonly text: string
}
type Facts = {
  readonly kind: ReleaseKind
  readonly topics: readonly string[]
  /** The day it went public, in its own zone. */
  readonly day: string
  readonly publishedAt: number
}

type Found = { readonly id: string; readonly release: PublicRelease }
/** The words, and what filters and order go by. */
type Books = { readonly index: MiniSearch<Entry>; readonly facts: Map<string, Facts> }

export type Match = { readonly id: string; readonly words: readonly string[] }
/** Best first; where no words were asked for, latest first. */
export type SearchIndex = { find(query: SearchQuery): Promise<readonly Match[]> }

export function createSearchIndex(store: Store, version: PublicVersion): SearchIndex {
  let books = emptyBooks()
  /** The event up to which the index is right. */
  let upTo: string | null = null
  let updating: Promise<void> | null = null

  async function bringUpTo(wanted: string): Promise<void> {
    while (upTo === null || isBefore(upTo, wanted)) {
      updating ??= update().finally(() => {
        updating = null
      })
      await updating
    }
  }

  async function update(): Promise<void> {
    const events = upTo === null ? null : await store.events.since(upTo)
    if (events === null || events.length > EVENTS_AT_MOST) return rebuild()
    const ids = new Set(events.flatMap(({ event }) => ('releaseId' in event ? [event.releaseId] : [])))
    const cleared = await clearAll(store, await store.releases.readMany([...ids]))
    const releases = await Promise.all(cleared.map(read))
    // What was withdrawn or corrected goes first and at once: nothing of it is found from here on.
    for (const id of ids) if (books.facts.delete(id)) books.index.discard(id)
    for (const one of releases) add(books, one)
    upTo = events.at(-1)?.id ?? upTo
    // The words themselves leave the memory too.
    void books.index.vacuum()
  }

  async function rebuild(): Promise<void> {
    const begun = await version.askTogether()
    const { items } = await store.releases.listPublic({ limit: SEARCHED_AT_MOST, cursor: null })
    const fresh = emptyBooks()
    for (const cleared of await clearAll(store, items)) add(fresh, await read(cleared))
    books = fresh
    upTo = begun
  }

  async function read(cleared: Cleared): Promise<Found> {
    return { id: cleared.release.id, release: await readPublic(store.contents, cleared) }
  }

  return {
    async find(query) {
      await bringUpTo(await version.askTogether())
      const { index, facts } = books
      const words = [...new Set(wordsOf(query.q))].slice(0, WORDS_AT_MOST)
      const fits = (id: string) => fitsFilter(facts.get(id), query)
      if (words.length === 0)
        return [...facts]
          .filter(([id]) => query.q === '' && fits(id))
          .toSorted(([, a], [, b]) => b.publishedAt - a.publishedAt)
          .map(([id]) => ({ id, words: [] }))
      return index
        .search(words.join(' '), { filter: ({ id }) => fits(String(id)) })
        .map(({ id, terms }) => ({ id: String(id), words: terms }))
    },
  }
}

function add({ index, facts }: Books, { id, release }: Found): void {
  const { content, publishedAt, timeZone } = release
  const passages = searchPassages(content)
  index.add({
    id,
    headline: content.headline,
    summary: content.summary ?? '',
    text: passages.map(({ speaker, text }) => `${speaker ?? ''} ${text}`).join('\n'),
  })
  const { kind, topics } = content
  facts.set(id, { kind, topics, publishedAt, day: dayOf(publishedAt, timeZone) })
}

function emptyBooks(): Books {
  const index = new MiniSearch<Entry>({
    fields: ['headline', 'summary', 'text'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      boost: { headline: 4, summary: 2 },
      prefix: (term, place, terms) => place === terms.length - 1 && term.length >= PREFIX_FROM,
    },
  })
  return { index, facts: new Map() }
}

function fitsFilter(facts: Facts | undefined, { kind, topic, from, to }: SearchQuery): boolean {
  if (facts === undefined) return false
  if (kind !== null && facts.kind !== kind) return false
  if (topic !== null && !facts.topics.includes(topic)) return false
  return (from === null || facts.day >= from) && (to === null || facts.day <= to)
}

/** `YYYY-MM-DD`. */
function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(at)
}

/** Ids of a stream: milliseconds, then a number within them. */
function isBefore(a: string, b: string): boolean {
  const [aMs = 0, aSeq = 0] = a.split('-').map(Number)
  const [bMs = 0, bSeq = 0] = b.split('-').map(Number)
  return aMs < bMs || (aMs === bMs && aSeq < bSeq)
}
