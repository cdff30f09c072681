/** What anyone may read: releases in their forms, feeds, the live stream, and this description. */
import { z } from 'zod'
import { Topic } from '../../domain/call.ts'
import { Body, Content } from '../../domain/content.ts'
import { At } from '../answer-parts.ts'
import { LIVE } from './examples.ts'
import type { Answers, Operation } from './operation.ts'

const PIECES = ['same', 'removed', 'added'] as const

const PublicRelease = z
  .strictObject({
    slug: z.string(),
    ...Content.pick({ kind: true, headline: true, summary: true }).shape,
    body: Body,
    ...Content.pick({ groundRules: true, topics: true, contact: true }).shape,
    publishedAt: At,
    updatedAt: At,
    revision: z.int().meta({ description: 'Public revisions count from 1.' }),
    note: z.string().nullable().meta({ description: 'What the latest correction says.' }),
    corrections: z.array(
      z.strictObject({
        at: At,
        note: z.string().nullable(),
        changes: z
          .array(
            z.strictObject({
              where: z.string(),
              pieces: z.array(z.strictObject({ kind: z.enum(PIECES), text: z.string() })),
            }),
          )
          .nullable()
          .meta({ description: 'Null where text was withdrawn with it.' }),
      }),
    ),
  })
  .meta({ id: 'PublicRelease' })

const LiveEvent = z
  .strictObject({
    slug: z.string(),
    headline: z.string().nullable().meta({ description: 'Null once it was killed.' }),
    publishedAt: At.nullable(),
    upcoming: z
      .string()
      .nullable()
      .meta({ description: 'The page that waited for it, where its call was announced.' }),
  })
  .meta({ id: 'LiveEvent' })

const JsonFeed = z
  .looseObject({
    version: z.string(),
    title: z.string(),
    items: z.array(z.looseObject({ id: z.string(), url: z.string(), title: z.string() })),
  })
  .meta({ id: 'JsonFeed', description: 'https://www.jsonfeed.org/version/1/' })

const ByTopic = z.object({ topic: Topic.optional() })
const Slug = z.object({ slug: z.string() })
const ETAG = { ETag: 'Strong; revalidate at every use.' }

const HTML = { type: 'text/html' } as const
const text = { type: 'text/plain', schema: z.string() }
const json = { type: 'application/json', schema: PublicRelease }

const GONE: Answers = { says: 'It was withdrawn: a page with its notice.', media: [HTML] }
const MOVED: Answers = {
  says: 'Its old headline was scrubbed, and its slug with it; the end of a slug stays.',
  headers: { Location: 'Where it is now.' },
}
const NOTHING: Answers = {
  says: 'There is nothing here; the same bytes whatever was asked. Never keep it.',
  media: [HTML],
}

const get = { method: 'get', who: 'anyone', problems: [500, 503] } as const

function releaseIn(
  id: string,
  suffix: string,
  form: string,
  media: NonNullable<Answers['media']>,
): Operation {
  return {
    ...get,
    ...{ id, path: `/releases/{slug}${suffix}`, summary: `Read a release as ${form}` },
    params: Slug,
    answers: {
      200: { says: 'What is public now.', media, headers: ETAG },
      301: MOVED,
      404: NOTHING,
      410: GONE,
    },
  }
}

function feed(id: string, path: string, name: string, media: NonNullable<Answers['media']>): Operation {
  return {
    ...get,
    ...{ id, path, summary: `Follow releases by ${name}` },
    query: ByTopic,
    answers: { 200: { says: 'The latest, newest first.', media, headers: ETAG } },
  }
}

export const NEWSROOM: readonly Operation[] = [
  {
    ...get,
    ...{ id: 'showNewsroom', path: '/', summary: 'Open the newsroom' },
    query: ByTopic.extend({ cursor: z.string().optional() }),
    answers: { 200: { says: 'A page of the latest releases.', media: [HTML], headers: ETAG } },
  },
  {
    ...releaseIn('readPublicRelease', '', 'a page, or as `Accept` asks', [HTML, json, text]),
    says: 'Until its embargo lifts there is nothing to find: no address leads to it.',
  },
  releaseIn('readPublicReleaseJson', '.json', 'JSON', [json]),
  releaseIn('readPublicReleaseText', '.txt', 'text', [text]),
  feed('readRss', '/feed.xml', 'RSS 2.0', [{ type: 'application/rss+xml' }]),
  feed('readAtom', '/feed.atom', 'Atom', [{ type: 'application/atom+xml' }]),
  feed('readJsonFeed', '/feed.json', 'JSON Feed', [{ type: 'application/feed+json', schema: JsonFeed }]),
  {
    ...get,
    ...{ id: 'followLive', path: '/live', summary: 'Follow what goes public, live' },
    says: 'Server-sent events `release`, `correction` and `kill`; `upcoming`, with no data, where an announced call changed. A stream that broke is resumed after `Last-Event-ID`; the last 1000 events are kept. A comment line every 15 seconds keeps it open.',
    headers: z.object({
      'Last-Event-ID': z
        .string()
        .optional()
        .meta({ examples: ['1702585084117-0'] }),
    }),
    answers: {
      200: {
        says: 'The `data` of each event.',
        media: [{ type: 'text/event-stream', schema: LiveEvent, examples: { release: LIVE } }],
      },
      503: { says: 'Too many streams are open.', headers: { 'Retry-After': 'Seconds.' } },
    },
    problems: [],
  },
  {
    ...get,
    ...{ id: 'readDescription', path: '/openapi.json', summary: 'Read this description' },
    answers: {
      200: {
        says: 'OpenAPI 3.1.',
        media: [{ type: 'application/json', schema: z.looseObject({}) }],
        headers: ETAG,
      },
    },
    problems: [],
  },
  {
    ...get,
    ...{ id: 'showDescription', path: '/docs', summary: 'Open this description as a page' },
    answers: { 200: { says: 'A page.', media: [HTML], headers: ETAG } },
    problems: [],
  },
]
