/** The mail that withdraws a release: the public notice and what to do, and nothing of what it said. */
import { type Instant, pressTime } from '../domain/instant.ts'
import type { Links } from './links.ts'
import { type Foot, footOf, footText } from './personal-links.ts'
import { oneLine, subjectLine, textPart } from './plain-text.ts'

export type Killed = { readonly slug: string; readonly publicNotice: string; readonly killedAt: Instant }

export type KillView = {
  readonly title: string
  readonly preview: string
  readonly host: string
  readonly status: string
  readonly when: string
  readonly lead: string
  readonly notice: readonly string[]
  readonly url: string
  readonly foot: Foot
}

const STATUS = 'Withdrawn: do not use'
const LEAD =
  'A release we sent you is withdrawn. Do not publish or quote it; if you have, please take it down.'
const WHY = 'You get this because you were sent the release that is withdrawn.'

export function killSubject({ publicNotice }: Killed): string {
  return publicNotice.trim() === '' ? STATUS : subjectLine(`${STATUS}. `, publicNotice)
}

export function killView(killed: Killed, links: Links): KillView {
  return {
    title: STATUS,
    preview: LEAD,
    host: links.host,
    status: STATUS,
    when: pressTime(killed.killedAt, 'UTC'),
    lead: LEAD,
    notice: killed.publicNotice
      .split(/\n+/)
      .map(oneLine)
      .filter((line) => line !== ''),
    url: links.release(killed.slug),
    foot: footOf(links, WHY),
  }
}

export function killText(view: KillView): string {
  return textPart([
    [view.status.toUpperCase(), view.when],
    view.lead,
    ...view.notice,
    ['The notice:', view.url],
    ...footText(view.foot),
  ])
}
