/** What a channel is: a leaf that takes a finished message and says what became of it. */
import type { Outcome } from '../../src/domain/delivery.ts'

/** `code` is a coded reason, such as `smtp-550-5.1.1`; never the server's words, which may hold an address. */
export type Sent = {
  readonly outcome: Outcome
  readonly code: string
  /** The channel's server is out of reach: not this message failed, and the next would not fare better. */
  readonly away?: boolean
}

/** Asked before a message leaves, however long it waited; false: it must not leave any more. */
export type Stands = () => boolean | Promise<boolean>

/** It did not leave, because it no longer stood. */
export const WITHDRAWN: Sent = { outcome: 'transient', code: 'withdrawn' }

/** `M`: what this channel sends, and nothing else. */
export type Channel<M> = {
  /** Without `stands` a message leaves in any case. */
  send(message: M, stands?: Stands): Promise<Sent>
  /** How many messages may be under way at once. */
  readonly connections: number
  close(): Promise<void>
}
