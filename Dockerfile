# The bot in an image that holds Python, the bot and what it needs: no installer, no build tools.
# Every package is the one whose hash stands in the requirements.
FROM python:3.13-slim-trixie AS build
COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /usr/local/bin/uv
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1
WORKDIR /src
COPY requirements.txt ./
RUN uv venv /opt/bot \
    && uv pip install --python /opt/bot --require-hashes -r requirements.txt
COPY pyproject.toml README.md requirements-dev.txt ./
COPY bot bot
COPY locales locales
COPY migrations migrations
RUN uv build --wheel --require-hashes --build-constraints requirements-dev.txt --out-dir /src/dist \
    && uv pip install --python /opt/bot --no-deps /src/dist/*.whl
# A sixth of the rest is never read here: the packages' own tests, and what Babel knows of languages
# that the bot does not speak.
RUN packages=$(echo /opt/bot/lib/python3*/site-packages) && known="$packages/babel/locale-data" \
    && find "$packages" -type d -name tests -prune -exec rm -rf {} + \
    && mv "$known" /src/known && mkdir "$known" && mv /src/known/root.dat "$known" \
    && for folder in /src/locales/*/; do \
        tag=$(basename "$folder"); mv /src/known/"${tag%%-*}"[._]* "$known"; \
    done

FROM python:3.13-slim-trixie
RUN rm -rf /usr/local/lib/python3.13/ensurepip /usr/local/lib/python3.13/site-packages/* \
        /usr/local/bin/pip* \
    && useradd --uid 1000 --home-dir /data --shell /usr/sbin/nologin optout \
    && install --directory --owner=1000 --group=1000 --mode=700 /data
COPY --from=build /opt/bot /opt/bot
# Port 8080 is for the health check, for Prometheus and, with OPTOUT_WEBHOOK_URL, for Telegram. It
# is reached by nobody outside until it is published or put behind a proxy.
ENV PATH=/opt/bot/bin:$PATH OPTOUT_HTTP_HOST=0.0.0.0 OPTOUT_HTTP_PORT=8080
EXPOSE 8080
USER 1000:1000
# The one place that is written to, so the rest may be read-only: the database and the key file.
# Mount a volume here, and back it up.
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['OPTOUT_HTTP_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["optout-bot"]
CMD ["run"]
