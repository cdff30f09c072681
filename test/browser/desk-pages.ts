/** The desk's pages, by name, as a press officer sees them; a new page joins the tests and the pictures here. */
import type { Desk } from './sample-desk.ts'

/** Name → path, with what the sample desk holds. */
export function deskPages(desk: Desk): Readonly<Record<string, string>> {
  const { calls, embargoes, releases, alerts } = desk
  return {
    today: '/desk',
    calls: '/desk/calls',
    'call-live': `/desk/calls/${calls.live}`,
    'call-scheduled': `/desk/calls/${calls.scheduled}`,
    'call-ended': `/desk/calls/${calls.ended}`,
    'embargo-open': `/desk/embargoes/${embargoes.open}`,
    'embargo-held': `/desk/embargoes/${embargoes.held}`,
    'hold-all': '/desk/hold-all',
    schedule: '/desk/calls/new',
    'call-edit': `/desk/calls/${calls.scheduled}/edit`,
    'call-start': `/desk/calls/${calls.scheduled}/start`,
    'call-end': `/desk/calls/${calls.live}/end`,
    'call-cancel': `/desk/calls/${calls.scheduled}/cancel`,
    terms: `/desk/embargoes/${embargoes.open}/terms`,
    hold: `/desk/embargoes/${embargoes.open}/hold`,
    resume: `/desk/embargoes/${embargoes.held}/resume`,
    'embargo-lifted': `/desk/embargoes/${embargoes.lifted}`,
    lift: `/desk/embargoes/${embargoes.held}/lift`,
    breach: `/desk/embargoes/${embargoes.held}/breach`,
    receipt: `/desk/embargoes/${embargoes.lifted}/receipt`,
    alert: `/desk/alerts/${alerts.lift}`,
    'alert-closed': `/desk/alerts/${alerts.closed}`,
    'alert-retry': `/desk/alerts/${alerts.lift}/retry`,
    record: `/desk/calls/${calls.ended}/record`,
    transcript: `/desk/calls/${calls.live}/transcript`,
    'take-down': `/desk/calls/${calls.live}/live`,
    releases: '/desk/releases',
    'release-new': `/desk/releases/new?call=${calls.live}`,
    'release-new-own': '/desk/releases/new',
    review: `/desk/releases/${releases.draft}`,
    'review-readout': `/desk/releases/${releases.held}`,
    'review-public': `/desk/releases/${releases.published}`,
    'release-edit': `/desk/releases/${releases.held}/edit`,
    'release-correct': `/desk/releases/${releases.published}/correct`,
    'release-kill': `/desk/releases/${releases.published}/kill`,
    preview: `/desk/releases/${releases.draft}/preview`,
    'sign-in-link': desk.signInLink,
    'not-there': '/desk/calls/cal_nothing',
  }
}
