/** The text part of an alert, written on its own for those who read no HTML. */
import type { AlertView, ReleaseView } from './alert-mail.ts'
import { footText } from './personal-links.ts'
import { textPart } from './plain-text.ts'
import type { Rule } from './release-in-mail.ts'

/** From the same view as the HTML. */
export function alertText(view: AlertView): string {
  return textPart([
    [view.status.toUpperCase(), view.when],
    ...view.lead,
    view.listed.map(({ headline, basis }, index) => `${index + 1}. ${headline} (${basis.toLowerCase()})`),
    view.rule && ruleText(view.rule),
    ...view.releases.flatMap((release, index) =>
      releaseText(release, view.releases.length > 1 ? index + 1 : null),
    ),
    ...footText(view.foot),
  ])
}

function releaseText(release: ReleaseView, number: number | null) {
  const { contact, corrected, rule } = release
  return [
    ['----', number === null ? release.headline : `${number}. ${release.headline}`],
    rule && ruleText(rule),
    corrected && `${corrected.label} ${corrected.note}`,
    ...release.opening.map(({ speaker, text }) => (speaker === null ? text : `${speaker}: ${text}`)),
    [`${release.action}:`, release.url],
    [
      release.topics === '' ? null : `Topics: ${release.topics}`,
      contact && `Contact: ${contact.name}, ${contact.email}`,
    ],
  ]
}

function ruleText(rule: Rule): string {
  return `${rule.label}. ${rule.says}`
}
