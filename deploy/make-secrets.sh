#!/bin/sh
# Fills deploy/secrets with random values, once; what is there stays. Only the owner of the folder gets in.
set -eu
umask 077
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
cd "$folder"
random() { head -c 36 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_'; }
keep() { [ -s "$1" ] || cat > "$1"; }
random | keep postgres_password
random | keep candidacy_secrets
random | keep s3_secret_access_key
random | keep metrics_token
printf 'postgresql://candidacy:%s@postgres:5432/candidacy' "$(cat postgres_password)" | keep database_url
printf '{"identities": [{"name": "candidacy", "credentials": [{"accessKey": "candidacy", "secretKey": "%s"}], "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}' \
    "$(cat s3_secret_access_key)" | keep s3_config
# The processes in the containers are other users: they read the files, which nobody else can reach.
chmod 0444 ./*
chmod 0700 .
ls
