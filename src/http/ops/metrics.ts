/** `GET /metrics` for Prometheus: the whole service as the store has it at the scrape, and this process of it. */
import type { RequestHandler } from 'express'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { type Family, type Lateness, readFamilies, type ServiceDependencies } from './service-metrics.ts'

/** Every intake answers the same of the service; only `process_` and `nodejs_` speak of the one asked. */
export function createMetrics(dependencies: ServiceDependencies): RequestHandler {
  const own = new Registry()
  collectDefaultMetrics({ register: own })
  return async (_req, res) => {
    const { families, lateness } = await readFamilies(dependencies)
    // A registry for each scrape: nothing of the last one is left in it, nor mixed in by another at the same time.
    const service = new Registry()
    for (const family of families) register(service, family)
    const parts = [await service.metrics(), histogramText(lateness), await own.metrics()]
    res.set('Content-Type', own.contentType).set('Cache-Control', 'no-store').send(parts.join('\n'))
  }
}

function register(registry: Registry, { type, name, help, samples }: Family): void {
  const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels ?? {})))]
  const settings = { name, help, labelNames, registers: [registry] }
  if (type === 'counter') {
    const counter = new Counter(settings)
    for (const { labels, value } of samples) counter.inc(labels ?? {}, value)
  } else {
    const gauge = new Gauge(settings)
    for (const { labels, value } of samples) gauge.set(labels ?? {}, value)
  }
}

const LATENESS = 'hfr_lift_lateness_seconds'

/** By hand (Prometheus text format 0.0.4): the library's histogram counts only what this process observed. */
function histogramText({ buckets, sumMs, count }: Lateness): string {
  return [
    `# HELP ${LATENESS} How late lifts by terms were, from the later of their instant and when it was known.`,
    `# TYPE ${LATENESS} histogram`,
    ...buckets.map(({ upToMs, count: upTo }) => `${LATENESS}_bucket{le="${upToMs / 1000}"} ${upTo}`),
    `${LATENESS}_bucket{le="+Inf"} ${count}`,
    `${LATENESS}_sum ${sumMs / 1000}`,
    `${LATENESS}_count ${count}`,
    '',
  ].join('\n')
}
