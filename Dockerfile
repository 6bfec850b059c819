# The bot in a small image: built in one stage, run in another that holds no build tools.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m pip install --no-cache-dir uv==0.13.9
COPY requirements.txt ./
RUN python -m venv /opt/bot \
    && uv pip install --compile-bytecode --python /opt/bot/bin/python \
        --require-hashes -r requirements.txt
COPY pyproject.toml README.md ./
COPY bot bot
COPY locales locales
COPY migrations migrations
RUN uv pip install --compile-bytecode --python /opt/bot/bin/python --no-deps .

FROM python:3.13-slim
COPY --from=build /opt/bot /opt/bot
RUN useradd --create-home --uid 1000 optout && mkdir /data && chown optout /data
USER optout
# Where the database and the key file are kept: mount a volume here, and back it up.
WORKDIR /data
VOLUME /data
ENTRYPOINT ["/opt/bot/bin/optout-bot"]
CMD ["run"]
