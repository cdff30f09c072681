/** Who an alert goes to: the topics of what it names, or the recipients of the alert it follows. */

/** `everyone`: all who are subscribed; `topics`: those who chose one of them, or chose everything. */
export type AudienceRule =
  | { readonly who: 'everyone' }
  | { readonly who: 'topics'; readonly topics: readonly string[] }
  | { readonly who: 'recipients-of'; readonly alertIds: readonly string[] }

/**
 * The rule for releases with these topics each. One without a topic is of interest to everyone;
 * a follow-up goes to exactly those who may have got what it follows, whatever their topics are now.
 */
export function audienceRule(
  topicsOfEach: readonly (readonly string[])[],
  follows: readonly string[],
): AudienceRule {
  if (follows.length > 0) return { who: 'recipients-of', alertIds: follows }
  if (topicsOfEach.some((topics) => topics.length === 0)) return { who: 'everyone' }
  return { who: 'topics', topics: [...new Set(topicsOfEach.flat())].sort() }
}
