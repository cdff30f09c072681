# One image for both processes: intake by default, workers by command. Node runs the TypeScript as it is.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
# One thread for garbage: four of them beside a lift take the cores that it waits for.
ENV NODE_ENV=production PORT=3000 NODE_OPTIONS=--v8-pool-size=1
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY workers ./workers
COPY templates ./templates
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that SIGTERM reaches it and it ends in order.
CMD ["node", "src/server.ts"]
