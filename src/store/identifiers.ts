/** New ids: a kind's prefix and a ULID whose time is Redis's, so that ids sort by when they were made. */
import { randomBytes } from 'node:crypto'
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
  return `${PREFIX[kind]}_${ulid(now)}`
}

const SUFFIX = 6

/** A public slug from a headline, with a random end so that no two ever collide. Made once, when cleared. */
export function newSlug(headline: string): string {
  const words = slugify(headline).slice(0, 80).replace(/-+$/, '')
  return `${words || 'release'}-${randomBytes(SUFFIX).toString('hex').slice(0, SUFFIX)}`
}
