/** The words pages, feeds and mails use for what a release is and what its ground rules allow. */
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

/** A kind as the name of a list. */
export const KIND_PLURALS: Readonly<Record<ReleaseKind, string>> = {
  transcript: 'Transcripts',
  readout: 'Readouts',
  statement: 'Statements',
  advisory: 'Advisories',
  'fact-sheet': 'Fact sheets',
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

/** The rule with its phrase, in one sentence. */
export function ruleSays(content: Content): string {
  const { rule, attribution } = ruleWords(content)
  return attribution === null ? rule : `${rule.replace(/\.$/, '')}: “${attribution}”.`
}

/** The basis and its rule, for where there is no box to put them in. */
export function ruleSentence(content: Content): string {
  return `${ruleWords(content).label}. ${ruleSays(content)}`
}

/** `foreign policy`, of the topic `foreign-policy`. */
export function topicName(topic: string): string {
  return topic.replaceAll('-', ' ')
}
