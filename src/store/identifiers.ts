/** New ids: a kind's prefix and a ULID whose time is Redis's, so that ids sort by when they were made. */
import { randomBytes, randomFillSync } from 'node:crypto'
import slugify from '@sindresorhus/slugify'
import { ulid } from 'ulid'
import type { Instant } from '../domain/instant.ts'

const PREFIX = {
  call: 'cal',
  portion: 'por',
  embargo: 'emb',
  release: 'rel',
  alert: 'alt',
  notice: 'ntc',
  breach: 'bre',
} as const

export function newId(kind: keyof typeof PREFIX, now: Instant): string {
  return `${PREFIX[kind]}_${ulid(now, drawRandom)}`
}

const pool = new Uint32Array(1024)
let drawn = pool.length

/** A number of [0, 1), drawn from a pool: asking the system for each letter of an id is slow. */
function drawRandom(): number {
  if (drawn === pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  const value = pool[drawn] ?? 0
  drawn += 1
  return value / 2 ** 32
}

/** The address of an announcement: 16 random bytes, which nobody guesses. */
export function newAnnouncementId(): string {
  return randomBytes(16).toString('base64url')
}

const SUFFIX = 6

/** A public slug from a headline, with a random end so that no two ever collide. Made once, when cleared. */
export function newSlug(headline: string): string {
  return `${slugWords(headline)}-${randomBytes(SUFFIX).toString('hex').slice(0, SUFFIX)}`
}

/** The same slug for other words: by its end, what held the old one knows it again. */
export function renamedSlug(slug: string, headline: string): string {
  return `${slugWords(headline)}${slug.slice(slug.lastIndexOf('-'))}`
}

function slugWords(headline: string): string {
  return slugify(headline).slice(0, 80).replace(/-+$/, '') || 'release'
}
