/** The press API, asked as a person's script would ask it. */
import { z } from 'zod'

export type ApiTarget = Readonly<{
  intakeUrl: string
  /** Of a press officer. */
  token: string
}>

/** A string goes as text, anything else as JSON. Throws with status and problem code when it is refused. */
export async function send<S extends z.ZodType>(
  target: ApiTarget,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  answer: S,
  body?: unknown,
  textType = 'text/plain',
): Promise<z.infer<S>> {
  const response = await fetch(new URL(path, target.intakeUrl), {
    method,
    headers: {
      authorization: `Bearer ${target.token}`,
      ...(body === undefined
        ? {}
        : { 'content-type': typeof body === 'string' ? textType : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const said: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const code = z.object({ code: z.string() }).safeParse(said).data?.code ?? 'no code'
    throw new Error(`${method} ${path} answered ${response.status} (${code})`)
  }
  const read = answer.safeParse(said)
  if (!read.success) throw new Error(`${method} ${path} answered in another form than expected`)
  return read.data
}
