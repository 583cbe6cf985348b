#!/bin/sh
# Starts Electron like a second Logbell that gets its keys from a first one (src/main/desktop/key-handover.ts):
# Playwright attaches to the process that it starts, and that one must show the window.
exec 3<<KEYS
{"LOGBELL_ACCESS_KEY":"$LOGBELL_ACCESS_KEY","LOGBELL_SECRET_KEY":"$LOGBELL_SECRET_KEY"}
KEYS
unset LOGBELL_ACCESS_KEY LOGBELL_SECRET_KEY
export LOGBELL_KEYS_FD=3
exec "$TEST_ELECTRON" "$@"
