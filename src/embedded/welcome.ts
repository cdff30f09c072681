/** What `npm start` prints when all is up: where to look, whose tokens these are, what to try first. */
import { OWN_STAFF } from './own-staff.ts'
import type { Secrets } from './secrets.ts'

type Welcome = Readonly<{
  intakeUrl: string
  inboxUrl: string | undefined
  tokens: Secrets['API_TOKENS']
  /** The sample call, when it was loaded just now. */
  callId: string | undefined
  dataDir: string
}>

export function welcome({ intakeUrl, inboxUrl, tokens, callId, dataDir }: Welcome): string {
  return [
    '',
    'Hold for release is running.',
    '',
    `  Newsroom    ${intakeUrl}/`,
    `  Desk        ${intakeUrl}/desk      sign in as ${OWN_STAFF[0].email}; the link appears here and in the inbox`,
    `  Press API   ${intakeUrl}/v1/calls`,
    `  Ops board   ${intakeUrl}/ops/queues`,
    `  Mail inbox  ${inboxUrl ?? 'none: mail goes to the SMTP server you named'}`,
    '',
    'Tokens, one a person or program:',
    ...tokens.map(({ name, role, token }) => `  ${role.padEnd(6)} ${name.padEnd(16)} ${token}`),
    '',
    ...firstSteps(intakeUrl, tokens, callId),
    '',
    `Ctrl-C stops all of it in order. Data, secrets and logs stay in ${dataDir}; the next start finds them.`,
    '',
  ].join('\n')
}

function firstSteps(
  intakeUrl: string,
  tokens: Welcome['tokens'],
  callId: string | undefined,
): readonly string[] {
  const press = tokens.find((token) => token.role === 'press')?.token ?? '<token>'
  const bearer = `-H 'Authorization: Bearer ${press}'`
  if (callId === undefined) return ['See the calls:', '', `  curl ${bearer} ${intakeUrl}/v1/calls`]
  return [
    'A sample press call is live: on background, embargoed until it ends, its transcript cleared.',
    'Subscribe in the newsroom, confirm in the inbox, then end the call and watch the embargo lift:',
    '',
    `  curl -X POST ${bearer} ${intakeUrl}/v1/calls/${callId}/end`,
  ]
}
