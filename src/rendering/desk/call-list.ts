/** The list of calls, newest first. */
import type { Call } from '../../domain/call.ts'
import type { Planned } from '../../domain/wall-time.ts'
import { clockTime } from '../press-time.ts'
import { wallClock } from './terms-words.ts'

const STATES = { scheduled: 'Scheduled', live: 'Live', ended: 'Ended', cancelled: 'Cancelled' } as const

export type CallListView = {
  readonly calls: readonly {
    readonly href: string
    readonly title: string
    readonly when: string
    readonly state: (typeof STATES)[Call['state']]
  }[]
  /** The page of those that were scheduled before these. */
  readonly next: string | null
}

export function callListView(
  calls: readonly { readonly call: Call; readonly details: { readonly title: string } }[],
  cursor: string | null,
): CallListView {
  return {
    calls: calls.map(({ call, details }) => ({
      href: `/desk/calls/${call.id}`,
      title: details.title,
      when: whenIn(call.starts),
      state: STATES[call.state],
    })),
    next: cursor === null ? null : `/desk/calls?${new URLSearchParams({ cursor })}`,
  }
}

/** `2:59 p.m. on Tuesday, December 14, 2027, EST`: calls of several zones stand in one list. */
function whenIn({ at, timeZone, local }: Planned): string {
  return `${wallClock(at, timeZone)}, ${local.slice(0, 4)}, ${clockTime(at, timeZone).replace(/^.* /, '')}`
}
