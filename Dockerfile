# The modelwatch binary in a slim image: one image for the exporter and the bridge.
#
#   docker build -t modelwatch .

# Both stages are Debian 12: a binary made against a newer C library would not start in the second.
FROM swift:6.3-bookworm AS build
WORKDIR /src

# Libraries first: they change seldom, and the layer is kept.
COPY scripts/setup.sh scripts/arrow.sh scripts/
RUN scripts/setup.sh build

COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
COPY scripts/revision.sh scripts/
# There is no repository here: docker build --build-arg REVISION=$(git rev-parse HEAD) --build-arg BRANCH=...
ARG REVISION=unknown
ARG BRANCH=unknown
RUN scripts/revision.sh
RUN SWIFT_BACKTRACE=enable=no swift build --configuration release --product modelwatch --static-swift-stdlib \
    && install -D --strip .build/release/modelwatch /out/bin/modelwatch \
    && mkdir -p /out/lib \
    && cp --no-dereference /usr/local/lib/libarrow*.so.* /usr/local/lib/libparquet*.so.* /out/lib/


FROM debian:bookworm-slim

# No versions here: the base image's release fixes them, and its security updates are wanted.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libcrypt1 libcurl4 libhwy1 libsqlite3-0 libstdc++6 \
        libxml2 tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner 65532 --group 65532 /var/lib/modelwatch

COPY --from=build /out/lib/ /usr/local/lib/
COPY --from=build /out/bin/modelwatch /usr/local/bin/modelwatch
RUN ldconfig && modelwatch --version

WORKDIR /app
USER 65532:65532
VOLUME /var/lib/modelwatch
EXPOSE 8000 5080

# Two roles with two ports: docker-compose.yml has a check for each.
HEALTHCHECK NONE

ENTRYPOINT ["modelwatch"]
CMD ["exporter", "--config.file=/app/monitoring/modelwatch.yml"]
