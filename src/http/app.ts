/** The intake's app: who reads what, in the order requests are asked. */
import express, { type Express } from 'express'
import helmet from 'helmet'
import type { Redis } from 'ioredis'
import type { Staff } from '../domain/staff.ts'
import type { Editor } from '../editing/editor.ts'
import type { Log } from '../log.ts'
import type { Queues } from '../queue/queues.ts'
import { createDeskPages } from '../rendering/desk/desk-pages.ts'
import { createFeeds } from '../rendering/feeds.ts'
import { createLinks } from '../rendering/links.ts'
import { createMailPreviews } from '../rendering/mail-previews.ts'
import { createPages } from '../rendering/newsroom-pages.ts'
import { createSitemaps } from '../rendering/sitemaps.ts'
import { createPublicVersion } from '../store/public-version.ts'
import type { Store } from '../store/store.ts'
import { createAssetRoutes } from './assets.ts'
import { createAuthenticate, type Token } from './authenticate.ts'
import { createDesk } from './desk/desk.ts'
import { createDeskSession } from './desk/session.ts'
import { createAlertRoutes } from './intake/alerts.ts'
import { createBounceRoutes } from './intake/bounces.ts'
import { createCallRoutes } from './intake/calls.ts'
import { createEmbargoRoutes } from './intake/embargoes.ts'
import { createRedactionRoutes } from './intake/redactions.ts'
import { createReleaseRoutes } from './intake/releases.ts'
import { createSubscriberRoutes } from './intake/subscribers.ts'
import { BODY_LIMIT } from './intake/transcript-body.ts'
import { createTranscriptRoutes } from './intake/transcripts.ts'
import { createKeptAnswers } from './newsroom/kept-answers.ts'
import type { Live } from './newsroom/live.ts'
import { createNewsroomRoutes } from './newsroom/newsroom.ts'
import { createSearchRoutes } from './newsroom/search.ts'
import { createSitemapRoutes } from './newsroom/sitemaps.ts'
import { createSubscriptionRoutes } from './newsroom/subscriptions.ts'
import { createUpcomingRoutes } from './newsroom/upcoming.ts'
import { createDocsRoutes } from './openapi/docs-routes.ts'
import { createHealthRoutes } from './ops/health.ts'
import { createMetrics } from './ops/metrics.ts'
import { createOverview } from './ops/overview.ts'
import { createQueueBoard } from './ops/queue-board.ts'
import { createOpsSession } from './ops/sign-in.ts'
import { handleFaults, sendProblem } from './problem.ts'
import { sendPage } from './send-page.ts'

export type AppDependencies = {
  readonly redis: Redis
  readonly store: Store
  readonly queues: Queues
  readonly live: Live
  readonly editor: Editor
  readonly log: Log
  readonly tokens: readonly Token[]
  /** Who may sign in to the desk. */
  readonly staff: readonly Staff[]
  /** Gets each sign-in link, for a start that shows them on its terminal. */
  readonly showLink: ((person: Staff, url: string) => void) | null
  readonly organisation: string
  readonly twoPerson: boolean
  /** Whether text messages are set up: sign-up offers them only then. */
  readonly offersTexts: boolean
  readonly secret: string
  /** Undefined: no reports are taken, and their path is as if it did not exist. */
  readonly bounceSecret: string | undefined
  readonly publicUrl: string
  /** Grace past which what is expected counts as overdue. */
  readonly overdueAfterMs: number
  /** IANA name of the zone that the desk works in. */
  readonly timeZone: string
  /** Proxies whose `X-Forwarded-For` is believed: limits count the readers behind them. */
  readonly trustedProxies: readonly string[]
}

export function createApp(dependencies: AppDependencies): Express {
  const { redis, store, queues, live, editor, log, tokens, secret, bounceSecret, publicUrl, overdueAfterMs } =
    dependencies
  const { staff, showLink, organisation, twoPerson, offersTexts } = dependencies
  const version = createPublicVersion(redis, store.keys)
  const secure = publicUrl.startsWith('https:')
  const authenticate = createAuthenticate(tokens)
  const pages = createPages({ contents: store.contents, publicUrl, organisation, offersTexts })
  const feeds = createFeeds({ contents: store.contents, publicUrl, organisation })
  const sitemaps = createSitemaps({ contents: store.contents, publicUrl, organisation })
  const links = createLinks(secret, publicUrl)
  const session = createDeskSession({ sessions: store.sessions, staff, secret, secure })
  const desk = {
    store,
    queues,
    editor,
    twoPerson,
    session,
    overdueAfterMs,
    timeZone: dependencies.timeZone,
    newsroom: pages,
    mailPreviews: createMailPreviews({ contents: store.contents, links }),
    pages: createDeskPages({ organisation }),
  }
  const ops = createOpsSession({ store, authenticate, pages, secret, secure })

  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('trust proxy', [...dependencies.trustedProxies])
  app.use(createKeptAnswers(version))
  app.use(helmet({ ...HEADERS, strictTransportSecurity: secure }))

  app.use(createHealthRoutes(redis, store))
  app.use(createAssetRoutes())
  app.use(createDocsRoutes({ publicUrl, organisation }))
  app.use(live.routes)
  app.use(createNewsroomRoutes({ store, pages, feeds }))
  app.use(createSearchRoutes({ store, pages, version }))
  app.use(createUpcomingRoutes({ store, pages }))
  app.use(createSitemapRoutes({ store, sitemaps }))
  app.use(createSubscriptionRoutes({ store, queues, pages, links, offersTexts }))

  app.use('/desk', createDesk(desk, { staff, publicUrl, showLink }))
  app.use(ops.routes)
  app.use('/ops/queues', ops.require, createQueueBoard(queues, '/ops/queues'))
  app.use('/v1/ops', authenticate.require('ops'))
  app.use(createOverview(store, queues, overdueAfterMs))
  app.get('/metrics', authenticate.require('ops'), createMetrics({ redis, store, queues, overdueAfterMs }))

  // Signed, and so ahead of the tokens.
  if (bounceSecret !== undefined) app.use(createBounceRoutes({ store, links, log, secret: bounceSecret }))

  const intake = { store, queues, editor, twoPerson, offersTexts }
  app.use(
    '/v1',
    authenticate.require('press'),
    createTranscriptRoutes(intake),
    express.json({ limit: BODY_LIMIT, type: 'application/json' }),
    createCallRoutes(intake),
    createEmbargoRoutes(intake),
    createReleaseRoutes(intake),
    createRedactionRoutes(intake),
    createAlertRoutes(intake),
    createSubscriberRoutes(intake),
    (_req, res) => sendProblem(res, 'not-found'),
  )

  app.use((req, res) => sendPage(req, res, pages.notFound(), 404))
  app.use(handleFaults(log, pages))
  return app
}

/** No script or style but our own, no frames, no third-party hosts. */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'same-origin' },
} as const
