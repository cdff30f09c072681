/** The schemas of what is answered of subscribers. */
import { z } from 'zod'
import { LeftReason, SubscriberState } from '../../domain/subscriber.ts'
import { NAMED_ADDRESS } from '../answer-parts.ts'

export const SubscriberAnswer = z
  .strictObject({
    id: z.string().meta({ examples: ['sub_1024'] }),
    ...NAMED_ADDRESS,
    state: SubscriberState,
    reason: LeftReason.nullable().meta({ description: 'Null unless they left.' }),
    topics: z.array(z.string()).meta({ description: 'None: everything.' }),
  })
  .meta({ id: 'Subscriber' })

export const ImportAnswer = z
  .strictObject({
    lines: z.int().meta({ description: 'That were taken.' }),
    added: z.int(),
    known: z.int().meta({ description: 'Subscribed before, or left and stay away.' }),
    refused: z.int(),
    refusedLines: z
      .array(z.strictObject({ line: z.int(), message: z.string() }))
      .meta({ description: 'The first 100, by number from 1; never what they held.' }),
  })
  .meta({ id: 'ImportCounts' })
