/** The desk's pages, by name, as a press officer sees them; a new page joins the tests and the pictures here. */
import type { Desk } from './sample-desk.ts'

/** Name → path, with what the sample desk holds. */
export function deskPages({ calls, embargoes }: Desk): Readonly<Record<string, string>> {
  return {
    today: '/desk',
    calls: '/desk/calls',
    'call-live': `/desk/calls/${calls.live}`,
    'call-scheduled': `/desk/calls/${calls.scheduled}`,
    'call-ended': `/desk/calls/${calls.ended}`,
    'embargo-open': `/desk/embargoes/${embargoes.open}`,
    'embargo-held': `/desk/embargoes/${embargoes.held}`,
    'hold-all': '/desk/hold-all',
  }
}
