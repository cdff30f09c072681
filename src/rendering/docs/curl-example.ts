/** A command line that asks one operation, with an example body where there is one. */
import type { Content, Operation } from './api-document.ts'

/** For a shell: `$T` is the token, `$ID` the record. */
export function curlExample(url: string, method: string, path: string, operation: Operation): string {
  const { requestBody, parameters, responses } = operation
  const streams = Object.keys(responses['200']?.content ?? {}).includes('text/event-stream')
  const needed = parameters.filter((one) => one.in === 'query' && one.required)
  const query = needed.map(({ name }) => `${name}=$${name.toUpperCase()}`).join('&')
  const address = `${url}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}`
  const parts = [
    `curl${streams ? ' -N' : ''}${method === 'get' || (method === 'post' && requestBody) ? '' : ` -X ${method.toUpperCase()}`} "${address}${query && `?${query}`}"`,
    ...identity(operation),
    ...(requestBody ? bodyParts(requestBody.content) : []),
  ]
  return parts.join(' \\\n  ')
}

function identity({ security }: Operation): readonly string[] {
  const [scheme] = security.flatMap((one) => Object.keys(one))
  if (scheme === 'bearer') return ['-H "Authorization: Bearer $T"']
  return scheme === 'signature' ? ['-H "X-Signature: t=$SECONDS,v1=$MAC"'] : []
}

function bodyParts(content: Content): readonly string[] {
  const [[type, media] = ['', {}]] = Object.entries(content)
  const [example] = Object.values(media.examples ?? {})
  const json = type.endsWith('/json') && example !== undefined
  return [
    `-H 'Content-Type: ${type}'`,
    json ? `-d ${quoted(JSON.stringify(example.value, null, 2))}` : '--data-binary @file',
  ]
}

/** In single quotes nothing but a single quote means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
