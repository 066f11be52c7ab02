# One image for everything: `npm start` by default, and the other commands of docs/deploy.md.
# Nothing in it is written to but /site/data and /tmp, so that it runs with a read-only root.
FROM node:24-bookworm-slim AS build
# better-sqlite3 is compiled where its prebuilt file cannot be had, against the headers that the image has
ENV npm_config_nodedir=/usr/local
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /site
COPY package.json package-lock.json .npmrc ./
# this one package may run something when it is installed
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY . .
RUN npm run db:generate && npm run build && npm prune --omit=dev && rm -rf .next/cache

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /site
COPY --from=build /site/package.json /site/package-lock.json /site/tsconfig.json /site/next.config.js /site/server.mjs /site/renderer.mjs /site/no-cache.mjs /site/proxy.ts ./
COPY --from=build /site/node_modules node_modules
COPY --from=build /site/prisma prisma
COPY --from=build /site/public public
COPY --from=build /site/lib lib
COPY --from=build /site/.next .next
RUN mkdir -m 700 data && chown node:node data
USER node
VOLUME /site/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "lib/cli/start.ts"]
