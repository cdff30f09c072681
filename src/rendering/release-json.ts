/** A release as programs read it: its words and public instants, and nothing that names a record inside. */
import { toIso } from '../domain/instant.ts'
import type { PublicRelease } from './public-release.ts'

export function releaseJson(release: PublicRelease): string {
  const { content, slug, publishedAt, updatedAt, revision, corrections } = release
  const { kind, headline, summary, body, groundRules, topics, contact, note } = content
  return JSON.stringify({
    slug,
    kind,
    headline,
    summary,
    body,
    groundRules: { basis: groundRules.basis, attribution: groundRules.attribution },
    topics,
    contact,
    publishedAt: toIso(publishedAt),
    updatedAt: toIso(updatedAt),
    revision,
    note,
    corrections: corrections.map(({ at, note: says, changes }) => ({ at: toIso(at), note: says, changes })),
  })
}
