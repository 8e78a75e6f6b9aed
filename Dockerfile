# pullquote with its starter articles: answers from the first start on, without the network.
#
#     docker build -t pullquote .
#     docker run --read-only --tmpfs /tmp -p 127.0.0.1:7860:7860 \
#         -v pullquote-library:/library -v pullquote-data:/data pullquote
#
# It has not been built yet. What can be checked without is: files, options, addresses, and a run with
# nothing but its volumes to write to.
# docs/other-apps.md says how a library of your own gets in.

FROM python:3.11-slim AS build

# Pip reads both: name an index with CPU builds where yours serves torch only as a CUDA build.
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /build
COPY requirements.lock ./
RUN pip install -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY index ./index
COPY qa ./qa
COPY ui ./ui
COPY eval ./eval
COPY seeds ./seeds
RUN pip install --no-deps .

FROM python:3.11-slim

COPY --from=build /opt/venv /opt/venv
COPY seeds /opt/seeds
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ORT_DISABLE_TELEMETRY=1 \
    PULLQUOTE_CACHE=/opt/cache \
    PULLQUOTE_DATA=/data \
    HOME=/tmp

# The library of the starter articles, which a new volume begins with, and the models exported for
# it. What is exported is known by the times of its files, of which layers keep whole seconds only.
RUN find /opt/venv -type f -path '*/model/*' -exec touch -d '2026-01-01 00:00:00' {} + \
    && pullquote index /library/starter /opt/seeds \
    && useradd --system --uid 10001 --no-create-home --home-dir /tmp pullquote \
    && mkdir -p /data \
    && chown -R pullquote:pullquote /library /data

USER 10001
VOLUME ["/library", "/data"]
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7860/api/v1/health', timeout=4)"]

ENTRYPOINT ["pullquote"]
CMD ["serve", "/library/starter", "--host", "0.0.0.0"]
