# Tandem for production: the bots alone, on PostgreSQL and Redis of their own (see compose.yaml).

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json prisma.config.ts ./
COPY prisma prisma
COPY tools tools
COPY src src
RUN npm run generate

# Optional packages are the embedded PostgreSQL and the canvas of the PDF reader, which only reads;
# peers are Prisma's command line. One optional package is needed: the renderer of the pictures.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --omit=peer --no-audit --no-fund \
  && cd node_modules/pdfjs-dist \
  && rm -rf build image_decoders web legacy/web legacy/build/*.map legacy/build/*.min.mjs
COPY --from=build /app/node_modules/@resvg node_modules/@resvg

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/src src
COPY prisma/migrations prisma/migrations
COPY locales locales
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node 24 runs the TypeScript as it is. Steps leave much that dies young: room for it saves a tenth of the CPU.
CMD ["node", "--max-semi-space-size=32", "src/main.ts"]
