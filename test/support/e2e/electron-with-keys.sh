#!/bin/sh
# Starts Electron like a second Logbell that gets its secrets from a first one (src/main/desktop/key-handover.ts):
# Playwright attaches to the process that it starts, and that one must show the window.
exec 3<<KEYS
$TEST_SECRETS
KEYS
unset TEST_SECRETS
export LOGBELL_KEYS_FD=3
exec "$TEST_ELECTRON" "$@"
