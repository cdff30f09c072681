/** The words pages and feeds use for what a release is and what its ground rules allow. */
import type { Content, ReleaseKind } from '../domain/content.ts'
import { BASIS_RULES } from '../domain/ground-rules.ts'
import { oneLine } from './plain-text.ts'

export const KIND_NAMES: Readonly<Record<ReleaseKind, string>> = {
  transcript: 'Transcript',
  readout: 'Readout',
  statement: 'Statement',
  advisory: 'Advisory',
  'fact-sheet': 'Fact sheet',
}

/** `attribution` null: each speaker is named, so that no phrase stands for them all. */
export type RuleWords = {
  readonly label: string
  readonly rule: string
  readonly attribution: string | null
}

export function ruleWords({ groundRules }: Content): RuleWords {
  const { label, rule } = BASIS_RULES[groundRules.basis]
  const named = groundRules.basis === 'on-the-record'
  return { label, rule, attribution: named ? null : oneLine(groundRules.attribution) }
}

/** The rule in one sentence or two, for where there is no box to put it in. */
export function ruleSentence(content: Content): string {
  const { label, rule, attribution } = ruleWords(content)
  return attribution === null
    ? `${label}. ${rule}`
    : `${label}. ${rule.replace(/\.$/, '')}: “${attribution}”.`
}

/** `foreign policy`, of the topic `foreign-policy`. */
export function topicName(topic: string): string {
  return topic.replaceAll('-', ' ')
}
