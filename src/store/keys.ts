/** Every key's name. One hash tag holds them in one slot, so that a script may touch any of them. */

export type Keys = ReturnType<typeof createKeys>

export function createKeys(namespace: string) {
  const tag = `{${namespace}}`
  const at = (...parts: readonly (string | number)[]) => [tag, ...parts].join(':')
  return {
    /** BullMQ's own prefix. */
    queuePrefix: tag,
    record: (kind: string, id: string) => at(kind, id),
    /** All ids of a kind; they sort by time. */
    index: (kind: string) => at('index', kind),
    content: (releaseId: string, revision: number) => at('content', releaseId, revision),
    /** What the keys of contents begin with, for a script that finds which it wants. */
    contents: at('content', ''),
    /** A sealed value on its way to its place. */
    staged: (id: string) => at('staged', id),
    source: (releaseId: string, revision: number) => at('source', releaseId, revision),
    /** Embargoes with a known instant and no hold, by that instant. */
    due: at('due'),
    /** Alerts not finished, by when they were owed. */
    open: at('open'),
    /** Notices not sent, by when they were owed. */
    owedNotices: at('owed-notices'),
    /** What is expected of calls and embargoes, by the instant since when it is waited for. */
    expected: at('expected'),
    /** The mark that people were told that one of them is overdue. */
    toldOverdue: (expected: string) => at('told-overdue', expected),
    /** Lifts not counted yet, by when they were; and the sums of those that are. */
    uncountedLifts: at('lifts-uncounted'),
    liftCounts: at('lift-counts'),
    holdAll: at('hold-all'),
    holdAllClearedAt: at('hold-all', 'cleared-at'),
    /** What each process says of Redis's clock. */
    clockVotes: at('clock-votes'),
    /** The next free moment of a channel whose messages a second are limited. */
    pace: (channel: string) => at('pace', channel),
    audit: at('audit'),
    /** What the public sees: releases by publication, slugs, and the stream of what happened. */
    public: at('public', 'releases'),
    slugs: at('public', 'slugs'),
    /** Releases of one call that went public, by publication; killed ones stay. */
    publicOfCall: (callId: string) => at('public', 'of-call', callId),
    /** Announced calls by their start, and which of them an announcement's address leads to. */
    announced: at('public', 'announced'),
    announcement: (id: string) => at('public', 'announcement', id),
    topics: at('public', 'topics'),
    events: at('public', 'events'),
    idempotency: (digest: string) => at('idempotency', digest),
    subscriberCount: at('subscribers', 'count'),
    subscriberBucket: (number: number) => at('subscribers', Math.floor(number / 100)),
    subscriberAddresses: (digest: string) => at('subscribers', 'by-email', digest.slice(0, 2)),
    /** The alerts refused lately for each subscriber whose mail was. */
    refusals: (channel: string) => at('subscribers', 'refusals', channel),
    /** Bitmaps by subscriber number: all who get alerts; who wants everything; who wants a topic. */
    subscribed: (channel: string) => at('subscribed', channel),
    subscribedEverything: (channel: string) => at('subscribed', channel, 'everything'),
    subscribedTopic: (channel: string, topic: string) => at('subscribed', channel, 'topic', topic),
    subscribedTopics: (channel: string) => at('subscribed', channel, 'topics'),
    ledger: (alertId: string, channel: string, part: string) => at('ledger', alertId, channel, part),
    /** A sign-up by text that waits to be confirmed. */
    confirmation: (digest: string) => at('confirmation', digest),
    /** How often an address was written to lately because somebody asked. */
    askedMail: (digest: string) => at('asked-mail', digest),
    /** Staff who sign in: links not used yet, open sessions, and the sessions of each person. */
    signInLink: (digest: string) => at('sign-in', digest),
    session: (digest: string) => at('session', digest),
    sessionsOf: (digest: string) => at('sessions-of', digest),
    heartbeat: (process: string) => at('heartbeat', process),
  }
}
