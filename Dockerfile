# One image for the gateway, the sandbox and the command line. From the root of the repository:
#
#   docker build -t aliyun-sms .
#   docker run --rm -p 127.0.0.1:4086:4086 aliyun-sms sandbox --host 0.0.0.0
#   docker run --rm --read-only -p 127.0.0.1:4089:4089 -e ALIYUN_SMS_GATEWAY_TOKEN \
#     -v ./aliyun-sms.settings.json:/data/aliyun-sms.settings.json:ro aliyun-sms \
#     serve --host 0.0.0.0 --settings /data/aliyun-sms.settings.json
#
# What follows the image's name is the command. In a network of containers, the sandbox is told the
# name that others call it by; on a volume, what is to outlive the container:
#   docker run … aliyun-sms sandbox --host 0.0.0.0 --allow-host sandbox
#   docker run … -v sms:/data aliyun-sms sandbox --host 0.0.0.0 --persist /data/messages.ndjson

FROM node:22-slim AS manifests
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY packages/client/package.json packages/client/
COPY packages/sender/package.json packages/sender/
COPY packages/connector/package.json packages/connector/
COPY packages/sandbox/package.json packages/sandbox/
COPY packages/gateway/package.json packages/gateway/
COPY packages/cli/package.json packages/cli/

FROM manifests AS build
RUN npm install --no-save --workspaces
COPY tsconfig.base.json ./
COPY scripts/build.mjs scripts/
COPY scripts/build scripts/build
COPY packages/client packages/client
COPY packages/sender packages/sender
COPY packages/connector packages/connector
COPY packages/sandbox packages/sandbox
COPY packages/gateway packages/gateway
COPY packages/cli packages/cli
RUN node scripts/build.mjs

# What runs is plain JavaScript: it can be installed on one system and run on another. The peers are
# the test runners that the fixtures are for.
FROM manifests AS production
RUN npm install --no-save --omit=dev --omit=peer --omit=optional --workspaces \
  && mkdir /data

FROM node:22-alpine
LABEL org.opencontainers.image.title="aliyun-sms" \
  org.opencontainers.image.description="Aliyun SMS for Logto: gateway, sandbox and command line" \
  org.opencontainers.image.licenses="MIT"
WORKDIR /app
ENV NODE_ENV=production
COPY --from=production /app ./
COPY --from=build /app/packages/client/dist packages/client/dist
COPY --from=build /app/packages/sender/dist packages/sender/dist
COPY packages/connector/README.md packages/connector/LICENSE packages/connector/logo.svg \
  packages/connector/logo-dark.svg packages/connector/
COPY --from=build /app/packages/connector/lib packages/connector/lib
COPY --from=build /app/packages/sandbox/dist packages/sandbox/dist
COPY --from=build /app/packages/gateway/dist packages/gateway/dist
COPY --from=build /app/packages/cli/dist packages/cli/dist
# A new volume takes its owner from what it is mounted over; root's could not be written to.
COPY --from=production --chown=node:node /data /data
USER node
EXPOSE 4086 4089
# The sandbox on its port, or the gateway on its own.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "Promise.any(['http://127.0.0.1:4086/healthz', 'http://127.0.0.1:4089/healthz'].map(async (url) => { if (!(await fetch(url)).ok) throw url; })).then(() => process.exit(0), () => process.exit(1))"]
ENTRYPOINT ["node", "packages/cli/dist/bin.js"]
