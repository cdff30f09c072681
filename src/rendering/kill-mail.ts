/** The mail that withdraws a release: the public notice and what to do, and nothing of what it said. */
import { type Instant, pressTime } from '../domain/instant.ts'
import type { Links } from './links.ts'
import { ALERTS_MARK, type Foot, footOf, footText } from './personal-links.ts'
import { oneLine, subjectLine, textPart } from './plain-text.ts'

export type Killed = {
  readonly slug: string
  readonly publicNotice: string
  readonly killedAt: Instant
  /** When it had gone public: which release is meant, without its words. */
  readonly publishedAt: Instant
}

export type KillView = {
  readonly title: string
  readonly preview: string
  readonly mark: string
  readonly host: string
  readonly status: string
  readonly when: string
  readonly lead: string
  readonly notice: readonly string[]
  readonly url: string
  readonly foot: Foot
}

const STATUS = 'Withdrawn: do not use'
const WHY = 'You get this because you were sent the release that is withdrawn.'

export function killSubject({ publicNotice }: Killed): string {
  return publicNotice.trim() === '' ? STATUS : subjectLine(`${STATUS}. `, publicNotice)
}

export function killView(killed: Killed, links: Links): KillView {
  const lead = leadOf(killed.publishedAt)
  return {
    title: STATUS,
    preview: lead,
    mark: ALERTS_MARK,
    host: links.host,
    status: STATUS,
    when: pressTime(killed.killedAt, 'UTC'),
    lead,
    notice: killed.publicNotice
      .split(/\n+/)
      .map(oneLine)
      .filter((line) => line !== ''),
    url: links.release(killed.slug),
    foot: footOf(links, WHY),
  }
}

/** Times are UTC: the zone stands in the content, and a withdrawal opens none. */
function leadOf(publishedAt: Instant): string {
  const published = pressTime(publishedAt, 'UTC')
  return `The release that we sent you, public since ${published}, is withdrawn. Do not publish or quote it; if you have, please take it down.`
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
