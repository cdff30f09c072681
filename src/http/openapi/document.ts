/** The whole contract as OpenAPI 3.1, put together once from the areas and from the schemas that routes parse with. */
import { type CreateDocumentOptions, createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { ALERTS } from './alerts.ts'
import { CALLS } from './calls.ts'
import { EMBARGOES } from './embargoes.ts'
import { NEWSROOM } from './newsroom.ts'
import { describeOperation, type Operation } from './operation.ts'
import { OPS } from './ops.ts'
import { RELEASES } from './releases.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'

const READERS = {
  press: {
    says: 'Press staff, with a token of role `press`: calls, embargoes, releases, and who was told.',
    operations: [...CALLS, ...EMBARGOES, ...RELEASES, ...ALERTS],
  },
  public: {
    says: 'Reporters and their programs, without a token: only what is public, and their own subscription.',
    operations: [...NEWSROOM, ...SUBSCRIPTIONS],
  },
  ops: {
    says: 'Operations and machines: health, metrics, what is due and owed, bounces. Ids, counts and codes only.',
    operations: OPS,
  },
} as const satisfies Readonly<Record<string, { says: string; operations: readonly Operation[] }>>

const SAYS = `An embargo-aware scheduler of press releases. A **call** has **portions**, each with **ground rules** and an **embargo**; an embargo covers any number of **releases**, which **lift** together. A release is a draft until a press officer **clears** the revision they read, and public when it is cleared and its embargo has lifted.

- Measured instants are ISO 8601 UTC with milliseconds. Planned ones come as \`{"at", "local", "timeZone"}\`.
- Lists are \`{"items", "next"}\`, newest first; \`next\` is the \`cursor\` of the following page.
- Records carry \`id\`, \`revision\`, \`createdAt\`, \`updatedAt\`, and answers a strong \`ETag\`: send it in \`If-Match\` to be told when someone else was first.
- A \`POST\` that changes a record takes an \`Idempotency-Key\`, so that it may be repeated.
- Unknown fields are refused; answers may gain fields. Errors are problem details (RFC 9457) with a stable \`code\`, and never echo the value refused.
- “Now” is Redis’s clock, for everything that is decided.`

/** `publicUrl`: no slash at its end. JSON text, the same bytes for the same address. */
export function apiDocument(publicUrl: string): string {
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Hold for release',
        version: '1',
        description: SAYS,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl }],
      tags: Object.entries(READERS).map(([name, { says }]) => ({ name, description: says })),
      paths: paths(),
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'One token for each person or program, with a role: `press`, `ops`, `wire`.',
          },
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Signature',
            description:
              '`t=<unix seconds>,v1=<hex HMAC-SHA256, keyed by BOUNCE_SECRET, of "<t>.<body>">`; good for five minutes by Redis’s clock.',
          },
        },
      },
    },
    { outputIdSuffix: 'AsKept', override: openAnswers },
  )
  return JSON.stringify(document)
}

/** What is sent is closed: unknown fields are refused. What is answered may grow, and no client may mind. */
const openAnswers: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
}

function paths(): ZodOpenApiPathsObject {
  const found: ZodOpenApiPathsObject = {}
  for (const [tag, { operations }] of Object.entries(READERS))
    for (const operation of operations)
      found[operation.path] = {
        ...found[operation.path],
        [operation.method]: describeOperation(tag, operation),
      }
  return found
}
